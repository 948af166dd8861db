package org.alfheim.plugin;

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
  TEXT_RELOCATIONS,

  /**
   * The image may have been linked with {@code -z nodlopen} (DF_1_NOOPEN): its authors want it in
   * programs that were linked with it, since it has to be there from the start, say, or keeps
   * something that may be there once. dlopen refuses such an image.
   */
  NODLOPEN,

  /**
   * Functions may be missing that the image calls and does not keep the address of: those that
   * {@code dlopen(RTLD_LAZY)} binds when they are called. Whoever calls one that was missing when
   * the image was opened ends the process with status 127, as there, and the name is on the
   * standard error. Variables are never missed, nor are functions of an image that was linked with
   * {@code -z now}.
   */
  UNDEFINED_FUNCTIONS,

  /**
   * A declaration or an interface may contradict what is known of a symbol's type: what debug
   * information says is wrong, or is not what is meant. A wrong type may end the process. For one
   * interface, {@link org.alfheim.bind.TypeCheck} says the same.
   */
  TYPES;

  /**
   * The name that the command line, headers and URLs know.
   *
   * @return the name in lower case with hyphens, such as {@code executable-stack}
   */
  public String label() {
    return switch (this) {
      case EXECUTABLE_STACK -> "executable-stack";
      case TEXT_RELOCATIONS -> "text-relocations";
      case NODLOPEN -> "nodlopen";
      case UNDEFINED_FUNCTIONS -> "undefined-functions";
      case TYPES -> "types";
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
   * @return the names, joined by commas and "or"
   */
  public static String labels() {
    String all = Arrays.stream(values()).map(Waiver::label).collect(Collectors.joining(", "));
    int last = all.lastIndexOf(", ");
    return all.substring(0, last) + " or " + all.substring(last + 2);
  }
}
