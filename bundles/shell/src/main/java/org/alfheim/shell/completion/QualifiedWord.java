package org.alfheim.shell.completion;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word in which a name is typed as C++ and Rust qualify it.
 *
 * @param before what stands before the name: {@code "int "}; empty where the name is all there is
 * @param name the name so far: {@code ns::a}
 */
record QualifiedWord(String before, String name) {
  private static final Pattern ALONE = Pattern.compile("[A-Za-z_]\\w*(?:::|<).*");

  private static final Pattern DECLARED = Pattern.compile("([^(]*[\\s*])([A-Za-z_]\\w*::[\\w:]*)");

  private static final Pattern PLAIN =
      Pattern.compile("([A-Za-z_]\\w*(?:::[A-Za-z_]\\w*)+)(?:\\(.*)?");

  /** Empty if no qualified name is typed. */
  static Optional<QualifiedWord> of(String typed) {
    if (ALONE.matcher(typed).matches()) {
      return Optional.of(new QualifiedWord("", typed));
    }
    Matcher declared = DECLARED.matcher(typed);
    return declared.matches()
        ? Optional.of(new QualifiedWord(declared.group(1), declared.group(2)))
        : Optional.empty();
  }

  /** Whether the types are to be those that are known. */
  boolean alone() {
    return before.isEmpty();
  }

  /**
   * The word with a symbol's whole name; in a declaration without its parameters, which C's follow.
   *
   * @param demangled the name as people write it
   * @return empty if it is another name, or can't stand in a declaration
   */
  Optional<String> completed(String demangled) {
    if (!demangled.startsWith(name)) {
      return Optional.empty();
    }
    if (alone()) {
      return Optional.of(demangled);
    }
    Matcher plain = PLAIN.matcher(demangled);
    return plain.matches() ? Optional.of(before + plain.group(1)) : Optional.empty();
  }
}
