package org.alfheim.plugin;

import java.util.List;
import java.util.Optional;

/**
 * The host of a Go runtime in this process. It is there once for each runtime, and is never closed:
 * Go's runtime can't be stopped.
 *
 * @param name the name of the image, as that of a plugin
 * @param location what tells it from all others: what messages call the host, and a number
 * @param version the version of Go that built it, such as {@code go1.23.5}; empty where nothing in
 *     it says so
 * @param base its load bias: the address that is added to an address of the image
 * @param span the bytes of address space that its segments cover
 * @param held the bytes of memory that the loader holds for it ({@link ImageInfo#held})
 * @param plugins the plugins that run on it, in the order in which they were opened; none where its
 *     first one was refused by Go itself, or panicked when it was initialised
 */
public record GoHostImage(
    String name,
    String location,
    Optional<String> version,
    long base,
    long span,
    long held,
    List<LocalPlugin> plugins) {

  /** Copies the list. */
  public GoHostImage {
    plugins = List.copyOf(plugins);
  }
}
