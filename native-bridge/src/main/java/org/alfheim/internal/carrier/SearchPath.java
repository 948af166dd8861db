package org.alfheim.internal.carrier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.internal.search.DynamicTokens;

/**
 * The search paths of an image ({@code DT_RUNPATH}, {@code DT_RPATH}; gABI, "Shared Object
 * Dependencies") as its carrier has them. ld.so would take {@code $ORIGIN} for the carrier's
 * folder, so the image's takes its place; where the image has none, the entry is left out. Other
 * tokens are left to ld.so.
 */
public final class SearchPath {
  private final Optional<String> origin;

  /**
   * The search paths of an image.
   *
   * @param origin the folder of the image's file
   */
  public SearchPath(Optional<String> origin) {
    this.origin = origin;
  }

  /** The name of a library, which may be a path that begins with {@code $ORIGIN}. */
  public String expandName(String name) {
    return hasToken(name) ? DynamicTokens.ofOrigin(origin).expand(name).orElse(name) : name;
  }

  String expand(String path) {
    if (!hasToken(path)) {
      return path;
    }
    /* A folder with a colon in its name would be taken for two. */
    DynamicTokens tokens = DynamicTokens.ofOrigin(origin.filter(folder -> folder.indexOf(':') < 0));
    List<String> entries = new ArrayList<>();
    for (String entry : path.split(":", -1)) {
      Optional<String> expanded = tokens.expand(entry);
      if (expanded.isPresent()) {
        entries.add(expanded.get());
      }
    }
    return String.join(":", entries);
  }

  /* Most have none, and the first open needs no classes for them. */
  private static boolean hasToken(String text) {
    return text.indexOf('$') >= 0;
  }
}
