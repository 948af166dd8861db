package org.alfheim.bindings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The text of a file of Java, formatted as google-java-format does. */
final class SourceFile {
  /** The first line of each file, so that it can be told from one that a person wrote. */
  static final String MARK = "// Written by alfheim bindings";

  private final String origin;
  private final String packageName;
  private final Set<String> imports = new TreeSet<>();
  private final StringBuilder head = new StringBuilder();
  private final List<String> members = new ArrayList<>();

  SourceFile(Api api) {
    this(api.origin(), api.packageName());
  }

  /**
   * Begins.
   *
   * @param origin who said what is in it, for people: {@code zlib.h}
   */
  SourceFile(String origin, String packageName) {
    this.origin = origin;
    this.packageName = packageName;
  }

  /** Needs what a type needs. */
  String use(JavaType type) {
    imports.addAll(type.imports());
    return type.spelled();
  }

  /** Needs an annotation or an interface of the package of bindings. */
  SourceFile bind(String simple) {
    imports.add(JavaType.BIND + simple);
    return this;
  }

  /** Needs a type of the package of Go's values. */
  SourceFile go(String simple) {
    imports.add("org.alfheim.go." + simple);
    return this;
  }

  /** What stands before the brace. */
  SourceFile head(String text) {
    head.append(text);
    return this;
  }

  /** A member, with a line's end behind it. */
  void member(String text) {
    members.add(text);
  }

  /** The whole file. */
  String text() {
    StringBuilder out = new StringBuilder(MARK + " from " + Javadoc.closed(origin) + ".\n\n");
    out.append("package ").append(packageName).append(";\n\n");
    imports.forEach(each -> out.append("import ").append(each).append(";\n"));
    out.append(imports.isEmpty() ? "" : "\n").append(head);
    return members.isEmpty()
        ? out.append(" {}\n").toString()
        : out.append(" {\n").append(String.join("\n", members)).append("}\n").toString();
  }

  /**
   * A head with parameters, broken where it is too long.
   *
   * @param begin all before the parenthesis, with its indent
   * @param indent that of a further line
   * @param end all behind the parenthesis
   */
  static String list(String begin, List<String> parameters, String indent, String end) {
    String whole = begin + "(" + String.join(", ", parameters) + ")" + end;
    if (whole.length() <= Javadoc.WIDTH) {
      return whole;
    }
    String further = indent + String.join(", ", parameters) + ")" + end;
    return begin
        + "(\n"
        + (further.length() <= Javadoc.WIDTH
            ? further
            : indent + String.join(",\n" + indent, parameters) + ")" + end);
  }
}
