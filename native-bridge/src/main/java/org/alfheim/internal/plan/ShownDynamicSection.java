package org.alfheim.internal.plan;

import java.util.List;
import java.util.Optional;
import org.alfheim.elf.DynamicSection;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.carrier.Carrier;
import org.alfheim.internal.carrier.Dependency;
import org.alfheim.internal.relocation.RelocationPlanner;

/**
 * The dynamic section that ld.so's public record of the object points to ({@code l_ld} of {@code
 * struct link_map}).
 *
 * <p>A debugger places a file's sections by it: it takes the difference between that address and
 * the one in the file for the load bias. So it has to be the image's own section and not the
 * carrier's. ld.so itself goes back to the record for {@code DT_NEEDED} only, when something that
 * needs the object is loaded, and looks the names up in the carrier's string table, which begins
 * with the image's. Where a plugin satisfies an entry, the entry gets the carrier's name for it.
 */
final class ShownDynamicSection {
  private static final int ENTRY_SIZE = 16;
  private static final int VALUE = 8;

  private ShownDynamicSection() {}

  /**
   * Decides whether the image's section can be shown, and adds what has to be written for it.
   *
   * @return where it lies; empty if ld.so could not read it
   */
  static Optional<Vaddr> of(
      SharedObject image,
      List<Dependency> dependencies,
      Carrier carrier,
      RelocationPlanner relocations) {
    ProgramHeader section = image.segment(ProgramHeader.PT_DYNAMIC).orElseThrow();
    List<DynamicSection.Entry> entries = image.dynamic().entries();
    long size = ENTRY_SIZE * (entries.size() + 1L);
    if (image.filter() || relocations.writeTo(section.vaddr(), size)) {
      return Optional.empty();
    }
    if (needsPlugin(dependencies)) {
      if (!writable(image, section.vaddr())) {
        return Optional.empty();
      }
      name(dependencies, entries, section.vaddr(), carrier.neededNames(), relocations);
    }
    return Optional.of(section.vaddr());
  }

  private static boolean needsPlugin(List<Dependency> dependencies) {
    for (Dependency dependency : dependencies) {
      if (dependency instanceof Dependency.OnPlugin) {
        return true;
      }
    }
    return false;
  }

  private static boolean writable(SharedObject image, Vaddr place) {
    for (ProgramHeader load : image.loadSegments()) {
      if (load.writable() && load.contains(place, VALUE)) {
        return true;
      }
    }
    return false;
  }

  private static void name(
      List<Dependency> dependencies,
      List<DynamicSection.Entry> entries,
      Vaddr section,
      List<Long> names,
      RelocationPlanner relocations) {
    int needed = 0;
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).tag() == DynamicSection.DT_NEEDED) {
        if (dependencies.get(needed) instanceof Dependency.OnPlugin) {
          relocations.addConstant(section.plus((long) ENTRY_SIZE * i + VALUE), names.get(needed));
        }
        needed++;
      }
    }
  }
}
