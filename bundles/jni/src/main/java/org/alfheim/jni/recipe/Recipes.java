package org.alfheim.jni.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;

/**
 * How well-known jars find their libraries: a table, {@code recipes.properties}. It has lines of
 * the form {@code SYMBOLIC-NAME.NUMBER.ATTRIBUTE}, with the attributes of the capability; and, for
 * a jar as a whole, {@code SYMBOLIC-NAME} with the components of {@link Recipe}.
 */
public final class Recipes {
  private static final String KNOWN = ".known";

  private final Properties table = new Properties();

  /** Reads the table. */
  public Recipes() {
    try (InputStream in = Recipes.class.getResourceAsStream("recipes.properties")) {
      table.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The recipe for a bundle of a symbolic name; empty if there is none. */
  public Optional<Recipe> of(String symbolicName) {
    List<NativesClause> images = new ArrayList<>();
    for (int number = 1; ; number++) {
      String prefix = symbolicName + '.' + number + '.';
      String path = table.getProperty(prefix + "path");
      if (path == null) {
        break;
      }
      images.add(
          new NativesClause(
              path,
              Optional.ofNullable(table.getProperty(prefix + "bundle")),
              list(prefix + "names"),
              list(prefix + "properties"),
              Optional.ofNullable(table.getProperty(prefix + "resource")),
              list(prefix + "leaves")));
    }
    Optional<String> known = Optional.ofNullable(table.getProperty(symbolicName + KNOWN));
    List<String> optional = list(symbolicName + ".optional");
    return images.isEmpty() && known.isEmpty() && optional.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Recipe(
                symbolicName,
                known,
                Optional.ofNullable(table.getProperty(symbolicName + ".host")),
                table.getProperty(symbolicName + ".imports", ""),
                Boolean.parseBoolean(table.getProperty(symbolicName + ".besideOthers")),
                optional,
                images));
  }

  /**
   * The recipe for a jar that is no bundle.
   *
   * @param entries whether it has an entry
   */
  public Optional<Recipe> ofEntries(Predicate<String> entries) {
    return table.stringPropertyNames().stream()
        .filter(key -> key.endsWith(KNOWN) && entries.test(table.getProperty(key)))
        .flatMap(key -> of(key.substring(0, key.length() - KNOWN.length())).stream())
        .findFirst();
  }

  private List<String> list(String key) {
    String text = table.getProperty(key, "");
    return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
  }
}
