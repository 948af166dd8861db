package org.alfheim.activator.header;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.plugin.Linking;

/**
 * What a clause says of relocatable objects and archives, which are linked when they are opened.
 */
final class LinkAttributes {
  private static final String NEEDS = "needs";
  private static final String REFERRED = "referred";
  private static final String SYMBOLIC = "symbolic";
  private static final String SONAME = "soname";

  /** The attributes, for messages too. */
  static final List<String> NAMES = List.of(NEEDS, REFERRED, SYMBOLIC, SONAME);

  private LinkAttributes() {}

  /** Whether the paths of a clause are those of objects and archives, by their names. */
  static boolean areObjects(List<String> paths) {
    return paths.stream().allMatch(path -> path.endsWith(".o") || path.endsWith(".a"));
  }

  /**
   * Reads the attributes.
   *
   * @param path the image's path, for messages
   * @param attributes all of the clause
   * @param paths the paths of the clause
   * @throws HeaderException if they say how to link what is linked already, or have a value that
   *     can't be
   */
  static Linking read(String path, Map<String, String> attributes, List<String> paths) {
    if (!areObjects(paths)) {
      NAMES.stream()
          .filter(attributes::containsKey)
          .findFirst()
          .ifPresent(name -> {
            throw NativePlugin.refuse(
                path,
                name + " is for relocatable objects (.o) and archives (.a), which are linked");
          });
      return Linking.USUAL;
    }
    return new Linking(
        NativePlugin.list(path, NEEDS, attributes),
        flag(path, REFERRED, attributes),
        flag(path, SYMBOLIC, attributes),
        soname(path, attributes.get(SONAME)));
  }

  private static boolean flag(String path, String name, Map<String, String> attributes) {
    String value = attributes.getOrDefault(name, "false");
    if (!value.equals("true") && !value.equals("false")) {
      throw NativePlugin.refuse(path, name + "=" + value + " is not true or false");
    }
    return value.equals("true");
  }

  private static Optional<String> soname(String path, String name) {
    if (name != null && name.isBlank()) {
      throw NativePlugin.refuse(path, SONAME + " is empty");
    }
    return Optional.ofNullable(name);
  }
}
