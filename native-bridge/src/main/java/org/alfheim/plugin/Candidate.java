package org.alfheim.plugin;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.SymbolTable;

/** An image that asks to be opened, as an {@link Admission} sees it. */
public final class Candidate {
  /** A buffer of Java has less than 2 GiB. */
  private static final long PIECE = 1 << 30;

  /** How an image comes into the process. */
  public enum Role {
    /** A plugin, opened by this loader. */
    PLUGIN,
    /** A library that ld.so loads because a plugin, or another library, has it in DT_NEEDED. */
    LIBRARY,
    /** A library that a plugin loads by {@code dlopen} or {@code dlmopen}. */
    NESTED
  }

  private final Role role;
  private final SharedObject image;
  private final Content content;
  private final Optional<Path> file;
  private final Optional<Provenance> provenance;

  Candidate(
      Role role,
      SharedObject image,
      Content content,
      Optional<Path> file,
      Optional<Provenance> provenance) {
    this.role = role;
    this.image = image;
    this.content = content;
    this.file = file;
    this.provenance = provenance;
  }

  /** How it comes into the process. */
  public Role role() {
    return role;
  }

  /** What the image is called in messages. */
  public String name() {
    return image.name();
  }

  /** The real path of its file; empty for an image that is opened from memory. */
  public Optional<Path> file() {
    return file;
  }

  /** What the opener says of where it comes from. */
  public Optional<Provenance> provenance() {
    return provenance;
  }

  /** {@code DT_SONAME}. */
  public Optional<String> soname() {
    return image.soname();
  }

  /**
   * The names of the symbols that the image refers to and does not define. Code can reach the
   * kernel without any: this tells what an image says of itself.
   */
  public SortedSet<String> imports() {
    SortedSet<String> imports = new TreeSet<>();
    SymbolTable symbols = image.symbols();
    for (int i = 1; i < symbols.count(); i++) {
      if (symbols.section(i) == 0 && !symbols.local(i)) {
        imports.add(symbols.name(i));
      }
    }
    return imports;
  }

  /**
   * The whole image, read-only. Of a plugin these are the bytes that are mapped, which nobody can
   * change any more, and those that are not (debug information, say), which are read for who asks;
   * of a library, what its file holds now.
   *
   * @return the bytes, which can be read until the admission has answered
   * @throws IllegalStateException if a plugin's file, or the memory that it comes from, has changed
   *     since the image was copied
   * @throws java.io.UncheckedIOException if a plugin's file can't be read any more
   */
  public MemorySegment content() {
    return content.bytes();
  }

  /**
   * The SHA-256 of {@link #content}, in lower-case hexadecimal.
   *
   * @throws IllegalStateException as {@link #content} throws it
   * @throws java.io.UncheckedIOException as {@link #content} throws it
   */
  public String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      MemorySegment bytes = content();
      for (long done = 0; done < bytes.byteSize(); done += PIECE) {
        long size = Math.min(PIECE, bytes.byteSize() - done);
        digest.update(bytes.asSlice(done, size).asByteBuffer());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
