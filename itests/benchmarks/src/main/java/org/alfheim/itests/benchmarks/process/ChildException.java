package org.alfheim.itests.benchmarks.process;

/** A process that was to be measured did not end well. */
public final class ChildException extends RuntimeException {
  ChildException(String message) {
    super(message);
  }
}
