package org.alfheim.internal.search;

import java.nio.file.Path;

/** What came of the search for a library. */
public sealed interface Lookup {

  /**
   * It is there.
   *
   * @param file the file, by the path that ld.so would open it by
   */
  record Found(Path file) implements Lookup {}

  /** There is none. */
  record Absent() implements Lookup {}

  /**
   * ld.so would end its search with an error.
   *
   * @param reason why, as the end of a sentence that begins with the name
   */
  record Refused(String reason) implements Lookup {}
}
