package org.alfheim.internal.dwarf.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alfheim.internal.dwarf.form.At;
import org.alfheim.internal.dwarf.form.UnitHeader;
import org.alfheim.internal.dwarf.section.SectionBytes;
import org.alfheim.internal.dwarf.unit.Die;
import org.alfheim.internal.dwarf.unit.InfoSection;
import org.alfheim.internal.dwarf.unit.Sections;
import org.alfheim.internal.dwarf.unit.Unit;
import org.alfheim.internal.dwarf.unit.Value;
import org.alfheim.names.RawText;

/**
 * Tells in which units a DIE may have a name, without reading DIEs: the name itself stands in the
 * unit, or the place where a section of strings has it, or the number of that place. A unit that is
 * not told has no DIE of this name; one that is told need not have one.
 */
final class NameSearch {
  /** A name that is shorter, with its NUL, is no word that can be looked for. */
  private static final int SHORTEST = Integer.BYTES;

  private static final int MOST_PLACES = 1 << 12;

  private final Sections sections;
  private final Optional<Sections> alternate;
  private final Set<Integer> offsets = new HashSet<>();
  private boolean tooMany;

  /**
   * A search.
   *
   * @param sections where to look
   * @param alternate the file that is shared with others, whose strings may be referred to
   */
  NameSearch(Sections sections, Optional<Sections> alternate) {
    this.sections = sections;
    this.alternate = alternate;
  }

  /**
   * The units in which a DIE may have one of some names.
   *
   * @param names the names
   * @return for each section of units, the numbers of those units; empty if this can't be told
   */
  Optional<List<BitSet>> units(List<String> names) {
    List<byte[]> texts = new ArrayList<>();
    for (String name : names) {
      byte[] text = RawText.encode(name);
      texts.add(Arrays.copyOf(text, text.length + 1));
      if (text.length + 1 < SHORTEST) {
        return Optional.empty();
      }
      places(texts.getLast(), sections.strings());
      places(texts.getLast(), sections.section(".debug_line_str"));
      alternate.ifPresent(shared -> places(texts.getLast(), shared.strings()));
    }
    List<BitSet> found = new ArrayList<>();
    for (InfoSection info : sections.infos()) {
      found.add(units(info, texts));
    }
    return tooMany ? Optional.empty() : Optional.of(found);
  }

  /** Where a section of strings has a name, which may be the end of a longer one. */
  private void places(byte[] text, SectionBytes strings) {
    new WordSearch(new int[] {word(text)})
        .find(
            strings,
            at -> {
              if (strings.has(at, text)) {
                tooMany |= offsets.size() == MOST_PLACES;
                if (!tooMany) {
                  offsets.add(at);
                }
              }
            });
  }

  private static int word(byte[] text) {
    return (text[0] & 0xff)
        | (text[1] & 0xff) << 8
        | (text[2] & 0xff) << 16
        | (text[3] & 0xff) << 24;
  }

  private BitSet units(InfoSection info, List<byte[]> texts) {
    SectionBytes bytes = info.bytes();
    int[] starts = info.starts();
    BitSet units = new BitSet(starts.length);
    int[] wanted = new int[offsets.size() + texts.size()];
    int count = 0;
    for (int offset : offsets) {
      wanted[count++] = offset;
    }
    for (byte[] text : texts) {
      wanted[count++] = word(text);
    }
    new WordSearch(wanted)
        .find(
            bytes,
            at -> {
              if (offsets.contains((int) bytes.u4(at)) || isText(texts, bytes, at)) {
                units.set(holder(starts, at));
              }
            });
    SectionBytes numbers = sections.section(".debug_str_offsets");
    if (!numbers.isEmpty()) {
      int[] bases = bases(info, starts);
      new WordSearch(offsets.stream().mapToInt(Integer::intValue).toArray())
          .find(numbers, at -> byNumber(bases, at, units));
    }
    return units;
  }

  private static boolean isText(List<byte[]> texts, SectionBytes bytes, int at) {
    for (byte[] text : texts) {
      if (bytes.has(at, text)) {
        return true;
      }
    }
    return false;
  }

  private static int holder(int[] starts, int at) {
    int found = Arrays.binarySearch(starts, at);
    return found >= 0 ? found : Math.max(0, -found - 2);
  }

  /** Where the units' numbers of strings begin; -1 of those that have none. */
  private static int[] bases(InfoSection info, int[] starts) {
    int[] bases = new int[starts.length];
    for (int i = 0; i < starts.length; i++) {
      Unit unit = info.unit(starts[i]);
      Die root = unit.root();
      Value base = root == null ? null : root.value(At.STR_OFFSETS_BASE);
      long given = base == null ? -1 : base.unsigned();
      bases[i] = given < 0 || given > Integer.MAX_VALUE ? otherwise(unit.header()) : (int) given;
    }
    return bases;
  }

  private static int otherwise(UnitHeader header) {
    return header.version() < 5 ? 0 : 2 * header.offsetSize();
  }

  /** Tables of numbers follow each other, and several units may have the same. */
  private static void byNumber(int[] bases, int at, BitSet units) {
    int nearest = -1;
    for (int base : bases) {
      if (base <= at) {
        nearest = Math.max(nearest, base);
      }
    }
    for (int i = 0; i < bases.length; i++) {
      if (bases[i] == nearest) {
        units.set(i);
      }
    }
  }
}
