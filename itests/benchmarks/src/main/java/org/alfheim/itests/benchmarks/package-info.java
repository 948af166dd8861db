/**
 * What an open, a look-up and a call cost.
 *
 * <p>A figure alone says more of the machine than of the program. So each is measured beside what
 * it has to stand comparison with, in the same run, and stands beside what it is to reach. {@link
 * org.alfheim.itests.benchmarks.Main} runs the {@linkplain org.alfheim.itests.benchmarks.Task
 * tasks} and prints both, the ratio and the target; no test asserts a time.
 */
package org.alfheim.itests.benchmarks;
