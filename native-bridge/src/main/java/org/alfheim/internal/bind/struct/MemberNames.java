package org.alfheim.internal.bind.struct;

import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Name;
import org.alfheim.types.StructureType;
import org.alfheim.types.StructureType.Member;

/** Which member of a structure, and which structure, a name of Java stands for. */
final class MemberNames {
  private static final Pattern WORD = Pattern.compile("(?<=[a-z0-9])([A-Z])");
  private static final Pattern SHOUTED = Pattern.compile("([A-Z])(?=[A-Z][a-z])");

  private MemberNames() {}

  /**
   * The member that a component or a method stands for.
   *
   * @param place where a {@link Name} may stand
   * @param what names it in messages
   * @throws BindingException if there is none
   */
  static Member find(StructureType type, String java, AnnotatedElement place, String what) {
    Name name = place.getAnnotation(Name.class);
    List<String> wanted = name == null ? List.of(java, words(java)) : List.of(name.value());
    for (String each : wanted) {
      Optional<Member> member = type.member(each);
      if (member.isPresent()) {
        return member.get();
      }
    }
    throw new BindingException(
        what
            + ": '"
            + type
            + "' has no member "
            + wanted.getLast()
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
