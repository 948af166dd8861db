package org.alfheim.search;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /etc/ld.so.cache}: sonames and the files that ldconfig found for them (glibc, {@code
 * sysdeps/generic/dl-cache.h}, the format of glibc 2.2 and later). A damaged cache is an empty one,
 * as for ld.so.
 */
final class LibraryCache {
  private static final byte[] MAGIC = "glibc-ld.so.cache1.1".getBytes(StandardCharsets.US_ASCII);
  private static final ValueLayout.OfInt WORD =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int HEADER_SIZE = 48;
  private static final int ENTRY_SIZE = 24;

  /**
   * {@code FLAG_X8664_LIB64 | FLAG_ELF_LIBC6}: a library for this architecture and this C library.
   */
  private static final int X8664_LIBC6 = 0x0303;

  private final Map<String, Path> files;

  private LibraryCache(Map<String, Path> files) {
    this.files = files;
  }

  static LibraryCache read(Path file) {
    try {
      return parse(Files.readAllBytes(file));
    } catch (IOException e) {
      return new LibraryCache(Map.of());
    }
  }

  static LibraryCache parse(byte[] bytes) {
    Map<String, Path> files = new HashMap<>();
    if (bytes.length >= HEADER_SIZE
        && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      MemorySegment cache = MemorySegment.ofArray(bytes);
      int count = cache.get(WORD, MAGIC.length);
      for (int i = 0; i < count && HEADER_SIZE + (i + 1L) * ENTRY_SIZE <= bytes.length; i++) {
        long entry = HEADER_SIZE + (long) i * ENTRY_SIZE;
        if (cache.get(WORD, entry) == X8664_LIBC6) {
          String soname = string(bytes, cache.get(WORD, entry + 4));
          String path = string(bytes, cache.get(WORD, entry + 8));
          if (path.startsWith("/")) {
            files.putIfAbsent(soname, Path.of(path));
          }
        }
      }
    }
    return new LibraryCache(files);
  }

  private static String string(byte[] bytes, int offset) {
    if (offset < 0 || offset >= bytes.length) {
      return "";
    }
    int end = offset;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, offset, end - offset, StandardCharsets.UTF_8);
  }

  Optional<Path> find(String soname) {
    return Optional.ofNullable(files.get(soname));
  }
}
