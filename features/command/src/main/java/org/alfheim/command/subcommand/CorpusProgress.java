package org.alfheim.command.subcommand;

import java.io.PrintStream;
import java.util.Locale;
import org.alfheim.text.Visible;

/**
 * How far a long run has come, told on the standard error: a bar that moves on a terminal, a line
 * now and then elsewhere.
 */
final class CorpusProgress {
  private static final int WIDTH = 30;
  private static final int NAME_WIDTH = 40;
  private static final long LINE_EVERY = 10_000_000_000L;
  private static final String ERASE = "\r\033[K";

  private final PrintStream err;
  private final boolean bar;
  private final int total;
  private int done;
  private long lastLine = System.nanoTime();

  CorpusProgress(PrintStream err, boolean bar, int total) {
    this.err = err;
    this.bar = bar;
    this.total = total;
  }

  /** One more is done. */
  synchronized void step(String name) {
    done++;
    if (bar) {
      int filled = (int) ((long) WIDTH * done / total);
      err.print(
          ERASE
              + String.format(
                  Locale.ROOT,
                  "[%s%s] %d/%d %s",
                  "#".repeat(filled),
                  ".".repeat(WIDTH - filled),
                  done,
                  total,
                  Visible.of(name.length() > NAME_WIDTH ? name.substring(0, NAME_WIDTH) : name)));
      err.flush();
    } else if (System.nanoTime() - lastLine >= LINE_EVERY) {
      lastLine = System.nanoTime();
      err.println("alfheim: " + done + " of " + total + " libraries");
      err.flush();
    }
  }

  /** Makes room for a line of result; the next step draws the bar again. */
  synchronized void clear() {
    if (bar) {
      err.print(ERASE);
      err.flush();
    }
  }
}
