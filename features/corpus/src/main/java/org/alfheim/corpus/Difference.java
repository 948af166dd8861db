package org.alfheim.corpus;

import java.util.Locale;
import org.alfheim.elf.Vaddr;

/**
 * Something that is not the same.
 *
 * @param kind what differs
 * @param place where in the image
 * @param section the section that holds it; empty if unknown
 * @param relocation what was to be written there; empty if nothing
 * @param dlopen what it is after dlopen
 * @param alfheim what it is after Alfheim
 */
public record Difference(
    Kind kind, Vaddr place, String section, String relocation, String dlopen, String alfheim) {

  /** What can differ. */
  public enum Kind {
    /** The value of a word. */
    WORD,
    /** The content of a segment that is not writable. */
    SEGMENT,
    /** What is permitted in pages. */
    PROTECTION;

    /** One of them. */
    String noun() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public String toString() {
    return place
        + (section.isEmpty() ? "" : " in " + section)
        + (relocation.isEmpty() ? "" : ", " + relocation)
        + ": "
        + dlopen
        + " by dlopen, "
        + alfheim
        + " by alfheim";
  }
}
