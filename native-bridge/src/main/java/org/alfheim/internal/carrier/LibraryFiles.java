package org.alfheim.internal.carrier;

import java.util.List;
import java.util.Map;

/**
 * The files that ld.so loads for an image, where it is not left to ld.so to find them. ld.so loads
 * what a carrier needs in its order, and only then looks at what those libraries need: by then it
 * has all of it, under these names.
 *
 * @param named the file for each name of {@code DT_NEEDED}, {@code DT_AUXILIARY}, {@code DT_FILTER}
 *     in the image; a name without one is passed on
 * @param others what is loaded beside, in ld.so's order: breadth first
 */
public record LibraryFiles(Map<String, String> named, List<String> others) {
  /** Nothing is settled: ld.so finds everything. */
  public static final LibraryFiles NONE = new LibraryFiles(Map.of(), List.of());

  /** Copies both. */
  public LibraryFiles {
    named = Map.copyOf(named);
    others = List.copyOf(others);
  }
}
