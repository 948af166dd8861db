package org.alfheim.link;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A demand of this loader that whoever opens an image can waive, together with the protection that
 * it gives.
 */
public enum Waiver {
  /**
   * The image may ask for an executable stack (PT_GNU_STACK with PF_X). It does not get one: the
   * process's stacks stay as they are, and code of the image that runs on its stack (a nested
   * function's trampoline) ends the process.
   */
  EXECUTABLE_STACK,

  /**
   * Relocations may change code ({@code DT_TEXTREL}). The pages are writable while they are
   * relocated and executable only afterwards, never both; they are no longer those of the file, and
   * are not shared with other processes.
   */
  TEXT_RELOCATIONS;

  /**
   * The name that the command line, headers and URLs know.
   *
   * @return {@code executable-stack} or {@code text-relocations}
   */
  public String label() {
    return switch (this) {
      case EXECUTABLE_STACK -> "executable-stack";
      case TEXT_RELOCATIONS -> "text-relocations";
    };
  }

  /**
   * What a refusal says last, for whoever wants the image all the same.
   *
   * @return {@code open it with the waiver} and the label
   */
  public String cure() {
    return "open it with the waiver " + label();
  }

  /**
   * The waiver of a name.
   *
   * @param label the name, in any case, with hyphens or underscores
   * @return the waiver; empty if there is none of that name
   */
  public static Optional<Waiver> of(String label) {
    return Arrays.stream(values())
        .filter(waiver -> waiver.label().equals(label.toLowerCase(Locale.ROOT).replace('_', '-')))
        .findFirst();
  }

  /**
   * All names, for a person.
   *
   * @return the names, joined by "or"
   */
  public static String labels() {
    return Arrays.stream(values()).map(Waiver::label).collect(Collectors.joining(" or "));
  }
}
