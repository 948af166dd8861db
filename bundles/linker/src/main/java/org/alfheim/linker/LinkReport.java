package org.alfheim.linker;

import java.util.List;

/**
 * What a link has done.
 *
 * @param objects the names of the objects that took part
 * @param needed the sonames of the libraries that have an import
 * @param unknown the imports that no library has that was named; weak ones are not among them
 * @param loads instructions that took an address directly and now load it from a slot
 * @param thunks instructions that went elsewhere directly and now go by a few of the linker's
 * @param warnings what may not be as it was meant
 */
public record LinkReport(
    List<String> objects,
    List<String> needed,
    List<String> unknown,
    int loads,
    int thunks,
    List<String> warnings) {
  /** Takes the lists as they are at this moment. */
  public LinkReport {
    objects = List.copyOf(objects);
    needed = List.copyOf(needed);
    unknown = List.copyOf(unknown);
    warnings = List.copyOf(warnings);
  }
}
