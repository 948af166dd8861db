package org.alfheim.command.terminal;

import java.io.PrintStream;
import org.alfheim.text.Visible;

/**
 * Where a subcommand writes.
 *
 * @param out results, and nothing else
 * @param err what went wrong
 * @param stackTraces whether to show where an error was met
 */
public record Terminal(PrintStream out, PrintStream err, boolean stackTraces) {

  /** One that shows no stack traces. */
  public Terminal(PrintStream out, PrintStream err) {
    this(out, err, false);
  }

  /** The same, and it shows where errors were met. */
  public Terminal withStackTraces() {
    return new Terminal(out, err, true);
  }

  /** Writes one line of result. */
  public void println(String line) {
    out.println(Visible.of(line));
  }

  /** Writes one line about what went wrong. */
  public void complain(String line) {
    out.flush();
    err.println("alfheim: " + Visible.of(line));
    err.flush();
  }

  /** Writes one line about what went wrong, and, if that is wanted, where. */
  public void complain(Throwable failure) {
    complain(failure.getMessage());
    trace(failure);
  }

  /** Writes where something went wrong, if that is wanted. */
  public void trace(Throwable failure) {
    if (stackTraces) {
      out.flush();
      failure.printStackTrace(err);
      err.flush();
    }
  }
}
