package org.alfheim.plugin.admission;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.alfheim.plugin.Provenance;
import org.osgi.annotation.versioning.ProviderType;

/**
 * An image that asks to be opened, as an {@link org.alfheim.plugin.admission.Admission} sees it.
 */
@ProviderType
public interface Candidate {

  /** How an image comes into the process. */
  enum Role {
    /** A plugin, opened by this loader. */
    PLUGIN,
    /** A library that ld.so loads because a plugin, or another library, has it in DT_NEEDED. */
    LIBRARY,
    /** A library that a plugin loads by {@code dlopen} or {@code dlmopen}. */
    NESTED
  }

  /**
   * A relocatable object or an archive that an image is linked of.
   *
   * @param name what it is called in messages
   * @param file the real path of its file; empty where it lies in memory
   * @param content its bytes, read-only
   */
  record Part(String name, Optional<Path> file, MemorySegment content) {
    /** A buffer of Java has less than 2 GiB. */
    private static final long PIECE = 1 << 30;

    /** The SHA-256 of {@link #content}, in lower-case hexadecimal. */
    public String sha256() {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (long done = 0; done < content.byteSize(); done += PIECE) {
          long size = Math.min(PIECE, content.byteSize() - done);
          digest.update(content.asSlice(done, size).asByteBuffer());
        }
        return HexFormat.of().formatHex(digest.digest());
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError("every JDK has SHA-256", e);
      }
    }
  }

  /** How it comes into the process. */
  Role role();

  /** What the image is called in messages. */
  String name();

  /**
   * The real path of its file; empty for an image that is opened from memory. Of an image that is
   * linked of one object or archive it is that one's file; empty where it is linked of several.
   */
  Optional<Path> file();

  /**
   * The relocatable objects and archives that the image is linked of as it is opened, in their
   * order, and the members of thin archives after them: the image itself is the {@link #content}.
   *
   * @return the parts; none of what is a shared object
   */
  default List<Part> objects() {
    return List.of();
  }

  /** What the opener says of where it comes from. */
  Optional<Provenance> provenance();

  /** {@code DT_SONAME}. */
  Optional<String> soname();

  /**
   * The names of the symbols that the image refers to and that others define: what it does not
   * define itself, and of what it does that which the process has too and which comes first, so
   * that the image's own references are bound to it. Where this can't be told, a symbol is among
   * them. Code can reach the kernel without any: this tells what an image says of itself.
   */
  SortedSet<String> imports();

  /**
   * The whole image, read-only. Of a plugin these are the bytes that are mapped, which nobody can
   * change any more, and those that are not (debug information, say), which are read when somebody
   * asks; of a library, what its file holds now.
   *
   * @return the bytes, which can be read until the admission has answered
   * @throws IllegalStateException if a plugin's file, or the memory that it comes from, has changed
   *     since the image was copied
   * @throws java.io.UncheckedIOException if a plugin's file can't be read any more
   */
  MemorySegment content();

  /**
   * The SHA-256 of {@link #content}, in lower-case hexadecimal.
   *
   * @throws IllegalStateException as {@link #content} throws it
   * @throws java.io.UncheckedIOException as {@link #content} throws it
   */
  String sha256();
}
