package org.alfheim.plugin;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedSet;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.SymbolTable;
import org.alfheim.link.References;
import org.alfheim.link.Scope;

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
  private final Scope before;

  /**
   * A candidate.
   *
   * @param before the objects in which its references are looked up before it is
   */
  Candidate(
      Role role,
      SharedObject image,
      Content content,
      Optional<Path> file,
      Optional<Provenance> provenance,
      Scope before) {
    this.role = role;
    this.image = image;
    this.content = content;
    this.file = file;
    this.provenance = provenance;
    this.before = before;
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
   * The names of the symbols that the image refers to and that others define: what it does not
   * define itself, and of what it does that which the process has too and which comes first, so
   * that the image's own references are bound to it. Where this can't be told, a symbol is among
   * them. Code can reach the kernel without any: this tells what an image says of itself.
   */
  public SortedSet<String> imports() {
    return References.imports(image, before);
  }

  /** Whether the image has a symbol of a name, local ones left out. */
  boolean names(String symbol) {
    SymbolTable symbols = image.symbols();
    for (int i = 1; i < symbols.count(); i++) {
      if (symbols.named(i, symbol) && !symbols.local(i)) {
        return true;
      }
    }
    return false;
  }

  /**
   * A type of relocation, among those of a library, that binds a reference in a form which {@link
   * org.alfheim.link.Rebinder} does not follow. The loader's own plugins have none.
   */
  Optional<String> untraceable() {
    return role == Role.PLUGIN ? Optional.empty() : References.untraceable(image);
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
