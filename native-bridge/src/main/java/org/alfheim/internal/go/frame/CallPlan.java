package org.alfheim.internal.go.frame;

/**
 * What is the same for each call of a function.
 *
 * @param host the runtime that it is in
 * @param what the function, for messages
 * @param arguments how many words they have
 * @param results how many words they have
 * @param scratch how many bytes are kept for what results refer to; where that is too little, the
 *     host allocates
 */
public record CallPlan(HostInterface host, String what, int arguments, int results, int scratch) {
  /** Some strings, a small slice. */
  private static final int SCRATCH = 512;

  public static CallPlan of(
      HostInterface host, String what, int arguments, int results, boolean refers) {
    return new CallPlan(host, what, arguments, results, refers ? SCRATCH : 0);
  }
}
