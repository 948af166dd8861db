package org.alfheim.jni.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * How well-known bundles find their libraries: a table, {@code recipes.properties}. It has lines of
 * the form {@code SYMBOLIC-NAME.NUMBER.ATTRIBUTE}, with the attributes of the capability.
 */
final class Recipes {
  private final Properties table = new Properties();

  Recipes() {
    try (InputStream in = Recipes.class.getResourceAsStream("recipes.properties")) {
      table.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a bundle of a symbolic name is served with; empty if it has no recipe. */
  List<NativesClause> of(String symbolicName) {
    List<NativesClause> clauses = new ArrayList<>();
    for (int number = 1; ; number++) {
      String prefix = symbolicName + '.' + number + '.';
      String path = table.getProperty(prefix + "path");
      if (path == null) {
        return List.copyOf(clauses);
      }
      clauses.add(new NativesClause(path, list(prefix + "names"), list(prefix + "properties")));
    }
  }

  private List<String> list(String key) {
    String text = table.getProperty(key, "");
    return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
  }
}
