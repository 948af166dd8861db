package org.alfheim.bindings;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.alfheim.types.GoType;

/** Names of Go in the way of Java. */
final class GoNames {
  private GoNames() {}

  /** The name of a method, a parameter or a component: {@code AddInt} is {@code addInt}. */
  static String member(String go) {
    int capitals = 0;
    while (capitals < go.length() && Character.isUpperCase(go.charAt(capitals))) {
      capitals++;
    }
    // URLOf is urlOf, and ID is id.
    boolean word = capitals > 1 && capitals < go.length();
    int lower = word && Character.isLowerCase(go.charAt(capitals)) ? capitals - 1 : capitals;
    return JavaNames.identifier(
        go.substring(0, lower).toLowerCase(Locale.ROOT) + go.substring(lower));
  }

  /** The name of a class, without its package: {@code main.Tree[int]} is {@code TreeInt}. */
  static String type(GoType.Named go) {
    String plain = go.text().replaceAll("[^\\[\\],*\\s]*[./](?=[^\\[\\],*./\\s]+)", "");
    StringBuilder name = new StringBuilder();
    for (String word : plain.split("[^\\p{L}\\p{Nd}_]+", -1)) {
      name.append(capitalised(word));
    }
    return JavaNames.identifier(name.toString());
  }

  /** The package of a type, as a word before its name. */
  static String qualifier(GoType.Named go) {
    int dot = go.text().indexOf('.');
    return dot < 0 ? "" : capitalised(JavaNames.identifier(go.text().substring(0, dot)));
  }

  static String capitalised(String word) {
    return word.isEmpty() ? "" : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /**
   * A name in Java for each of some in Go, no two the same.
   *
   * @param reserved what none can be called
   */
  static Map<String, String> members(Collection<String> go, Set<String> reserved) {
    Map<String, String> members = new HashMap<>();
    Set<String> taken = new HashSet<>(reserved);
    for (String name : go) {
      String member = member(name);
      String unique = taken.add(member) ? member : JavaNames.identifier(name);
      for (int i = 2; !unique.equals(member) && !taken.add(unique); i++) {
        unique = member + i;
      }
      members.put(name, unique);
    }
    return members;
  }

  /** Whether a record's component is found for a field, without an annotation. */
  static boolean found(String component, String field, List<String> fields) {
    return component.equalsIgnoreCase(field)
        && fields.stream().filter(other -> other.equalsIgnoreCase(field)).count() == 1;
  }
}
