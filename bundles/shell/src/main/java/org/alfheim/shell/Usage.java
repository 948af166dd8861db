package org.alfheim.shell;

import java.util.List;

/**
 * How a command is written.
 *
 * @param command its name, without the scope
 * @param arguments what follows it, for a person
 * @param least the least number of arguments, an option and its value not counted
 * @param most the largest number of arguments, likewise
 */
record Usage(String command, String arguments, int least, int most) {
  /** An option is two words: its name and its value. */
  private static final int OPTION = 2;

  boolean allows(List<Object> words) {
    boolean option = !words.isEmpty() && words.getFirst().toString().startsWith("--");
    int count = option ? words.size() - OPTION : words.size();
    return count >= least && count <= most;
  }

  @Override
  public String toString() {
    return ("usage: " + PluginScope.NAME + ":" + command + " " + arguments).stripTrailing();
  }
}
