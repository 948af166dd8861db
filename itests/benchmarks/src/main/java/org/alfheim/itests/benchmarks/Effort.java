package org.alfheim.itests.benchmarks;

/**
 * How much is measured.
 *
 * @param rounds how often Alfheim and its peer take turns
 * @param warmUp how many copies of a small library a JVM opens until it is warm
 * @param copies how many copies of a small library are then measured
 * @param libraries how many libraries a mean is over
 * @param plugins how many plugins many are
 * @param fresh how many JVMs are started for what is measured once in each
 * @param iterations how many iterations of JMH are measured, after as many of warm-up
 * @param milliseconds how long one of them takes
 */
public record Effort(
    int rounds,
    int warmUp,
    int copies,
    int libraries,
    int plugins,
    int fresh,
    int iterations,
    int milliseconds) {

  /** A quarter of an hour. */
  public static final Effort SHORT = new Effort(2, 800, 100, 60, 2000, 7, 5, 200);

  /** An hour. */
  public static final Effort LONG = new Effort(4, 2000, 400, 300, 2000, 15, 10, 500);

  /** As little as shows that all of it works. */
  static final Effort LEAST = new Effort(1, 2, 2, 3, 16, 1, 1, 10);
}
