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
  private final Optional<Path> file;
  private final Optional<Provenance> provenance;

  Candidate(Role role, SharedObject image, Optional<Path> file, Optional<Provenance> provenance) {
    this.role = role;
    this.image = image;
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
   * change any more; of a library, what its file holds now.
   */
  public MemorySegment content() {
    return image.bytes();
  }

  /** The SHA-256 of {@link #content}, in lower-case hexadecimal. */
  public String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(image.bytes().asByteBuffer());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
