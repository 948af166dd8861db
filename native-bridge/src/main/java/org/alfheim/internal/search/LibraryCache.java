package org.alfheim.internal.search;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.alfheim.names.RawText;

/**
 * {@code /etc/ld.so.cache}: sonames and the files that ldconfig found for them (glibc, {@code
 * sysdeps/generic/dl-cache.h}, the format of glibc 2.2 and later, alone or behind the older one).
 * Of several files for one soname the processor decides. A damaged cache is an empty one, as for
 * ld.so.
 */
final class LibraryCache {
  private static final byte[] MAGIC = "glibc-ld.so.cache1.1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OLD_MAGIC = "ld.so-1.7.0".getBytes(StandardCharsets.US_ASCII);
  private static final ValueLayout.OfInt WORD =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong XWORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int OLD_HEADER_SIZE = 16;
  private static final int OLD_COUNT = 12;
  private static final int OLD_ENTRY_SIZE = 12;
  private static final int HEADER_SIZE = 48;
  private static final int COUNT = 20;
  private static final int FLAGS = 28;
  private static final int EXTENSION_OFFSET = 32;
  private static final int ENTRY_SIZE = 24;
  private static final int ENTRY_KEY = 4;
  private static final int ENTRY_VALUE = 8;
  private static final int ENTRY_HWCAP = 16;

  private static final int ENDIAN_MASK = 3;
  private static final int LITTLE_ENDIAN = 2;

  private static final int EXTENSION_MAGIC = -358342284;
  private static final int SECTION_SIZE = 16;
  private static final int GLIBC_HWCAPS = 1;

  /**
   * {@code FLAG_X8664_LIB64 | FLAG_ELF_LIBC6}: a library for this architecture and this C library.
   */
  private static final int X8664_LIBC6 = 0x0303;

  /** In the upper half of {@code hwcap}: the lower one is an index of a subfolder's name. */
  private static final long NAMED = 1L << 30;

  private static final int ISA_LEVEL_MASK = 0x3ff;
  private static final long PLATFORMS = 0xfL << 48;
  private static final long TLS = 1L << 63;

  /** In the order of the cache ld.so compares numbers as such. */
  private static final Pattern LEADING_ZEROS = Pattern.compile("(?<!\\d)0+(?=\\d)");

  /** File systems tell times no finer than a clock's tick, or a second. */
  private static final Duration SETTLED = Duration.ofSeconds(2);

  private static volatile Read latest;

  /**
   * What was read.
   *
   * @param file which file it was, and when it was changed last
   * @param linker whose cache it is
   * @param cache what is in it
   */
  private record Read(Map<String, Object> file, LinkerProperties linker, LibraryCache cache) {}

  private final MemorySegment bytes;
  private final long start;
  private final LinkerProperties linker;
  private final Map<String, List<Entry>> entries = new HashMap<>();

  private record Entry(Path file, long hwcap) {}

  private LibraryCache(MemorySegment bytes, long start, LinkerProperties linker) {
    this.bytes = bytes;
    this.start = start;
    this.linker = linker;
  }

  /**
   * Reads a cache, or takes what was read last if the file is the same. The properties are compared
   * as objects: a record's own {@code equals} has the JDK keep its class loader (Java 25).
   */
  @SuppressWarnings("ReferenceEquality")
  static LibraryCache read(Path file, LinkerProperties linker) {
    try {
      Map<String, Object> attributes = Files.readAttributes(file, "unix:dev,ino,ctime,size");
      Read last = latest;
      if (last != null && last.linker() == linker && last.file().equals(attributes)) {
        return last.cache();
      }
      LibraryCache cache = parse(Files.readAllBytes(file), linker);
      FileTime changed = (FileTime) attributes.get("ctime");
      latest =
          changed.toInstant().isBefore(Instant.now().minus(SETTLED))
              ? new Read(attributes, linker, cache)
              : null;
      return cache;
    } catch (IOException e) {
      return parse(new byte[0], linker);
    }
  }

  static LibraryCache parse(byte[] content, LinkerProperties linker) {
    MemorySegment bytes = MemorySegment.ofArray(content);
    long start = 0;
    if (begins(bytes, 0, OLD_MAGIC) && bytes.byteSize() >= OLD_HEADER_SIZE) {
      long libraries = Integer.toUnsignedLong(bytes.get(WORD, OLD_COUNT));
      start = OLD_HEADER_SIZE + OLD_ENTRY_SIZE * libraries + 7 & -8;
    }
    LibraryCache cache = new LibraryCache(bytes, start, linker);
    if (cache.valid()) {
      cache.readEntries();
    }
    return cache;
  }

  private static boolean begins(MemorySegment bytes, long offset, byte[] magic) {
    return bytes.byteSize() - offset >= magic.length
        && bytes.asSlice(offset, magic.length).mismatch(MemorySegment.ofArray(magic)) < 0;
  }

  private boolean valid() {
    if (bytes.byteSize() - start <= HEADER_SIZE || !begins(bytes, start, MAGIC)) {
      return false;
    }
    int endian = bytes.get(ValueLayout.JAVA_BYTE, start + FLAGS);
    return count() <= (bytes.byteSize() - start - HEADER_SIZE) / ENTRY_SIZE
        && (endian == 0 || (endian & ENDIAN_MASK) == LITTLE_ENDIAN);
  }

  private long count() {
    return Integer.toUnsignedLong(bytes.get(WORD, start + COUNT));
  }

  private void readEntries() {
    for (long i = 0; i < count(); i++) {
      long entry = start + HEADER_SIZE + i * ENTRY_SIZE;
      if (bytes.get(WORD, entry) == X8664_LIBC6) {
        Optional<String> soname =
            string(start + Integer.toUnsignedLong(bytes.get(WORD, entry + ENTRY_KEY)));
        Optional<Path> file =
            string(start + Integer.toUnsignedLong(bytes.get(WORD, entry + ENTRY_VALUE)))
                .flatMap(this::path);
        if (soname.isPresent() && file.isPresent()) {
          entries
              .computeIfAbsent(key(soname.get()), _ -> new ArrayList<>())
              .add(new Entry(file.get(), bytes.get(XWORD, entry + ENTRY_HWCAP)));
        }
      }
    }
  }

  private static String key(String soname) {
    return LEADING_ZEROS.matcher(soname).replaceAll("");
  }

  private Optional<Path> path(String text) {
    try {
      return Optional.of(RawText.path(text)).filter(Path::isAbsolute);
    } catch (InvalidPathException none) {
      return Optional.empty();
    }
  }

  private Optional<String> string(long from) {
    for (long end = from; end < bytes.byteSize(); end++) {
      if (bytes.get(ValueLayout.JAVA_BYTE, end) == 0) {
        byte[] text = bytes.asSlice(from, end - from).toArray(ValueLayout.JAVA_BYTE);
        return Optional.of(RawText.decode(text));
      }
    }
    return Optional.empty();
  }

  /** The file for a soname, the best one for this processor. */
  Optional<Path> find(String soname) {
    Optional<Path> best = Optional.empty();
    int bestPlace = Integer.MAX_VALUE;
    for (Entry entry : entries.getOrDefault(key(soname), List.of())) {
      if (named(entry)) {
        int place = place(entry);
        if (place >= 0 && place < bestPlace) {
          best = Optional.of(entry.file());
          bestPlace = place;
        }
      } else if (best.isPresent()) {
        return best;
      } else if (usable(entry.hwcap())) {
        return Optional.of(entry.file());
      }
    }
    return best;
  }

  private static boolean named(Entry entry) {
    return (entry.hwcap() >>> 32 & ~ISA_LEVEL_MASK) == NAMED;
  }

  /** The place of an entry's subfolder among those that are searched; -1 if it is none of them. */
  private int place(Entry entry) {
    int level = 1 << (entry.hwcap() >>> 32 & ISA_LEVEL_MASK);
    return (level & linker.isaLevels()) == level
        ? subfolder((int) entry.hwcap()).map(linker.hardwareFolders()::indexOf).orElse(-1)
        : -1;
  }

  /** An entry in a folder of old. */
  private boolean usable(long hwcap) {
    if (hwcap == 0 || linker.capabilities().isEmpty()) {
      return hwcap == 0;
    }
    boolean known = (hwcap & ~(linker.hardware() | PLATFORMS | TLS)) == 0;
    return known && ((hwcap & PLATFORMS) == 0 || (hwcap & PLATFORMS) == platform());
  }

  private long platform() {
    return switch (linker.platform().orElse("")) {
      case "haswell" -> 1L << 50;
      case "xeon_phi" -> 1L << 51;
      default -> -1;
    };
  }

  /** A name in the cache's extension, whose offsets count from the beginning of the file. */
  private Optional<String> subfolder(int index) {
    long extension = Integer.toUnsignedLong(bytes.get(WORD, start + EXTENSION_OFFSET));
    if (extension == 0
        || extension % 4 != 0
        || extension + 8 > bytes.byteSize()
        || bytes.get(WORD, extension) != EXTENSION_MAGIC) {
      return Optional.empty();
    }
    long sections = Integer.toUnsignedLong(bytes.get(WORD, extension + 4));
    for (long i = 0; i < sections; i++) {
      long section = extension + 8 + i * SECTION_SIZE;
      if (section + SECTION_SIZE > bytes.byteSize()) {
        return Optional.empty();
      }
      if (bytes.get(WORD, section) == GLIBC_HWCAPS) {
        long names = Integer.toUnsignedLong(bytes.get(WORD, section + 8));
        long end = names + Integer.toUnsignedLong(bytes.get(WORD, section + 12));
        long name = names + 4 * Integer.toUnsignedLong(index);
        return name + 4 <= Math.min(end, bytes.byteSize())
            ? string(Integer.toUnsignedLong(bytes.get(WORD, name)))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
