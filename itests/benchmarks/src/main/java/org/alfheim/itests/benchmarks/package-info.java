/**
 * What an open, a look-up and a call cost.
 *
 * <p>A figure alone says more of the machine than of the program. So each is measured beside what
 * it has to stand comparison with, in the same run: an open beside {@code dlopen(RTLD_NOW)} of a
 * copy of the same file, a bound call beside a method handle that somebody has written by hand.
 * {@link org.alfheim.itests.benchmarks.Main} runs them and prints both and the ratio; it judges
 * nothing.
 */
package org.alfheim.itests.benchmarks;
