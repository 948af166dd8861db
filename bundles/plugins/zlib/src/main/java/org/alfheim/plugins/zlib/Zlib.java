package org.alfheim.plugins.zlib;

import java.util.Arrays;
import org.alfheim.bind.In;
import org.alfheim.bind.LengthOf;
import org.alfheim.bind.Name;
import org.alfheim.bind.Out;
import org.alfheim.bind.Unsigned;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Checksums, and compression in the zlib format (RFC 1950). Safe for use by any number of threads.
 */
@ProviderType
public interface Zlib {
  /** {@code Z_DEFAULT_COMPRESSION}: zlib's own compromise between speed and size. */
  int DEFAULT_LEVEL = -1;

  /** {@code Z_BUF_ERROR}: the result does not fit. */
  int BUFFER_TOO_SMALL = -5;

  /** The version of zlib, such as {@code 1.2.13}. */
  @Name("zlib_version")
  String version();

  /**
   * The CRC-32 of some bytes (RFC 1952).
   *
   * @param data the bytes
   * @return a number of 32 bits, at least 0
   */
  default long crc32(byte[] data) {
    return crc32(data, data.length);
  }

  /**
   * The Adler-32 checksum of some bytes (RFC 1950).
   *
   * @param data the bytes
   * @return a number of 32 bits, at least 0
   */
  default long adler32(byte[] data) {
    return adler32(data, data.length);
  }

  /**
   * Compresses.
   *
   * @param data the bytes
   * @return the same in the zlib format
   */
  default byte[] compress(byte[] data) {
    return compress(data, DEFAULT_LEVEL);
  }

  /**
   * Compresses.
   *
   * @param data the bytes
   * @param level 0 (not at all) to 9 (best), or {@link #DEFAULT_LEVEL}
   * @return the same in the zlib format
   * @throws ZlibException if there is no such level
   */
  default byte[] compress(byte[] data, int level) {
    byte[] compressed = new byte[Math.toIntExact(bound(data.length))];
    int written = compress(data, data.length, level, compressed, compressed.length);
    if (written < 0) {
      throw new ZlibException(error(written));
    }
    return Arrays.copyOf(compressed, written);
  }

  /**
   * Uncompresses.
   *
   * @param data bytes in the zlib format
   * @param limit how many bytes the result may have at most
   * @return the bytes that were compressed
   * @throws ZlibException if the bytes are not in that format, or the result would be larger
   */
  default byte[] uncompress(byte[] data, int limit) {
    for (int capacity = Math.min(limit, Math.max(64, data.length));
        ;
        capacity = larger(capacity, limit)) {
      byte[] uncompressed = new byte[capacity];
      int written = uncompress(data, data.length, uncompressed, capacity);
      if (written >= 0) {
        return Arrays.copyOf(uncompressed, written);
      }
      if (written != BUFFER_TOO_SMALL || capacity == limit) {
        throw new ZlibException(error(written));
      }
    }
  }

  private static int larger(int capacity, int limit) {
    return (int) Math.min(limit, 4L * capacity);
  }

  /**
   * The CRC-32 of the beginning of an array.
   *
   * @param data an array
   * @param length how many of its bytes count
   * @return a number of 32 bits, at least 0
   */
  @Name("zlib_crc32")
  @Unsigned
  long crc32(@In byte[] data, @LengthOf("data") int length);

  /**
   * The Adler-32 checksum of the beginning of an array.
   *
   * @param data an array
   * @param length how many of its bytes count
   * @return a number of 32 bits, at least 0
   */
  @Name("zlib_adler32")
  @Unsigned
  long adler32(@In byte[] data, @LengthOf("data") int length);

  /**
   * How many bytes the compressed form takes at most.
   *
   * @param length a number of bytes
   * @return the greatest number that they can become
   */
  @Name("zlib_bound")
  long bound(int length);

  /**
   * Compresses the beginning of an array.
   *
   * @param data an array
   * @param length how many of its bytes count
   * @param level 0 to 9, or {@link #DEFAULT_LEVEL}
   * @param compressed where to write to
   * @param capacity how many bytes may be written there
   * @return how many bytes were written, or a negative status
   */
  @Name("zlib_compress")
  int compress(
      @In byte[] data,
      @LengthOf("data") int length,
      int level,
      @Out byte[] compressed,
      @LengthOf("compressed") int capacity);

  /**
   * Uncompresses the beginning of an array.
   *
   * @param data an array
   * @param length how many of its bytes count
   * @param uncompressed where to write to
   * @param capacity how many bytes may be written there
   * @return how many bytes were written, or a negative status; {@link #BUFFER_TOO_SMALL} where they
   *     do not fit
   */
  @Name("zlib_uncompress")
  int uncompress(
      @In byte[] data,
      @LengthOf("data") int length,
      @Out byte[] uncompressed,
      @LengthOf("uncompressed") int capacity);

  /**
   * What a status means.
   *
   * @param status a status of zlib
   * @return the words of zlib
   */
  @Name("zlib_error")
  String error(int status);
}
