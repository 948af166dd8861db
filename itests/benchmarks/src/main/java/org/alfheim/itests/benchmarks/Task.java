package org.alfheim.itests.benchmarks;

import java.io.IOException;
import org.alfheim.itests.benchmarks.report.Line;
import org.alfheim.itests.benchmarks.report.Outcome;

/**
 * A line, and how it is measured.
 *
 * @param line the line
 * @param reading measures it
 */
public record Task(Line line, Reading reading) {

  /** Measures a line. */
  @FunctionalInterface
  public interface Reading {
    /**
     * Takes the reading.
     *
     * @param bench what it is taken with
     * @throws IOException if a file can't be read or written
     * @throws InterruptedException if the thread is interrupted
     * @throws org.alfheim.itests.benchmarks.process.ChildException if a process that is measured
     *     does not end well
     */
    Outcome take(Workbench bench) throws IOException, InterruptedException;
  }
}
