package org.alfheim.wrap;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.alfheim.names.RawText;

/** Writes one clause of an OSGi header (OSGi Core 8, 3.2.4). */
final class HeaderClause {
  private static final Pattern PLAIN = Pattern.compile("[\\w./+-]+");

  private final StringBuilder text;

  HeaderClause(String path) {
    text = new StringBuilder(PLAIN.matcher(path).matches() ? path : quoted(path));
  }

  HeaderClause with(String attribute, String value) {
    text.append(';').append(attribute).append('=').append(quoted(value));
    return this;
  }

  HeaderClause with(String attribute, Optional<String> value) {
    return value.map(present -> with(attribute, present)).orElse(this);
  }

  HeaderClause with(String attribute, List<String> values) {
    return values.isEmpty() ? this : with(attribute, String.join(",", values));
  }

  /** An attribute of the type {@code List<String>}, in whose elements a comma is escaped. */
  HeaderClause withList(String attribute, List<String> elements) {
    return elements.isEmpty()
        ? this
        : with(
            attribute + ":List<String>",
            elements.stream()
                .map(element -> element.replaceAll("[,\\\\]", "\\\\$0"))
                .collect(Collectors.joining(",")));
  }

  HeaderClause directive(String name, String value) {
    text.append(';').append(name).append(":=").append(quoted(value));
    return this;
  }

  /** A quoted string is text, with no line ends and no NUL; an image's names can have anything. */
  private static String quoted(String value) {
    return '"'
        + RawText.shown(value).replaceAll("\\p{Cntrl}", "_").replaceAll("[\"\\\\]", "\\\\$0")
        + '"';
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
