package org.alfheim.internal.header;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The text of a file of C that refers to each symbol, so that the compiler writes down its type:
 * {@code __typeof__(&(f)) alfheim_t_f;}. The parentheses and the {@code &} take a typedef's or an
 * enumerator's name for an error.
 */
final class SymbolStub {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");
  private static final String PREFIX = "alfheim_t_";

  private SymbolStub() {}

  /** The variable that has the address of a symbol. */
  static String variable(String symbol) {
    return PREFIX + symbol;
  }

  /** Those of some names that C can say, in order. */
  static SequencedSet<String> sayable(Collection<String> names) {
    SequencedSet<String> sayable = new TreeSet<>();
    for (String name : names) {
      if (IDENTIFIER.matcher(name).matches()) {
        sayable.add(name);
      }
    }
    return sayable;
  }

  /**
   * What comes first: the headers, and no macro that has the name of a symbol, since the image has
   * the symbol.
   */
  static List<String> before(List<String> includes, Collection<String> names) {
    List<String> before = new ArrayList<>(includes);
    for (String name : names) {
      before.add("#undef " + name);
    }
    return before;
  }

  /** One line for each symbol. */
  static SequencedMap<String, String> lines(Collection<String> symbols) {
    SequencedMap<String, String> lines = new LinkedHashMap<>();
    for (String symbol : symbols) {
      lines.put(symbol, "__typeof__(&(" + symbol + ")) " + variable(symbol) + ";");
    }
    return lines;
  }
}
