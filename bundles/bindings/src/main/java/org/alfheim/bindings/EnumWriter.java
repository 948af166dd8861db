package org.alfheim.bindings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alfheim.types.EnumType;
import org.alfheim.types.EnumType.Enumerator;

/** Writes enumerations. */
final class EnumWriter {
  private static final String OTHERS = "UNRECOGNIZED";
  private static final String FIELD = "value";

  /** What makes more constants than so many is longer than a method may be (JVMS 4.7.3). */
  private static final int MOST = 2500;

  private final Api api;
  private final Documentation documentation;

  EnumWriter(Api api, Documentation documentation) {
    this.api = api;
    this.documentation = documentation;
  }

  /** Whether Java can have so many constants. */
  static boolean fits(EnumType type) {
    return type.enumerators().size() <= MOST;
  }

  String write(Declarations.Enumeration declared) {
    EnumType type = declared.type();
    SourceFile file = new SourceFile(api).bind("CEnum").bind("Unrecognized");
    file.head(Javadoc.of("", documentation.ofType(declared.c(), "{@code " + declared.c() + "}")));
    file.head("public enum " + declared.name() + " implements CEnum");
    Map<String, String> names = names(type.enumerators());
    Map<Long, String> constants = new LinkedHashMap<>();
    Map<Enumerator, String> aliases = new LinkedHashMap<>();
    boolean wide = type.enumerators().stream().anyMatch(each -> (int) each.value() != each.value());
    StringBuilder text = new StringBuilder();
    for (Enumerator each : type.enumerators()) {
      String first = constants.putIfAbsent(each.value(), names.get(each.name()));
      if (first != null) {
        aliases.put(each, first);
        continue;
      }
      text.append(doc(each))
          .append("  ")
          .append(names.get(each.name()))
          .append("(")
          .append(each.value())
          .append(wide ? "L" : "")
          .append("),\n");
    }
    String others = OTHERS;
    while (names.containsValue(others)) {
      others += "_";
    }
    text.append(
        Javadoc.of("  ", List.of("Every value that no other constant has. It can't go to C.")));
    text.append("  @Unrecognized\n  ").append(others).append("(").append(unused(constants));
    file.member(text.append(wide ? "L" : "").append(");\n").toString());
    aliases.forEach((alias, constant) ->
        file.member(
            doc(alias)
                + "  public static final "
                + declared.name()
                + " "
                + names.get(alias.name())
                + " = "
                + constant
                + ";\n"));
    String carrier = wide ? "long" : "int";
    file.member("  private final " + carrier + " value;\n");
    file.member(
        "  " + declared.name() + "(" + carrier + " value) {\n    this.value = value;\n  }\n");
    file.member("  @Override\n  public long value() {\n    return value;\n  }\n");
    return file.text();
  }

  private String doc(Enumerator each) {
    return Javadoc.of("  ", documentation.ofEnumerator(each.name()));
  }

  /** A value that is none. */
  private static long unused(Map<Long, String> constants) {
    long value = -1;
    while (constants.containsKey(value)) {
      value--;
    }
    return value;
  }

  /** The constants' names: without the prefix that most of them have. */
  private static Map<String, String> names(List<Enumerator> enumerators) {
    String prefix = prefix(enumerators);
    Map<String, String> names = new HashMap<>();
    Set<String> taken = new HashSet<>(Set.of(FIELD));
    List<String> whole = new ArrayList<>();
    for (Enumerator each : enumerators) {
      String rest =
          each.name().startsWith(prefix)
              ? each.name().substring(prefix.length()).replaceFirst("^_+", "")
              : each.name();
      boolean name = !rest.isEmpty() && Character.isJavaIdentifierStart(rest.charAt(0));
      if (name && taken.add(JavaNames.identifier(rest))) {
        names.put(each.name(), JavaNames.identifier(rest));
      } else {
        whole.add(each.name());
      }
    }
    for (String each : whole) {
      String name = JavaNames.identifier(each);
      while (!taken.add(name)) {
        name += "_";
      }
      names.put(each, name);
    }
    return names;
  }

  /** The longest prefix, up to an underscore, that three of four names have. */
  private static String prefix(List<Enumerator> enumerators) {
    Map<String, Integer> counts = new HashMap<>();
    for (Enumerator each : enumerators) {
      for (int i = each.name().indexOf('_'); i >= 0; i = each.name().indexOf('_', i + 1)) {
        counts.merge(each.name().substring(0, i + 1), 1, Integer::sum);
      }
    }
    String longest = "";
    for (Map.Entry<String, Integer> each : counts.entrySet()) {
      boolean most = enumerators.size() > 1 && each.getValue() * 4 >= enumerators.size() * 3;
      if (most && each.getKey().length() > longest.length()) {
        longest = each.getKey();
      }
    }
    return longest;
  }
}
