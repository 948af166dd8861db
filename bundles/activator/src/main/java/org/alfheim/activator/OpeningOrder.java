package org.alfheim.activator;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts the images of one bundle in the order in which they are opened: what another one needs comes
 * first.
 */
final class OpeningOrder {
  private final Map<String, EmbeddedImage> bySoname = new HashMap<>();
  private final Set<EmbeddedImage> visited = new LinkedHashSet<>();
  private final Set<EmbeddedImage> sorted = new LinkedHashSet<>();

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
    for (EmbeddedImage image : images) {
      image.linkage().soname().ifPresent(soname -> order.bySoname.putIfAbsent(soname, image));
    }
    images.forEach(order::visit);
    return List.copyOf(order.sorted);
  }

  private void visit(EmbeddedImage image) {
    if (visited.add(image)) {
      for (String soname : image.linkage().needed()) {
        EmbeddedImage needed = bySoname.get(soname);
        if (needed != null) {
          visit(needed);
        }
      }
      sorted.add(image);
    }
  }
}
