package org.alfheim.corpus;

import java.util.Locale;
import org.alfheim.elf.Vaddr;

/**
 * Something that is not the same.
 *
 * @param kind what differs
 * @param object where: {@code self} for the image, the path of a library that was loaded with it
 * @param place where in that
 * @param section the section that holds it; empty if unknown
 * @param relocation what was to be written there; empty if nothing
 * @param dlopen what it is after dlopen
 * @param alfheim what it is after Alfheim
 */
public record Difference(
    Kind kind,
    String object,
    Vaddr place,
    String section,
    String relocation,
    String dlopen,
    String alfheim) {

  /** What can differ. */
  public enum Kind {
    /** The value of a word. */
    WORD,
    /** The content of a segment that is not writable. */
    SEGMENT,
    /** What is permitted in pages. */
    PROTECTION,
    /** What a symbol of a library is bound to that was loaded with the image. */
    BINDING,
    /** That a library was loaded. */
    LIBRARY;

    /** A number of them. */
    String count(long number) {
      String noun = name().toLowerCase(Locale.ROOT);
      if (number == 1) {
        return "1 " + noun;
      }
      return number + " " + (this == LIBRARY ? "libraries" : noun + "s");
    }
  }

  @Override
  public String toString() {
    return (object.equals(Location.SELF) ? "" : object + " ")
        + place
        + (section.isEmpty() ? "" : " in " + section)
        + (relocation.isEmpty() ? "" : ", " + relocation)
        + ": "
        + dlopen
        + " by dlopen, "
        + alfheim
        + " by alfheim";
  }
}
