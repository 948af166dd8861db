package org.alfheim.jni.recipe;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is said of an image with native methods, by a bundle or a recipe.
 *
 * @param path its path in the bundle; the file's name may have {@code *} in it
 * @param bundle the symbolic name of the bundle whose classes have the native methods, and which
 *     has the image; empty if it is the one that loads it
 * @param names other names of the library
 * @param properties {@code name=value} each
 * @param resource {@code file} if the bundle's classes look for images as resources, and load what
 *     has the URL of a file as it is; empty if not
 * @param leaves what the bundle leaves behind: classes of leaves, and {@code java.sql.Driver}
 */
public record NativesClause(
    String path,
    Optional<String> bundle,
    List<String> names,
    List<String> properties,
    Optional<String> resource,
    List<String> leaves) {
  /** The capability by which a bundle says that it is to be served. */
  public static final String NAMESPACE = "org.alfheim.natives";

  private static final String FILE = "file";

  /** Takes copies. */
  public NativesClause {
    names = List.copyOf(names);
    properties = List.copyOf(properties);
    leaves = List.copyOf(leaves);
  }

  /** A clause that says where an image is, and no more. */
  public static NativesClause of(String path) {
    return new NativesClause(
        path, Optional.empty(), List.of(), List.of(), Optional.empty(), List.of());
  }

  /** Whether the attributes of a capability leave it to {@code Bundle-NativeCode} what it is of. */
  public static boolean isOfNativeCode(Map<String, Object> attributes) {
    return !attributes.containsKey("path");
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
    return new NativesClause(
        path,
        Optional.ofNullable(attributes.get("bundle")).map(Object::toString),
        list(attributes, "names"),
        list(attributes, "properties"),
        Optional.ofNullable(attributes.get("resource")).map(Object::toString),
        list(attributes, "leaves"));
  }

  /**
   * Whether the bundle's classes get files where they look for images as resources.
   *
   * @throws IllegalArgumentException if something else is said than that they do
   */
  public boolean isAsFile() {
    if (resource.isPresent() && !resource.get().equals(FILE)) {
      throw new IllegalArgumentException(
          "resource: expected " + FILE + " and found " + resource.get());
    }
    return resource.isPresent();
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
        + bundle.map(name -> quoted(";bundle", name)).orElse("")
        + listed("names", names)
        + listed("properties", properties)
        + resource.map(as -> quoted(";resource", as)).orElse("")
        + listed("leaves", leaves);
  }

  private static String listed(String attribute, List<String> values) {
    return values.isEmpty()
        ? ""
        : quoted(";" + attribute + ":List<String>", String.join(",", values));
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
