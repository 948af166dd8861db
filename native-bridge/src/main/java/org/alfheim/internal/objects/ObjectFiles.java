package org.alfheim.internal.objects;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.elf.ArchiveFile;
import org.alfheim.elf.ElfBytes;
import org.alfheim.elf.ElfException;
import org.alfheim.names.RawText;

/**
 * The files that become one image, each read once: what is judged and what it is known by is what
 * is linked. The members of a thin archive are among them, and what a linker script names.
 */
public final class ObjectFiles {
  private final List<ObjectFile> named;
  private final Map<Path, ObjectFile> beside = new LinkedHashMap<>();
  private final String digest;

  private ObjectFiles(List<ObjectFile> named) {
    this.named = List.copyOf(named);
    this.named.forEach(this::readNeighbours);
    this.digest = sha256();
  }

  /**
   * Files that were read, and what they have beside them.
   *
   * @param named the files, in the order in which they were named
   */
  public static ObjectFiles of(List<ObjectFile> named) {
    return new ObjectFiles(named);
  }

  /** Damage, and what is missing, the linker among it, is to be told when it is linked. */
  private void readNeighbours(ObjectFile file) {
    if (file.path().isEmpty()) {
      return;
    }
    ElfBytes bytes = new ElfBytes(file.name(), file.bytes());
    if (ArchiveFile.begins(bytes)) {
      readMembers(bytes, file.path().get());
    } else if (file.isText()) {
      Path path = file.path().get();
      ObjectLinker.Input script =
          new ObjectLinker.Input(file.name(), file.bytes(), name -> read(path, name));
      InstalledLinker.find().ifPresent(linker -> linker.follow(script));
    }
  }

  private void readMembers(ElfBytes archive, Path path) {
    try {
      ArchiveFile.of(archive)
          .read(member -> {
            if (member.outside()) {
              read(path, member.name());
            }
          });
    } catch (ElfException damaged) {
      return;
    }
  }

  private Optional<MemorySegment> read(Path by, String name) {
    try {
      Path path = beside(by, name);
      ObjectFile known = beside.get(path);
      if (known == null && Files.isRegularFile(path)) {
        MemorySegment bytes = MemorySegment.ofArray(Files.readAllBytes(path)).asReadOnly();
        known = new ObjectFile(RawText.shown(name), Optional.of(path.toRealPath()), bytes);
        beside.put(path, known);
      }
      return Optional.ofNullable(known).map(ObjectFile::bytes);
    } catch (IOException | InvalidPathException unreadable) {
      return Optional.empty();
    }
  }

  private static Path beside(Path by, String name) {
    return by.resolveSibling(RawText.path(name)).normalize();
  }

  /** What was read: a file that has come since is none of those that were judged. */
  private Optional<MemorySegment> neighbour(Path by, String name) {
    try {
      return Optional.ofNullable(beside.get(beside(by, name))).map(ObjectFile::bytes);
    } catch (InvalidPathException impossible) {
      return Optional.empty();
    }
  }

  /** The files as they were named. */
  public List<ObjectFile> named() {
    return named;
  }

  /** All files: those that were named, and then what is beside them. */
  public List<ObjectFile> all() {
    List<ObjectFile> all = new ArrayList<>(named);
    all.addAll(beside.values());
    return List.copyOf(all);
  }

  /** Whether the named files are all there is. */
  public boolean selfContained() {
    return beside.isEmpty();
  }

  /** The SHA-256 of the files' sizes and contents, in hexadecimal. */
  public String digest() {
    return digest;
  }

  private String sha256() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (ObjectFile file : all()) {
        sha256.update((file.bytes().byteSize() + "\n").getBytes(StandardCharsets.US_ASCII));
        sha256.update(file.bytes().asByteBuffer());
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** The named files as a linker takes them. */
  List<ObjectLinker.Input> inputs() {
    return named.stream()
        .map(file ->
            new ObjectLinker.Input(
                file.name(),
                file.bytes(),
                name -> file.path().flatMap(path -> neighbour(path, name))))
        .toList();
  }
}
