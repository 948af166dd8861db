package org.alfheim.jni.recipe;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is said of an image with native methods, by a bundle or a recipe.
 *
 * @param path its path in the bundle; the file's name may have {@code *} in it
 * @param names other names of the library
 * @param properties {@code name=value} each
 */
public record NativesClause(String path, List<String> names, List<String> properties) {
  /** The capability by which a bundle says that it is to be served. */
  public static final String NAMESPACE = "org.alfheim.natives";

  /** Takes copies. */
  public NativesClause {
    names = List.copyOf(names);
    properties = List.copyOf(properties);
  }

  /**
   * A clause from the attributes of a capability.
   *
   * @throws IllegalArgumentException if one is not what it has to be
   */
  public static NativesClause of(Map<String, Object> attributes) {
    if (!(attributes.get("path") instanceof String path)) {
      throw new IllegalArgumentException("path: a String has to say where the image is");
    }
    return new NativesClause(path, list(attributes, "names"), list(attributes, "properties"));
  }

  /** Whether an entry of a jar is the image. */
  public boolean isImage(String entry) {
    String name = entry.substring(entry.lastIndexOf('/') + 1);
    return entry.length() - name.length() == path.length() - file().length()
        && entry.startsWith(path.substring(0, path.length() - file().length()))
        && name.matches(
            Arrays.stream(file().split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")));
  }

  /** What is written into a manifest: a clause of {@code Provide-Capability}. */
  public String capability() {
    return NAMESPACE
        + quoted(";path", path)
        + (names.isEmpty() ? "" : quoted(";names:List<String>", String.join(",", names)))
        + (properties.isEmpty()
            ? ""
            : quoted(";properties:List<String>", String.join(",", properties)));
  }

  private static String quoted(String attribute, String value) {
    return attribute + "=\"" + value + '"';
  }

  private static List<String> list(Map<String, Object> attributes, String name) {
    Object value = attributes.get(name);
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : List.of(value.toString().split(",", -1));
  }

  /** The folder in the bundle that the image is in. */
  public String folder() {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "/" : path.substring(0, slash);
  }

  /** The file's name, which may have {@code *} in it. */
  public String file() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * The properties by name.
   *
   * @throws IllegalArgumentException if one has no name
   */
  public Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    for (String property : properties) {
      int equals = property.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("properties: expected name=value and found " + property);
      }
      values.put(property.substring(0, equals).strip(), property.substring(equals + 1).strip());
    }
    return values;
  }
}
