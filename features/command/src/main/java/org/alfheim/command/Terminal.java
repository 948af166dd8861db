package org.alfheim.command;

import java.io.PrintStream;

/**
 * Where a subcommand writes.
 *
 * @param out results, and nothing else
 * @param err what went wrong
 */
record Terminal(PrintStream out, PrintStream err) {

  /** Writes one line of result. */
  void println(String line) {
    out.println(OneLine.of(line));
  }

  /** Writes one line about what went wrong. */
  void complain(String line) {
    out.flush();
    err.println("alfheim: " + OneLine.of(line));
    err.flush();
  }
}
