package org.alfheim.internal.nested;

import java.util.List;
import java.util.Optional;
import org.alfheim.internal.carrier.Provider;

/**
 * An image in place, as what another image can be bound to.
 *
 * @param key what identifies the plugin
 * @param provider the image
 * @param needed the images that it sees first: those that it was bound to, and those that its
 *     opener gave it
 * @param source where its opener says that it comes from
 */
public record PlacedImage(
    String key, Provider provider, List<PlacedImage> needed, Optional<String> source) {
  public PlacedImage {
    needed = List.copyOf(needed);
  }
}
