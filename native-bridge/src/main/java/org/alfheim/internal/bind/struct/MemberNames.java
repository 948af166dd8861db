package org.alfheim.internal.bind.struct;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Name;
import org.alfheim.internal.bind.marshal.ContractMethods;
import org.alfheim.types.StructureType;
import org.alfheim.types.StructureType.Member;

/** Which member of a structure, and which structure, a name of Java stands for. */
final class MemberNames {
  private static final Pattern WORD = Pattern.compile("(?<=[a-z0-9])([A-Z])");
  private static final Pattern SHOUTED = Pattern.compile("([A-Z])(?=[A-Z][a-z])");

  private MemberNames() {}

  /**
   * The member that a method stands for.
   *
   * @throws BindingException if there is none
   */
  static Member find(StructureType type, Method method) {
    return member(type, method.getName(), method)
        .orElseThrow(
            () -> absent(type, method.getName(), method, ContractMethods.describe(method)));
  }

  /**
   * The member that a component or a method stands for.
   *
   * @param place where a {@link Name} may stand
   * @param what names it in messages
   * @throws BindingException if there is none
   */
  static Member find(StructureType type, String java, AnnotatedElement place, String what) {
    return member(type, java, place).orElseThrow(() -> absent(type, java, place, what));
  }

  private static Optional<Member> member(StructureType type, String java, AnnotatedElement place) {
    Name name = place.getAnnotation(Name.class);
    if (name != null) {
      return type.member(name.value());
    }
    Optional<Member> same = type.member(java);
    return same.isPresent() ? same : type.member(words(java));
  }

  private static BindingException absent(
      StructureType type, String java, AnnotatedElement place, String what) {
    Name name = place.getAnnotation(Name.class);
    String wanted = name == null ? words(java) : name.value();
    return new BindingException(
        what
            + ": "
            + (List.of("struct", "union").contains(type.toString())
                ? "the " + type + " of C"
                : "'" + type + "'")
            + " has no member "
            + wanted
            + "; it has "
            + type.members().stream()
                .map(Member::name)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(", "))
            + "; @Name gives it another name");
  }

  /** The names in C that a class may stand for: {@code ZStream} is {@code z_stream}. */
  static List<String> ofType(Class<?> type) {
    Name name = type.getAnnotation(Name.class);
    if (name != null) {
      return List.of(name.value());
    }
    String simple = type.getSimpleName();
    String words = words(simple);
    return List.of(
        simple, words, words + "_t", "struct " + words, "struct " + simple, "union " + words);
  }

  /** {@code nextIn} in the words of C: {@code next_in}. */
  static String words(String java) {
    String apart = WORD.matcher(java).replaceAll("_$1");
    return SHOUTED.matcher(apart).replaceAll("$1_").toLowerCase(Locale.ROOT);
  }
}
