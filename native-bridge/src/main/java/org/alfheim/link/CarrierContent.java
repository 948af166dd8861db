package org.alfheim.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.elf.SharedObject;

/**
 * What goes into a carrier.
 *
 * @param image the image that it stands for
 * @param layout where the image's segments go
 * @param dependencies who satisfies each {@code DT_NEEDED}
 * @param slots the words that ld.so fills
 * @param tls the image's thread-local storage
 * @param terminations how many termination functions the image has
 * @param identity how the image is known
 * @param reserves whether the carrier reserves the image's range and defines its symbols; a gate
 *     does neither
 */
record CarrierContent(
    SharedObject image,
    Layout layout,
    List<Dependency> dependencies,
    List<Slot> slots,
    Optional<TlsImage> tls,
    int terminations,
    Identity identity,
    boolean reserves) {

  CarrierContent {
    dependencies = List.copyOf(dependencies);
    slots = List.copyOf(slots);
  }

  CarrierContent forGate() {
    List<Slot> imports = new ArrayList<>();
    for (Slot slot : slots) {
      if (slot.imported(image)) {
        imports.add(slot);
      }
    }
    return new CarrierContent(
        image, layout, dependencies, imports, Optional.empty(), 0, identity, false);
  }
}
