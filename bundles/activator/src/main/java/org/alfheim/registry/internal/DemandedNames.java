package org.alfheim.registry.internal;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.alfheim.registry.PluginConstants;

/**
 * Reads out of a filter (OSGi Core 8, 3.2.7) the symbols that it asks for by name: the values of
 * {@code (symbol.name=NAME)}, without wildcard, wherever the filter does not negate them.
 */
final class DemandedNames {
  private final String filter;
  private final Set<String> names = new HashSet<>();
  private int position;

  private DemandedNames(String filter) {
    this.filter = filter;
  }

  /**
   * The names in a filter.
   *
   * @param filter a filter that the framework has accepted, in the form of {@link
   *     org.osgi.framework.Filter#toString()}
   * @return the names that it asks for
   */
  static Set<String> in(String filter) {
    DemandedNames names = new DemandedNames(filter);
    names.filter(true);
    return names.names;
  }

  private void filter(boolean wanted) {
    position++; // (
    switch (filter.charAt(position)) {
      case '&', '|' -> operands(wanted);
      case '!' -> operands(false);
      default -> operation(wanted);
    }
    position++; // )
  }

  private void operands(boolean wanted) {
    position++; // the operator
    while (filter.charAt(position) == '(') {
      filter(wanted);
    }
  }

  private void operation(boolean wanted) {
    int equals = filter.indexOf('=', position);
    String attribute = filter.substring(position, equals);
    position = equals + 1;
    String value = value();
    if (wanted
        && value != null
        && attribute.strip().toLowerCase(Locale.ROOT).equals(PluginConstants.SYMBOL_NAME)) {
      names.add(value);
    }
  }

  /** The value up to its closing parenthesis; null if it has a wildcard. */
  private String value() {
    StringBuilder value = new StringBuilder();
    boolean wildcard = false;
    for (; filter.charAt(position) != ')'; position++) {
      char next = filter.charAt(position);
      if (next == '\\') {
        next = filter.charAt(++position);
      } else if (next == '*') {
        wildcard = true;
      }
      value.append(next);
    }
    return wildcard ? null : value.toString();
  }
}
