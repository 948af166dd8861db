package org.alfheim.internal.dwarf.index;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.alfheim.internal.dwarf.unit.DebugSections;
import org.alfheim.internal.dwarf.unit.InfoSection;
import org.alfheim.internal.dwarf.unit.Sections;
import org.alfheim.internal.dwarf.unit.Unit;

/**
 * Finds the units that may have a name, where that is cheaper than going through all units once and
 * for all.
 */
public final class UnitSearch {
  /** What is smaller is gone through at once. */
  private static final long SMALL = 1L << 17;

  /** To search once takes far less than a twentieth of what it takes to go through all units. */
  private static final int MOST = 20;

  private final DebugSections all;
  private Boolean worthIt;
  private int searches;

  public UnitSearch(DebugSections all) {
    this.all = all;
  }

  /**
   * The units that may have one of some names, in the order in which they stand.
   *
   * @return the units; empty if all units should be gone through
   */
  public Optional<List<Unit>> units(List<String> names) {
    if (worthIt == null) {
      worthIt = size() >= SMALL && !split();
    }
    if (!worthIt || searches == MOST) {
      return Optional.empty();
    }
    searches++;
    List<Unit> found = new ArrayList<>();
    Optional<Sections> alternate =
        all.hasAlternate() ? Optional.of(all.alternate()) : Optional.empty();
    boolean told = search(all.main(), alternate, names, found);
    if (told && alternate.isPresent()) {
      told = search(alternate.get(), Optional.empty(), names, found);
    }
    return told ? Optional.of(found) : Optional.empty();
  }

  private long size() {
    long size = 0;
    for (InfoSection info : all.main().infos()) {
      size += info.bytes().size();
    }
    return size;
  }

  /** Whether there are units that have their names in other files. */
  private boolean split() {
    for (InfoSection info : all.main().infos()) {
      for (int start : info.starts()) {
        if (info.unit(start).skeletal()) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean search(
      Sections sections, Optional<Sections> alternate, List<String> names, List<Unit> found) {
    Optional<List<BitSet>> told = new NameSearch(sections, alternate).units(names);
    if (told.isEmpty()) {
      return false;
    }
    List<InfoSection> infos = sections.infos();
    for (int i = 0; i < infos.size(); i++) {
      InfoSection info = infos.get(i);
      told.get().get(i).stream().forEach(number -> found.add(info.unit(info.starts()[number])));
    }
    return true;
  }
}
