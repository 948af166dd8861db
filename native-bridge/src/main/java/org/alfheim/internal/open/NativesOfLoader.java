package org.alfheim.internal.open;

import java.lang.ref.WeakReference;
import java.util.List;
import org.alfheim.internal.nested.PlacedImage;

/** The images that have been loaded for one class loader, which is held weakly. */
final class NativesOfLoader {
  private final WeakReference<ClassLoader> loader;
  private final OpenTable<String, List<PlacedImage>> table = new OpenTable<>(new PluginFailures());

  NativesOfLoader(ClassLoader loader) {
    this.loader = new WeakReference<>(loader);
  }

  boolean isOf(ClassLoader other) {
    return loader.refersTo(other);
  }

  /** Whether the class loader has been collected. */
  boolean isGone() {
    return loader.refersTo(null);
  }

  /**
   * Loads an image, unless it is loaded; of several threads one does. It may have several names.
   */
  void load(String key, OpenTable.Opener<String, List<PlacedImage>> opener) {
    table.open(key, opener);
  }

  /** Those that are loaded, in that order; one that has several names, under each. */
  List<PlacedImage> images() {
    return table.opened().stream().flatMap(List::stream).toList();
  }
}
