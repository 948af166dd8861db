package org.alfheim.shell.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.alfheim.plugin.SimilarNames;
import org.alfheim.process.StandardStreams;
import org.alfheim.shell.plugins.OpenPlugins;
import org.alfheim.shell.plugins.ShellException;
import org.apache.felix.gogo.runtime.Reflective;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;

/**
 * A command of the scope {@code plugin}, as the shell calls it: checks what was typed before the
 * method of the command's name is called.
 *
 * <p>Each command is a class of its own with one public method of its name, whose descriptions are
 * what the shell's {@code help} prints: it prints, for each service of a scope, the methods of all
 * the commands of that scope.
 */
public abstract class PluginCommand implements Function {
  /** How a PLUGIN may be named. */
  public static final String PLUGIN =
      "a plugin's name, or its bundle's symbolic name or id; BUNDLE/NAME where several have it";

  private final Surroundings surroundings;
  private final Usage usage;

  PluginCommand(Surroundings surroundings, Usage usage) {
    this.surroundings = surroundings;
    this.usage = usage;
  }

  /** How it is written. */
  public Usage usage() {
    return usage;
  }

  OpenPlugins plugins() {
    return surroundings.plugins();
  }

  Surroundings surroundings() {
    return surroundings;
  }

  @Override
  public Object execute(CommandSession session, List<Object> arguments) throws Exception {
    if (arguments.size() == 1 && "--help".equals(arguments.getFirst())) {
      return usage.toString();
    }
    List<Object> words = read(arguments);
    if (!usage.allows(words)) {
      throw new ShellException(usage + unknownOption(words));
    }
    try {
      return Reflective.invoke(session, this, usage.command(), words);
    } catch (ShellException e) {
      throw e;
    } catch (Exception e) {
      throw e.getMessage() == null ? e : new ShellException(e);
    }
  }

  /** The words as the command's method takes them. */
  List<Object> read(List<Object> words) {
    return words;
  }

  /** The words with those from the second on, up to an end, as one. */
  static List<Object> joined(List<Object> words, int end) {
    if (end <= 2) {
      return words;
    }
    List<Object> joined = new ArrayList<>();
    joined.add(words.getFirst());
    joined.add(
        words.subList(1, end).stream().map(String::valueOf).collect(Collectors.joining(" ")));
    joined.addAll(words.subList(end, words.size()));
    return joined;
  }

  private String unknownOption(List<Object> words) {
    String first = words.isEmpty() ? "" : String.valueOf(words.getFirst());
    return first.startsWith("--") && !usage.options().contains(first)
        ? "; there is no option " + first + SimilarNames.question(first, usage.options())
        : "";
  }

  /** Java's buffered output comes before what C is going to write. */
  static void flush(CommandSession session) {
    PrintStream console = session.getConsole();
    if (console != null) {
      console.flush();
    }
    System.out.flush();
  }

  /** What C has buffered comes before what Java is going to write. */
  static void flushC() {
    StandardStreams.flush();
  }

  /**
   * The value itself where the shell shows it as it should be; else its text, which can be an
   * argument again.
   */
  static Object shown(Object value, String text) {
    boolean asItIs = value != null && value.toString().equals(text);
    return asItIs ? value : text.isEmpty() && value == null ? null : text;
  }
}
