package org.alfheim.bindings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.alfheim.types.SourcePosition;

/** The Javadoc of what is written: the words of the header, the declaration, and its place. */
final class Documentation {
  private static final Pattern QUOTED = Pattern.compile("`([\\w.()*-]+)`");

  private final Map<String, SourcePosition> places;
  private final HeaderComments comments = new HeaderComments();

  Documentation(Map<String, SourcePosition> places) {
    this.places = places;
  }

  /** Of a function or a variable. */
  List<String> ofSymbol(Optional<SourcePosition> position, String declaration) {
    return paragraphs(position.flatMap(comments::ofDeclaration), declaration, position);
  }

  /**
   * Of a type.
   *
   * @param c its name; empty if it has none
   * @param said what is said of it besides
   */
  List<String> ofType(String c, String said) {
    Optional<SourcePosition> position = Optional.ofNullable(places.get(c));
    boolean alone = position.isEmpty() && !said.startsWith("{");
    return paragraphs(position.flatMap(comments::ofType), alone ? said + "." : said, position);
  }

  /** Of a member. */
  List<String> ofMember(String structure, String member, String declaration) {
    Optional<SourcePosition> position = Optional.ofNullable(places.get(structure + "." + member));
    return brief(paragraphs(position.flatMap(comments::ofLine), declaration, position));
  }

  /** Of an enumerator. */
  List<String> ofEnumerator(String name) {
    Optional<SourcePosition> position = Optional.ofNullable(places.get(name));
    return brief(paragraphs(position.flatMap(comments::ofLine), "{@code " + name + "}", position));
  }

  /** Of a constant that has its own name in Java; empty where the header says nothing. */
  List<String> ofConstant(String name) {
    Optional<SourcePosition> position = Optional.ofNullable(places.get(name));
    return position
        .flatMap(comments::ofLine)
        .map(said -> List.of(sentence(said) + " " + shown(position.get())))
        .orElse(List.of());
  }

  private static List<String> paragraphs(
      Optional<String> comment, String declaration, Optional<SourcePosition> position) {
    List<String> paragraphs = new ArrayList<>();
    comment.map(Documentation::sentence).ifPresent(paragraphs::add);
    paragraphs.add(position.map(at -> declaration + ", " + shown(at)).orElse(declaration));
    return paragraphs;
  }

  /** As one that begins and ends as sentences do, where its words are no names of C. */
  private static String sentence(String comment) {
    String text = Javadoc.escaped(comment);
    int word = 0;
    while (word < text.length() && Character.isLetter(text.charAt(word))) {
      word++;
    }
    boolean plain = word > 0 && (word == text.length() || " ,".indexOf(text.charAt(word)) >= 0);
    boolean lower = text.substring(0, word).chars().allMatch(Character::isLowerCase);
    String begun =
        plain && lower ? Character.toUpperCase(text.charAt(0)) + text.substring(1) : text;
    // What a list follows in the header ends here.
    String ended = begun.endsWith(":") ? begun.substring(0, begun.length() - 1) : begun;
    char last = ended.charAt(ended.length() - 1);
    String whole = Character.isLetterOrDigit(last) || last == ')' ? ended + "." : ended;
    return QUOTED.matcher(whole).replaceAll("{@code $1}");
  }

  /** In one paragraph, as lists have it. */
  private static List<String> brief(List<String> paragraphs) {
    return List.of(String.join(" ", paragraphs));
  }

  /** Without the folder, which is of the machine. */
  private static String shown(SourcePosition at) {
    return at.file().substring(at.file().lastIndexOf('/') + 1) + ":" + at.line();
  }
}
