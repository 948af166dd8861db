package org.alfheim.activator;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;

/**
 * Puts the images of one bundle in the order in which they are opened: what another one needs comes
 * first.
 */
final class OpeningOrder {
  private final Map<String, Needs> bySoname = new HashMap<>();
  private final Set<Needs> visited = new LinkedHashSet<>();

  private record Needs(EmbeddedImage image, List<String> sonames) {}

  private OpeningOrder() {}

  /**
   * Orders images by {@code DT_NEEDED} and {@code DT_SONAME}; otherwise, and within a circle, they
   * stay in the order of the header.
   *
   * @param images the images of a bundle
   * @return the same images
   */
  static List<EmbeddedImage> of(List<EmbeddedImage> images) {
    if (images.size() == 1) {
      return images;
    }
    OpeningOrder order = new OpeningOrder();
    List<Needs> all = images.stream().map(order::read).toList();
    Set<EmbeddedImage> sorted = new LinkedHashSet<>();
    all.forEach(needs -> order.visit(needs, sorted));
    return List.copyOf(sorted);
  }

  private Needs read(EmbeddedImage image) {
    try {
      SharedObject object =
          SharedObject.parse(image.name(), MemorySegment.ofArray(image.bytes()).asReadOnly());
      Needs needs = new Needs(image, object.needed());
      object.soname().ifPresent(soname -> bySoname.putIfAbsent(soname, needs));
      return needs;
    } catch (ElfException refused) {
      // The loader refuses it too, when its turn comes, and says so in its own words.
      return new Needs(image, List.of());
    }
  }

  private void visit(Needs needs, Set<EmbeddedImage> sorted) {
    if (visited.add(needs)) {
      needs.sonames().stream()
          .map(bySoname::get)
          .filter(needed -> needed != null)
          .forEach(needed -> visit(needed, sorted));
      sorted.add(needs.image());
    }
  }
}
