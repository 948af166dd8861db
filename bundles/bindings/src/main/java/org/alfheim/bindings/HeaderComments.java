package org.alfheim.bindings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.types.SourcePosition;

/**
 * What headers say of their declarations: the comment that ends directly before one, or begins
 * behind it and belongs to nothing else.
 */
final class HeaderComments {
  /** A declaration seldom has its name in a line further below. */
  private static final int LINES_BEFORE_NAME = 4;

  private static final int LONGEST_DECLARATION = 12;

  private final Map<String, List<String>> files = new HashMap<>();

  /** The comment of a function, a variable or a type; zlib has it behind, in lines of its own. */
  Optional<String> ofDeclaration(SourcePosition position) {
    List<String> lines = lines(position);
    int name = position.line() - 1;
    return lines.isEmpty()
        ? Optional.empty()
        : before(lines, name, LINES_BEFORE_NAME).or(() -> below(lines, name));
  }

  /** The comment of a type, of which the first line is known. */
  Optional<String> ofType(SourcePosition position) {
    List<String> lines = lines(position);
    return lines.isEmpty() ? Optional.empty() : before(lines, position.line() - 1, 0);
  }

  /** The comment of a member, an enumerator or a macro, which may stand in the same line. */
  Optional<String> ofLine(SourcePosition position) {
    List<String> lines = lines(position);
    int line = position.line() - 1;
    return lines.isEmpty()
        ? Optional.empty()
        : beside(lines, line).or(() -> before(lines, line, 0));
  }

  private List<String> lines(SourcePosition position) {
    List<String> lines = files.computeIfAbsent(position.file(), HeaderComments::read);
    return position.line() < 1 || position.line() > lines.size() ? List.of() : lines;
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

  private static Optional<String> before(List<String> lines, int name, int declaring) {
    int end = name - 1;
    while (end >= 0 && name - end <= declaring && declares(lines.get(end))) {
      end--;
    }
    if (end < 0) {
      return Optional.empty();
    }
    int begin = end;
    if (lines.get(end).strip().startsWith("//")) {
      while (begin > 0 && lines.get(begin - 1).strip().startsWith("//")) {
        begin--;
      }
    } else if (lines.get(end).strip().endsWith("*/")) {
      while (begin >= 0 && !lines.get(begin).contains("/*")) {
        begin--;
      }
    } else {
      return Optional.empty();
    }
    boolean own =
        begin >= 0 && lines.get(begin).strip().startsWith("/") && !behind(lines.get(begin));
    return own ? CommentText.of(lines.subList(begin, end + 1)) : Optional.empty();
  }

  /** Whether a comment is Doxygen's for what stands before it. */
  private static boolean behind(String line) {
    return line.strip().matches("(/\\*\\*|/\\*!|///|//!)<.*");
  }

  /** Whether a line may be the beginning of the declaration whose name is below. */
  private static boolean declares(String line) {
    return !line.isBlank()
        && !line.contains("*/")
        && !line.strip().startsWith("//")
        && !line.contains(";")
        && !line.contains("}")
        && !line.startsWith("#");
  }

  /** In lines of its own below a declaration, and with nothing directly below itself. */
  private static Optional<String> below(List<String> lines, int name) {
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
    int last = closing(lines, begin);
    boolean apart = last + 1 >= lines.size() || lines.get(last + 1).isBlank();
    return apart
        ? CommentText.of(lines.subList(begin, Math.min(last + 1, lines.size())))
        : Optional.empty();
  }

  /** Behind a declaration in its line, or in the next one if it says that it belongs here. */
  private static Optional<String> beside(List<String> lines, int at) {
    String line = lines.get(at);
    int block = line.indexOf("/*");
    int rest = line.indexOf("//");
    int begin = block < 0 ? rest : rest < 0 ? block : Math.min(block, rest);
    if (begin < 0) {
      return at + 1 < lines.size() && behind(lines.get(at + 1))
          ? CommentText.of(
              lines.subList(at + 1, Math.min(closing(lines, at + 1) + 1, lines.size())))
          : Optional.empty();
    }
    String code = line.substring(0, begin).strip();
    boolean several = code.chars().filter(c -> c == ',').count() > (code.endsWith(",") ? 1 : 0);
    boolean list = several && !code.contains(";") && !code.startsWith("#");
    boolean more = begin == block && line.indexOf("*/") >= 0 && !line.strip().endsWith("*/");
    if (code.isEmpty() || list || more) {
      return Optional.empty();
    }
    if (begin != block) {
      return CommentText.of(List.of(line.substring(begin)));
    }
    int last = closing(lines, at);
    List<String> comment = new java.util.ArrayList<>();
    comment.add(line.substring(begin));
    comment.addAll(lines.subList(at + 1, Math.max(at + 1, Math.min(last + 1, lines.size()))));
    return CommentText.of(comment);
  }

  private static int closing(List<String> lines, int begin) {
    int last = begin;
    while (lines.get(begin).strip().contains("/*")
        && last < lines.size()
        && !lines.get(last).contains("*/")) {
      last++;
    }
    return last;
  }
}
