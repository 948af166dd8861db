package org.alfheim.internal.open;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.internal.carrier.Provider;
import org.alfheim.internal.nested.PlacedImage;

/**
 * The plugins that an image has to do with.
 *
 * @param needed those that satisfy a {@code DT_NEEDED}, by soname
 * @param given those that the open names as its dependencies
 */
record Neighbours(Map<String, PlacedImage> needed, List<PlacedImage> given) {

  /** Whether others are the same images. */
  boolean are(Neighbours others) {
    return same(List.copyOf(needed.values()), List.copyOf(others.needed.values()))
        && same(given, others.given);
  }

  /* By what identifies them: a comparison of all would go through what they need in turn. */
  private static boolean same(List<PlacedImage> images, List<PlacedImage> others) {
    if (images.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < images.size(); i++) {
      if (!images.get(i).key().equals(others.get(i).key())) {
        return false;
      }
    }
    return true;
  }

  /** All that the image can see. */
  List<PlacedImage> seen() {
    List<PlacedImage> seen = new ArrayList<>(needed.values());
    seen.addAll(given);
    return seen;
  }

  Map<String, Provider> providers() {
    Map<String, Provider> providers = new HashMap<>();
    for (Map.Entry<String, PlacedImage> entry : needed.entrySet()) {
      providers.put(entry.getKey(), entry.getValue().provider());
    }
    return providers;
  }
}
