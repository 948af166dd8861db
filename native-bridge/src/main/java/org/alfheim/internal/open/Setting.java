package org.alfheim.internal.open;

import java.util.List;
import java.util.Optional;
import org.alfheim.internal.carrier.Provider;
import org.alfheim.internal.nested.PlacedImage;
import org.alfheim.internal.process.map.Rebinding;

/**
 * Where an image stands among others.
 *
 * @param apart whether nobody finds it by its name: neither plugins that need a library of that
 *     name nor ld.so
 * @param scope the images whose definitions come before its own
 * @param rebinding the functions that it calls instead of those that ld.so finds
 * @param siblings the images apart that come before others where it needs a library
 * @param closes whether it is closed when nobody has it any more
 */
record Setting(
    boolean apart,
    List<Provider> scope,
    Optional<Rebinding> rebinding,
    List<PlacedImage> siblings,
    boolean closes) {
  /** An image among all others. */
  static final Setting USUAL = new Setting(false, List.of(), Optional.empty());

  Setting {
    scope = List.copyOf(scope);
    siblings = List.copyOf(siblings);
  }

  private Setting(boolean apart, List<Provider> scope, Optional<Rebinding> rebinding) {
    this(apart, scope, rebinding, List.of(), false);
  }

  /** An image of somebody's own, which is closed when nobody has it any more. */
  static Setting among(List<PlacedImage> siblings) {
    return new Setting(true, List.of(), Optional.empty(), siblings, true);
  }

  /** An image that is bound to others, and nobody to it by name. */
  static Setting behind(List<Provider> scope) {
    return new Setting(true, scope, Optional.empty());
  }

  /** An image with functions of its own. */
  static Setting with(Rebinding rebinding) {
    return new Setting(true, List.of(), Optional.of(rebinding));
  }

  /** Whether an image is one of the siblings. */
  boolean isSibling(PlacedImage image) {
    for (PlacedImage sibling : siblings) {
      if (sibling.key().equals(image.key())) {
        return true;
      }
    }
    return false;
  }
}
