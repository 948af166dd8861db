package org.alfheim.corpus;

import java.util.Locale;

/** Who opens a library. */
enum Opener {
  /** The C library: {@code dlopen(RTLD_NOW)}. */
  DLOPEN,
  /** {@link org.alfheim.loader.Loader#open}. */
  ALFHEIM;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Opener of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
