package org.alfheim.jni.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is said of an image with native methods, by a bundle or a recipe.
 *
 * @param path its path in the bundle; the file's name may have {@code *} in it
 * @param names other names of the library
 * @param properties {@code name=value} each
 */
record NativesClause(String path, List<String> names, List<String> properties) {
  NativesClause {
    names = List.copyOf(names);
    properties = List.copyOf(properties);
  }

  /**
   * A clause from the attributes of a capability.
   *
   * @throws IllegalArgumentException if one is not what it has to be
   */
  static NativesClause of(Map<String, Object> attributes) {
    if (!(attributes.get("path") instanceof String path)) {
      throw new IllegalArgumentException("path: a String has to say where the image is");
    }
    return new NativesClause(path, list(attributes, "names"), list(attributes, "properties"));
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

  String folder() {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "/" : path.substring(0, slash);
  }

  String file() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The properties by name. */
  Map<String, String> values() {
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
