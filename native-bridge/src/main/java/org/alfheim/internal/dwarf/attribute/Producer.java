package org.alfheim.internal.dwarf.attribute;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What wrote the debug information, as DW_AT_producer spells it (DWARF 5, 3.1.1). */
public final class Producer {
  /** {@code GNU C11 7.5.0 -mtune=generic …}, {@code Debian clang version 14.0.6}. */
  private static final Pattern VERSION =
      Pattern.compile("(?:(GNU) [A-Za-z]\\S*|(clang) version) (\\d{1,4})\\.");

  private static final int GCC = 8;
  private static final int CLANG = 5;

  private Producer() {}

  /**
   * Whether it says what an attribute aligns (DW_AT_alignment). gcc does from version 8 on, clang
   * from 5 on.
   *
   * @param producer the text; empty where a unit does not have it, as those of single types
   * @return true if it is not known of it that it does not
   */
  public static boolean saysAlignment(String producer) {
    Matcher version = VERSION.matcher(producer);
    return !version.find()
        || Integer.parseInt(version.group(3)) >= (version.group(1) == null ? CLANG : GCC);
  }
}
