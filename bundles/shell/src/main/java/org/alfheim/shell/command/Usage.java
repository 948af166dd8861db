package org.alfheim.shell.command;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How a command is written.
 *
 * @param command its name, without the scope
 * @param arguments what follows it, for a person
 * @param least the least number of arguments, an option and its value not counted
 * @param most the largest number of arguments, likewise
 */
public record Usage(String command, String arguments, int least, int most) {
  /** The scope of all commands. */
  public static final String SCOPE = "plugin";

  private static final Pattern OPTION = Pattern.compile("--[a-z-]+");

  /** An option is two words: its name and its value. */
  private static final int OPTION_WORDS = 2;

  /** The options that there are. */
  List<String> options() {
    return OPTION.matcher(arguments).results().map(MatchResult::group).toList();
  }

  boolean allows(List<Object> words) {
    boolean option = !words.isEmpty() && String.valueOf(words.getFirst()).startsWith("--");
    int count = option ? words.size() - OPTION_WORDS : words.size();
    return count >= least
        && count <= most
        && (!option || options().isEmpty() || options().contains(words.getFirst().toString()));
  }

  @Override
  public String toString() {
    return ("usage: " + SCOPE + ":" + command + " " + arguments).stripTrailing();
  }
}
