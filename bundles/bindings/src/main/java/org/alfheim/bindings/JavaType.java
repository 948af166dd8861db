package org.alfheim.bindings;

import java.util.Set;
import java.util.TreeSet;

/**
 * A type of Java at its place.
 *
 * @param annotation an annotation that goes with it; empty for none
 * @param name its simple name
 * @param imports the names of the classes that it needs
 */
record JavaType(String annotation, String name, Set<String> imports) {
  static final String BIND = "org.alfheim.bind.";
  static final JavaType VOID = plain("void");
  static final JavaType STRING = plain("String");
  static final JavaType SEGMENT =
      new JavaType("", "MemorySegment", Set.of("java.lang.foreign.MemorySegment"));

  static JavaType plain(String name) {
    return new JavaType("", name, Set.of());
  }

  /** The type with an annotation of {@link org.alfheim.bind}: {@code Unsigned(8)}. */
  JavaType with(String binding) {
    String simple = binding.replaceFirst("\\(.*", "");
    Set<String> all = new TreeSet<>(imports);
    all.add(BIND + simple);
    return new JavaType((annotation.isEmpty() ? "" : annotation + " ") + "@" + binding, name, all);
  }

  /** As it stands before the name of a parameter. */
  String spelled() {
    return annotation.isEmpty() ? name : annotation + " " + name;
  }
}
