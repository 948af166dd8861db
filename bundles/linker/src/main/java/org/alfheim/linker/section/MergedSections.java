package org.alfheim.linker.section;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.ObjectBuilder;
import org.alfheim.linker.object.SectionHead;
import org.alfheim.linker.symbol.LinkedSection;

/**
 * Makes one of what is equal in sections with SHF_MERGE: strings, up to their terminator, where
 * SHF_STRINGS is set, otherwise constants of sh_entsize bytes (gABI, "Section Attribute Flags").
 */
public final class MergedSections {
  private static final long FLAGS =
      InputSection.SHF_ALLOC
          | InputSection.SHF_MERGE
          | InputSection.SHF_STRINGS
          | InputSection.SHF_LARGE;

  /** Of what is aligned to more, little is equal; and gaps would outgrow the pieces. */
  private static final long MOST_ALIGNED = 256;

  private record Key(String name, long flags, long entrySize) {}

  private static final class Collector {
    private final Map<ByteRange, Integer> numbers = new HashMap<>();
    private final List<ByteRange> pieces = new ArrayList<>();
    private final List<Long> alignments = new ArrayList<>();
    private final Map<InputSection, int[]> used = new LinkedHashMap<>();
    private final Map<InputSection, long[]> starts = new HashMap<>();

    int number(ByteRange piece, long alignment) {
      Integer known = numbers.putIfAbsent(piece, pieces.size());
      if (known == null) {
        pieces.add(piece);
        alignments.add(alignment);
        return pieces.size() - 1;
      }
      alignments.set(known, Math.max(alignments.get(known), alignment));
      return known;
    }
  }

  private MergedSections() {}

  /**
   * Takes mergeable sections out of the sections of an image and puts merged ones in their place.
   *
   * @param sections the sections
   * @param places gets where the pieces are
   */
  public static void merge(List<LinkedSection> sections, Map<InputSection, PieceMap> places) {
    Map<Key, Collector> collectors = new LinkedHashMap<>();
    List<LinkedSection> rest = new ArrayList<>();
    for (LinkedSection linked : sections) {
      InputSection section = linked.section();
      if (isMergeable(section)) {
        Key key = new Key(OutputName.of(section), section.flags() & FLAGS, section.entrySize());
        collect(section, collectors.computeIfAbsent(key, _ -> new Collector()));
      } else {
        rest.add(linked);
      }
    }
    sections.clear();
    sections.addAll(rest);
    collectors.forEach((key, collector) -> sections.add(merged(key, collector, places)));
  }

  /** What a linker must not take apart it leaves whole. */
  private static boolean isMergeable(InputSection section) {
    long entry = section.entrySize();
    return section.has(InputSection.SHF_MERGE)
        && !section.has(InputSection.SHF_WRITE | InputSection.SHF_EXECINSTR | InputSection.SHF_TLS)
        && !section.empty()
        && section.size() > 0
        && section.alignment() <= MOST_ALIGNED
        && entry > 0
        && section.size() % entry == 0
        && section.relocations().isEmpty()
        && (!section.has(InputSection.SHF_STRINGS) || endsWithTerminator(section));
  }

  private static boolean endsWithTerminator(InputSection section) {
    ByteBuffer content = section.content();
    for (int i = 1; i <= section.entrySize(); i++) {
      if (content.get(content.limit() - i) != 0) {
        return false;
      }
    }
    return true;
  }

  private static void collect(InputSection section, Collector collector) {
    byte[] bytes = new byte[(int) section.size()];
    section.content().get(0, bytes);
    int entry = (int) section.entrySize();
    boolean strings = section.has(InputSection.SHF_STRINGS);
    long[] starts = new long[16];
    int[] numbers = new int[16];
    int count = 0;
    for (int at = 0; at < bytes.length; ) {
      int end = strings ? endOfString(bytes, at, entry) : at + entry;
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, 2 * count);
        numbers = Arrays.copyOf(numbers, 2 * count);
      }
      long alignment =
          at == 0 ? section.alignment() : Math.min(section.alignment(), Long.lowestOneBit(at));
      starts[count] = at;
      numbers[count] = collector.number(new ByteRange(bytes, at, end - at), alignment);
      count++;
      at = end;
    }
    collector.starts.put(section, Arrays.copyOf(starts, count));
    collector.used.put(section, Arrays.copyOf(numbers, count));
  }

  private static int endOfString(byte[] bytes, int from, int entry) {
    for (int at = from; ; at += entry) {
      int zeroes = 0;
      while (zeroes < entry && bytes[at + zeroes] == 0) {
        zeroes++;
      }
      if (zeroes == entry) {
        return at + entry;
      }
    }
  }

  private static LinkedSection merged(
      Key key, Collector collector, Map<InputSection, PieceMap> places) {
    long[] offsets = new long[collector.pieces.size()];
    long size = 0;
    long largest = 1;
    for (int i = 0; i < offsets.length; i++) {
      long alignment = collector.alignments.get(i);
      largest = Math.max(largest, alignment);
      offsets[i] = (size + alignment - 1) & -alignment;
      size = offsets[i] + collector.pieces.get(i).length();
    }
    SectionHead head =
        new SectionHead(
            key.name(), InputSection.SHT_PROGBITS, key.flags(), size, 0, largest, key.entrySize());
    ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < offsets.length; i++) {
      collector.pieces.get(i).writeTo(content, (int) offsets[i]);
    }
    InputSection section = new InputSection(ObjectBuilder.NAME, 0, head, content, List.of());
    collector.used.forEach((input, numbers) -> {
      long[] to = new long[numbers.length];
      for (int i = 0; i < to.length; i++) {
        to[i] = offsets[numbers[i]];
      }
      places.put(input, new PieceMap(section, collector.starts.get(input), to));
    });
    return new LinkedSection(section, List.of());
  }
}
