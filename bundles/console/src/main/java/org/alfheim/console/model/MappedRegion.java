package org.alfheim.console.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.alfheim.plugin.ImageInfo;

/**
 * A piece of this process's memory as the kernel has it ({@code /proc/self/smaps}, proc(5)).
 *
 * @param start its first address
 * @param end the address behind it
 * @param permissions {@code r-xp}, say
 * @param resident how many bytes of it are in memory
 */
public record MappedRegion(long start, long end, String permissions, long resident) {
  private static final long PAGE = 4096;
  private static final Path SMAPS = Path.of("/proc/self/smaps");
  private static final Pattern HEADING =
      Pattern.compile("(\\p{XDigit}+)-(\\p{XDigit}+) ([rwxps-]{4}) .*");
  private static final Pattern RESIDENT = Pattern.compile("Rss: +(\\d+) kB");

  /** Its size in bytes. */
  public long size() {
    return end - start;
  }

  /**
   * The mappings of an image.
   *
   * @return in the order of their addresses; empty where the kernel does not tell
   */
  public static List<MappedRegion> of(ImageInfo image) {
    long first = image.address(image.segments().getFirst().vaddr());
    long start = first & -PAGE;
    long end = (first + image.span() + PAGE - 1) & -PAGE;
    try (Stream<String> lines = Files.lines(SMAPS)) {
      return read(lines).stream()
          .filter(mapping -> mapping.start >= start && mapping.end <= end)
          .toList();
    } catch (IOException hidden) {
      return List.of();
    }
  }

  /** Reads the text of smaps; what lies above the middle of the address space is the kernel's. */
  static List<MappedRegion> read(Stream<String> lines) {
    List<MappedRegion> mappings = new ArrayList<>();
    lines.forEach(line -> {
      Matcher heading = HEADING.matcher(line);
      Matcher resident = RESIDENT.matcher(line);
      if (heading.matches()) {
        mappings.add(
            new MappedRegion(
                Long.parseUnsignedLong(heading.group(1), 16),
                Long.parseUnsignedLong(heading.group(2), 16),
                heading.group(3),
                0));
      } else if (resident.matches()) {
        MappedRegion last = mappings.removeLast();
        long bytes = Long.parseLong(resident.group(1)) * 1024;
        mappings.add(new MappedRegion(last.start, last.end, last.permissions, bytes));
      }
    });
    mappings.removeIf(mapping -> mapping.start < 0);
    return mappings;
  }
}
