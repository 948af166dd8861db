package org.alfheim.internal.dwarf.unit;

import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.alfheim.internal.dwarf.form.Abbreviations;
import org.alfheim.internal.dwarf.form.UnitHeader;
import org.alfheim.internal.dwarf.section.DebugFile;
import org.alfheim.internal.dwarf.section.SectionBytes;

/**
 * The sections of debug information of one file that belong together: those that stay in a file
 * when it is linked, or those that are split off and have names in {@code .dwo}.
 */
public final class Sections {
  private final DebugFile file;
  private final String suffix;
  private final Contribution contribution;
  private final Map<Long, SoftReference<Abbreviations>> tables = new ConcurrentHashMap<>();
  private final Map<String, SectionBytes> byName = new ConcurrentHashMap<>();
  private final Set<Long> counted = new HashSet<>();
  private long abbreviationBytes;
  private volatile SectionBytes strings;
  private volatile List<InfoSection> infos = List.of();
  private volatile Map<Long, Unit> signatures;

  /**
   * The sections of a file.
   *
   * @param file the file
   * @param split whether it is those that are split off
   */
  Sections(DebugFile file, boolean split) {
    this.file = file;
    this.suffix = split ? ".dwo" : "";
    this.contribution = Contribution.WHOLE;
  }

  /**
   * What a package has of one unit.
   *
   * @param file the package
   * @param contribution the parts of its sections that belong to the unit
   */
  Sections(DebugFile file, Contribution contribution) {
    this.file = file;
    this.suffix = ".dwo";
    this.contribution = contribution;
  }

  public DebugFile file() {
    return file;
  }

  public boolean split() {
    return !suffix.isEmpty();
  }

  /**
   * A section.
   *
   * @param name its name, such as {@code .debug_line}
   * @return the section; without bytes if it is not there
   */
  public SectionBytes section(String name) {
    return byName.computeIfAbsent(
        name, wanted -> contribution.of(wanted, file.section(wanted + suffix)));
  }

  /** {@code .debug_str}, which is asked for once for each name. */
  public SectionBytes strings() {
    SectionBytes known = strings;
    if (known == null) {
      known = section(".debug_str");
      strings = known;
    }
    return known;
  }

  public List<SectionBytes> sections(String name) {
    return contribution.of(name, file.sections(name + suffix));
  }

  /** The sections of units. */
  public List<InfoSection> infos() {
    return infos;
  }

  public void infos(List<InfoSection> all) {
    infos = List.copyOf(all);
  }

  /** The section that an offset in {@code .debug_info} means. */
  public InfoSection main() {
    return infos.getFirst();
  }

  /** The type unit of a signature; null if there is none. */
  public Unit type(long signature) {
    Map<Long, Unit> known = signatures;
    if (known == null) {
      known = new HashMap<>();
      for (InfoSection info : infos) {
        for (int start : info.starts()) {
          Unit unit = info.unit(start);
          if (unit.header().type()) {
            known.putIfAbsent(unit.header().id(), unit);
          }
        }
      }
      signatures = known;
    }
    return known.get(signature);
  }

  /**
   * A unit's abbreviations.
   *
   * @param header the unit's header
   * @param offset where they begin
   */
  Abbreviations abbreviations(UnitHeader header, long offset) {
    // The sizes of values differ with these two, and the table knows the sizes.
    long key = (offset << 2) | (header.wide() ? 2 : 0) | (header.version() == 2 ? 1 : 0);
    SoftReference<Abbreviations> kept = tables.get(key);
    Abbreviations known = kept == null ? null : kept.get();
    if (known == null) {
      SectionBytes section = section(".debug_abbrev");
      int start = section.offset(offset, "debug_abbrev_offset of a unit");
      known = Abbreviations.read(section, start, header);
      count(key, known, section, start);
      tables.put(key, new SoftReference<>(known));
    }
    return known;
  }

  /** Tables do not overlap, so that all together are no longer than their section. */
  private synchronized void count(long key, Abbreviations table, SectionBytes section, int start) {
    if (counted.add(key)) {
      abbreviationBytes += table.size();
      if (abbreviationBytes > 4L * section.size()) {
        throw section.bad(start, "the tables of abbreviations overlap");
      }
    }
  }
}
