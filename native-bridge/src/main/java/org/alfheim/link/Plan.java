package org.alfheim.link;

import java.util.List;
import org.alfheim.elf.SharedObject;

/**
 * All that opening an image will do, decided before anything is done.
 *
 * @param image the image
 * @param identity how it is known to the C library's loader
 * @param layout where its segments go
 * @param dependencies who satisfies each {@code DT_NEEDED}, in the image's order
 * @param slots what the C library's loader is asked for
 * @param fixups what is written into the image
 * @param initialization what runs afterwards
 * @param carrier the small object that stands for the image in the C library's loader
 */
public record Plan(
    SharedObject image,
    Identity identity,
    Layout layout,
    List<Dependency> dependencies,
    List<Slot> slots,
    Fixups fixups,
    Initialization initialization,
    Carrier carrier) {

  /**
   * Whether the image refers to a symbol that another image has to define.
   *
   * @param symbol its name
   * @return whether it does
   */
  public boolean imports(String symbol) {
    return slots.stream()
        .filter(slot -> slot.imported(image))
        .anyMatch(slot -> image.symbols().get(slot.symbol()).name().equals(symbol));
  }

  /** Copies the lists. */
  public Plan {
    dependencies = List.copyOf(dependencies);
    slots = List.copyOf(slots);
  }
}
