package org.alfheim.container;

import java.util.ArrayList;
import java.util.List;
import org.apache.felix.gogo.runtime.Parser;
import org.apache.felix.gogo.runtime.Parser.Executable;
import org.apache.felix.gogo.runtime.Parser.Operator;
import org.apache.felix.gogo.runtime.Parser.Pipeline;
import org.apache.felix.gogo.runtime.Parser.Program;
import org.apache.felix.gogo.runtime.Parser.Statement;
import org.apache.felix.gogo.runtime.Token;

/**
 * Takes a Gogo program apart. Executed as a whole, a program gives the value of its last statement
 * alone; a person who writes {@code lb; plugin:list} wants to see both.
 */
final class Statements {

  private Statements() {}

  /**
   * The statements of a program, in order: what {@code ;} or a new line separates. Commands that
   * {@code &&}, {@code ||} or {@code |} join are one statement, and so is one that {@code &} sends
   * to the background.
   *
   * @throws org.apache.felix.gogo.runtime.EOFError if the text ends within a statement
   * @throws org.apache.felix.gogo.runtime.SyntaxError if the text is no Gogo program
   */
  static List<String> of(String text) {
    Program program = new Parser(text).program();
    List<String> statements = new ArrayList<>();
    int start = -1;
    int end = -1;
    for (Executable each : program.tokens()) {
      boolean separator = each instanceof Operator && !joins(each);
      if (!separator || Token.eq("&", each)) {
        start = start < 0 ? each.start() : start;
        end = each.start() + each.length();
      }
      if (separator && start >= 0) {
        statements.add(text.substring(start, end));
        start = -1;
      }
    }
    if (start >= 0) {
      statements.add(text.substring(start, end));
    }
    statements.removeIf(String::isBlank);
    return statements;
  }

  /** Whether a statement is commands that {@code |} joins. */
  static boolean isPipeline(String statement) {
    return new Parser(statement).program().tokens().getLast() instanceof Pipeline;
  }

  /** Whether a statement only gives a variable its value, which nobody needs to see. */
  static boolean isAssignment(String statement) {
    List<Executable> parts = new Parser(statement).program().tokens();
    return parts.size() == 1
        && parts.getFirst() instanceof Statement single
        && single.tokens().size() > 1
        && Token.eq("=", single.tokens().get(1));
  }

  private static boolean joins(Token operator) {
    return Token.eq("&&", operator) || Token.eq("||", operator);
  }
}
