package org.alfheim.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The search paths of an image ({@code DT_RUNPATH}, {@code DT_RPATH}; gABI, "Shared Object
 * Dependencies") as its carrier has them. ld.so would take {@code $ORIGIN} for the carrier's
 * folder, so the image's takes its place; where the image has none, the entry is left out.
 *
 * @param origin the folder of the image's file
 */
record SearchPath(Optional<String> origin) {

  /** The name of a library, which may be a path that begins with {@code $ORIGIN}. */
  String expandName(String name) {
    return origin.map(folder -> inFolder(name, folder)).orElse(name);
  }

  private static String inFolder(String entry, String folder) {
    return entry.replace("${ORIGIN}", folder).replace("$ORIGIN", folder);
  }

  String expand(String path) {
    List<String> entries = new ArrayList<>();
    for (String entry : path.split(":", -1)) {
      boolean usesOrigin = entry.contains("$ORIGIN") || entry.contains("${ORIGIN}");
      if (!usesOrigin) {
        entries.add(entry);
      } else if (origin.isPresent()) {
        entries.add(inFolder(entry, origin.get()));
      }
    }
    return String.join(":", entries);
  }
}
