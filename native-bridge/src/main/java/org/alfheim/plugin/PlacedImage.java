package org.alfheim.plugin;

import java.util.List;
import java.util.Optional;
import org.alfheim.link.Provider;

/**
 * An image in place, as what another image can be bound to.
 *
 * @param key what identifies the plugin
 * @param provider the image
 * @param needed the images that it sees first: those that it was bound to, and those that its
 *     opener gave it
 * @param source where its opener says that it comes from
 */
record PlacedImage(
    String key, Provider provider, List<PlacedImage> needed, Optional<String> source) {
  PlacedImage {
    needed = List.copyOf(needed);
  }
}
