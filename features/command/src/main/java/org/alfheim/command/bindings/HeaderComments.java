package org.alfheim.command.bindings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.types.SymbolTypes.SourcePosition;

/**
 * What headers say of their declarations: the first paragraph of the comment that ends directly
 * before one, or, as in zlib's, begins directly behind it and belongs to nothing else.
 */
final class HeaderComments {
  /** A declaration seldom has its name in a line further below. */
  private static final int LINES_BEFORE_NAME = 4;

  private static final int LONGEST_DECLARATION = 12;

  private final Map<String, List<String>> files = new HashMap<>();

  /** The comment of a declaration as one line; empty if there is none. */
  Optional<String> of(SourcePosition position) {
    List<String> lines = files.computeIfAbsent(position.file(), HeaderComments::read);
    int name = position.line() - 1;
    return name < 0 || name >= lines.size()
        ? Optional.empty()
        : before(lines, name).or(() -> behind(lines, name));
  }

  private static List<String> read(String file) {
    try {
      // A header may be of any encoding; this one has a character for each byte.
      Path path = Path.of(file);
      return path.isAbsolute() && Files.isRegularFile(path)
          ? Files.readAllLines(path, StandardCharsets.ISO_8859_1)
          : List.of();
    } catch (IOException | InvalidPathException e) {
      return List.of(); // Comments are a courtesy.
    }
  }

  private static Optional<String> before(List<String> lines, int name) {
    int end = name - 1;
    while (end >= 0 && name - end <= LINES_BEFORE_NAME && declares(lines.get(end))) {
      end--;
    }
    if (end < 0 || !lines.get(end).strip().endsWith("*/")) {
      return Optional.empty();
    }
    int begin = end;
    while (begin >= 0 && !lines.get(begin).contains("/*")) {
      begin--;
    }
    boolean own = begin >= 0 && lines.get(begin).strip().startsWith("/*");
    return own ? paragraph(lines.subList(begin, end + 1)) : Optional.empty();
  }

  /** Whether a line may be the beginning of the declaration whose name is below. */
  private static boolean declares(String line) {
    return !line.isBlank()
        && !line.contains("*/")
        && !line.contains(";")
        && !line.contains("}")
        && !line.startsWith("#");
  }

  private static Optional<String> behind(List<String> lines, int name) {
    int end = name;
    while (end < lines.size() && !lines.get(end).contains(";")) {
      if (end - name > LONGEST_DECLARATION) {
        return Optional.empty();
      }
      end++;
    }
    int begin = end + 1;
    if (begin >= lines.size() || !lines.get(begin).strip().startsWith("/*")) {
      return Optional.empty();
    }
    int last = begin;
    while (last < lines.size() && !lines.get(last).contains("*/")) {
      last++;
    }
    boolean apart = last + 1 >= lines.size() || lines.get(last + 1).isBlank();
    return apart ? paragraph(lines.subList(begin, last + 1)) : Optional.empty();
  }

  private static Optional<String> paragraph(List<String> comment) {
    StringBuilder text = new StringBuilder();
    for (String line : comment) {
      String words = line.strip().replaceAll("^/\\*+[!<]*|\\*+/$", "").replaceAll("^\\s*\\*+", "");
      words = words.strip().replaceAll("\\s+", " ").replaceAll("[^\\x20-\\x7e]", "?");
      boolean tag = words.startsWith("@") || words.startsWith("\\");
      boolean rule = !words.isEmpty() && words.chars().noneMatch(Character::isLetterOrDigit);
      if ((words.isEmpty() || tag) && !text.isEmpty()) {
        break;
      }
      if (!words.isEmpty() && !tag && !rule) {
        text.append(text.isEmpty() ? "" : " ").append(words);
      }
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
  }
}
