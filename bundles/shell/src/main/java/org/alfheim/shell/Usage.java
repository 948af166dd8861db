package org.alfheim.shell;

/**
 * How a command is written.
 *
 * @param command its name, without the scope
 * @param arguments what follows it, for a person
 * @param least the least number of arguments
 * @param most the largest number of arguments
 */
record Usage(String command, String arguments, int least, int most) {

  boolean allows(int count) {
    return count >= least && count <= most;
  }

  @Override
  public String toString() {
    return ("usage: " + PluginScope.NAME + ":" + command + " " + arguments).stripTrailing();
  }
}
