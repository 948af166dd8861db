package org.alfheim.internal.btf;

/**
 * How the names of structures and enumerations are written. BTF has the tag alone, and C's keyword
 * comes from the kind; a name that stands for itself, as in C++, has {@code ::} in it, if need be
 * in front.
 */
final class BtfNames {
  /** Attached to what is declared with {@code class}. */
  static final String CLASS = "alfheim:class";

  /** Attached to a typedef of a type that is only its name and perhaps a size. */
  static final String UNSUPPORTED = "alfheim:unsupported";

  /** Attached to a typedef of a name that only a header explains. */
  static final String INCOMPLETE = "alfheim:incomplete";

  /** What a pointer that is a reference of C++ leads to first. */
  static final String REFERENCE = "alfheim:reference";

  /** As {@link #REFERENCE}, for {@code &&}. */
  static final String RVALUE_REFERENCE = "alfheim:rvalue-reference";

  /**
   * Attached to a structure that may be aligned by an attribute, as far as its size goes: the
   * alignment that is asked for, in bytes, 1 for none.
   */
  static final String ALIGNMENT = "alfheim:alignment=";

  /** Attached to a symbol, with the file and line behind it. */
  static final String POSITION = "alfheim:position=";

  private static final String SCOPE = "::";

  private BtfNames() {}

  /** The spelling of a type from its tag. */
  static String spelling(String keyword, String tag) {
    if (tag.startsWith(SCOPE)) {
      return tag.substring(SCOPE.length());
    }
    if (tag.contains(SCOPE)) {
      return tag;
    }
    return tag.isEmpty() ? keyword : keyword + " " + tag;
  }

  /** The tag of a type from its spelling. */
  static String tag(String keyword, String spelling) {
    if (spelling.equals(keyword)) {
      return "";
    }
    if (spelling.startsWith(keyword + " ")) {
      return spelling.substring(keyword.length() + 1);
    }
    return spelling.contains(SCOPE) && !spelling.startsWith(SCOPE) ? spelling : SCOPE + spelling;
  }
}
