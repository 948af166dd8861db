package org.alfheim.command.subcommand;

import org.alfheim.command.terminal.Terminal;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** One word of the command: what it accepts, how it explains itself, what it does. */
public interface Subcommand {

  /** The whole text of {@code --help}; its first line is the usage, from {@code alfheim} on. */
  String help();

  /** The options beyond those that every subcommand has. */
  Options options();

  /**
   * Whether the first argument ends the options, so that what follows may begin with a hyphen:
   * {@code call FILE 'int f(int)' -1}.
   *
   * @return true if options stand before the first argument only
   */
  default boolean optionsFirst() {
    return false;
  }

  /**
   * Does the work.
   *
   * @param line the options and arguments
   * @param terminal where results go
   * @return an {@link org.alfheim.command.terminal.ExitStatus}
   * @throws org.alfheim.command.terminal.UsageException if the arguments make no sense together
   */
  int run(CommandLine line, Terminal terminal);
}
