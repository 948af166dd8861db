package org.alfheim.internal.dwarf.unit;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.alfheim.internal.dwarf.form.UnitHeader;
import org.alfheim.internal.dwarf.section.SectionBytes;

/** A section of units: {@code .debug_info} or {@code .debug_types}. */
public final class InfoSection {
  private final DebugSections all;
  private final Sections sections;
  private final SectionBytes bytes;
  private final boolean types;
  private final int number;
  private final Unit skeleton;
  private final Map<Integer, Unit> units = new ConcurrentHashMap<>();
  private volatile int[] starts;

  /**
   * A section.
   *
   * @param all what it belongs to
   * @param number its number there
   * @param sections the sections that it leads to
   * @param bytes its bytes
   * @param types whether it is {@code .debug_types}
   * @param skeleton the unit that its units are split off from; null if they are not
   */
  InfoSection(
      DebugSections all,
      int number,
      Sections sections,
      SectionBytes bytes,
      boolean types,
      Unit skeleton) {
    this.all = all;
    this.number = number;
    this.sections = sections;
    this.bytes = bytes;
    this.types = types;
    this.skeleton = skeleton;
  }

  DebugSections all() {
    return all;
  }

  public int number() {
    return number;
  }

  public Sections sections() {
    return sections;
  }

  public SectionBytes bytes() {
    return bytes;
  }

  public Unit skeleton() {
    return skeleton;
  }

  /** The unit that begins at an offset. */
  public Unit unit(int start) {
    Unit known = units.get(start);
    if (known == null) {
      UnitHeader header = UnitHeader.read(bytes, start, types);
      Unit made = new Unit(this, header, skeleton);
      Unit first = units.putIfAbsent(start, made);
      known = first == null ? made : first;
    }
    return known;
  }

  /** Where all units begin, in order. */
  public int[] starts() {
    int[] known = starts;
    if (known == null) {
      known = new int[16];
      int count = 0;
      for (int at = 0; at < bytes.size(); ) {
        if (count == known.length) {
          known = Arrays.copyOf(known, 2 * count);
        }
        known[count++] = at;
        at = UnitHeader.read(bytes, at, types).end();
      }
      known = Arrays.copyOf(known, count);
      starts = known;
    }
    return known;
  }

  /** The unit that holds an offset. */
  Unit containing(int offset) {
    int[] all = starts();
    int found = Arrays.binarySearch(all, offset);
    int index = found >= 0 ? found : -found - 2;
    if (index < 0) {
      throw bytes.bad(offset, "no unit holds this offset");
    }
    return unit(all[index]);
  }
}
