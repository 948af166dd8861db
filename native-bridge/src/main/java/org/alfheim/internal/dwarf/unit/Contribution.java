package org.alfheim.internal.dwarf.unit;

import java.util.List;
import java.util.Map;
import org.alfheim.internal.dwarf.section.SectionBytes;

/**
 * The parts of the sections of a package that belong to one unit (DWARF 5, 7.3.5.3). The unit is
 * read as if it had these to itself.
 *
 * @param parts the parts by the names of the sections, without {@code .dwo}; of {@code .debug_str}
 *     there is none, since that is for all
 * @param shared the section for all; empty if nothing is in parts at all
 */
record Contribution(Map<String, Part> parts, String shared) {
  /** What has all sections to itself. */
  static final Contribution WHOLE = new Contribution(Map.of(), "");

  /** Where a part begins, and its size in bytes. */
  record Part(long offset, long size) {}

  private boolean whole(String name) {
    return shared.isEmpty() || name.equals(shared);
  }

  /** What a unit has of a section; no bytes if it has no part of it. */
  SectionBytes of(String name, SectionBytes section) {
    if (whole(name)) {
      return section;
    }
    Part part = parts.get(name);
    return part == null
        ? SectionBytes.absent(section.file(), section.name())
        : section.part(part.offset(), part.size());
  }

  /** The same of sections of the same name, of which a package has one. */
  List<SectionBytes> of(String name, List<SectionBytes> sections) {
    if (whole(name)) {
      return sections;
    }
    return parts.containsKey(name) && !sections.isEmpty()
        ? List.of(of(name, sections.getFirst()))
        : List.of();
  }
}
