package org.alfheim.shell.completion;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * What Gogo's parser says of a line, put right where words are completed. Its cursor in a word
 * counts the quotes before it when it is at the word's end, and lies beyond the word then; and it
 * fails to escape what needs that. JLine's line reader, and the shell with it, dies of either.
 */
final class WordParser implements Parser {
  private static final String SPECIAL = " \t\\'\"";

  /** What has a meaning between double quotes. */
  private static final String SPECIAL_IN_QUOTES = "\\\"$";

  private final Parser parser;

  private WordParser(Parser parser) {
    this.parser = parser;
  }

  /** A parser around another; both are objects for those to whom JLine is optional. */
  static Object around(Object parser) {
    return new WordParser((Parser) parser);
  }

  /** Only where words are completed: Gogo's shell runs the other lines, and needs its own class. */
  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    ParsedLine parsed = parser.parse(line, cursor, context);
    return context == ParseContext.COMPLETE && parsed instanceof CompletingParsedLine completing
        ? new Line(completing, quote(line, cursor, completing))
        : parsed;
  }

  private static char quote(String line, int cursor, CompletingParsedLine parsed) {
    int start = cursor - parsed.rawWordCursor();
    return parsed.rawWordLength() > 0 && start < line.length() ? line.charAt(start) : 0;
  }

  @Override
  public boolean isEscapeChar(char character) {
    return parser.isEscapeChar(character);
  }

  @Override
  public boolean validCommandName(String name) {
    return parser.validCommandName(name);
  }

  @Override
  public boolean validVariableName(String name) {
    return parser.validVariableName(name);
  }

  @Override
  public String getCommand(String line) {
    return parser.getCommand(line);
  }

  @Override
  public String getVariable(String line) {
    return parser.getVariable(line);
  }

  /**
   * A line whose cursor is in its word.
   *
   * @param parsed as Gogo's parser has it
   * @param first what the word begins with in the line, a quote perhaps
   */
  private record Line(CompletingParsedLine parsed, char first) implements CompletingParsedLine {
    @Override
    public int wordCursor() {
      return Math.min(parsed.wordCursor(), word().length());
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return switch (first) {
        case '\'' -> "'" + candidate.toString().replace("'", "'\\''") + (complete ? "'" : "");
        case '"' -> "\"" + escaped(candidate, SPECIAL_IN_QUOTES) + (complete ? "\"" : "");
        default -> escaped(candidate, SPECIAL);
      };
    }

    private static String escaped(CharSequence text, String special) {
      StringBuilder escaped = new StringBuilder();
      text.chars()
          .forEach(character -> {
            if (special.indexOf(character) >= 0) {
              escaped.append('\\');
            }
            escaped.append((char) character);
          });
      return escaped.toString();
    }

    @Override
    public int rawWordCursor() {
      return parsed.rawWordCursor();
    }

    @Override
    public int rawWordLength() {
      return parsed.rawWordLength();
    }

    @Override
    public String word() {
      return parsed.word();
    }

    @Override
    public int wordIndex() {
      return parsed.wordIndex();
    }

    @Override
    public List<String> words() {
      return parsed.words();
    }

    @Override
    public String line() {
      return parsed.line();
    }

    @Override
    public int cursor() {
      return parsed.cursor();
    }
  }
}
