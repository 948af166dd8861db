package org.alfheim.internal.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.carrier.Carrier;
import org.alfheim.internal.carrier.Dependency;
import org.alfheim.internal.carrier.Identity;
import org.alfheim.internal.carrier.ProviderScope;
import org.alfheim.internal.carrier.UndefinedFunctions;
import org.alfheim.internal.relocation.Fixups;
import org.alfheim.internal.relocation.Layout;
import org.alfheim.internal.relocation.Mapping;
import org.alfheim.internal.relocation.Slot;
import org.alfheim.internal.relocation.Slots;

/**
 * All that opening an image will do, decided before anything is done.
 *
 * @param image the image, without the definitions that it leaves to its scope
 * @param identity how it is known to the C library's loader
 * @param layout where its segments go
 * @param scope the images whose definitions come before its own
 * @param dependencies who satisfies each {@code DT_NEEDED}, in the image's order
 * @param slots what the C library's loader is asked for
 * @param fixups what is written into the image
 * @param patched the segments that are not writable and are written all the same while the image is
 *     relocated; empty unless text relocations are waived
 * @param initialization what runs afterwards
 * @param definesIndirectFunctions whether the image exports indirect functions (STT_GNU_IFUNC)
 * @param carrier the small object that stands for the image in the C library's loader
 * @param dynamic the image's dynamic section, where debuggers shall find it as that of the object
 *     in the C library's loader; empty where that loader could not read its own from it
 */
public record Plan(
    SharedObject image,
    Identity identity,
    Layout layout,
    List<ProviderScope.Member> scope,
    List<Dependency> dependencies,
    List<Slot> slots,
    Fixups fixups,
    Set<ProgramHeader> patched,
    Initialization initialization,
    boolean definesIndirectFunctions,
    Carrier carrier,
    Optional<Vaddr> dynamic) {

  /**
   * Whether the image refers to a symbol that another image has to define.
   *
   * @param symbol its name
   * @return whether it does
   */
  public boolean imports(String symbol) {
    return Slots.of(slots, image).imports(image.symbols(), symbol);
  }

  /**
   * The functions that the image could do without until it calls them ({@link
   * Waiver#UNDEFINED_FUNCTIONS}).
   *
   * @return each as {@code name} or {@code name@version}
   */
  public Set<String> deferrable() {
    return UndefinedFunctions.labels(image);
  }

  /**
   * Whether a step of the layout belongs to a segment that is written although it is not writable.
   *
   * @param mapping a step of the layout
   * @return whether its pages are writable during relocation only
   */
  public boolean patches(Mapping mapping) {
    for (ProgramHeader load : patched) {
      if (Layout.pageDown(load.vaddr()).compareTo(mapping.start()) <= 0
          && mapping.start().compareTo(load.end()) < 0) {
        return true;
      }
    }
    return false;
  }

  /** Copies the lists. */
  public Plan {
    scope = List.copyOf(scope);
    dependencies = List.copyOf(dependencies);
    slots = Slots.of(slots, image);
    patched = Set.copyOf(patched);
  }
}
