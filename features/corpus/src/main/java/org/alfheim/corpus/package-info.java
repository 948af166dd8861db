/**
 * The proof that a library opened by Alfheim is the library that {@code dlopen} would have opened,
 * to the byte.
 *
 * <p>A {@link org.alfheim.corpus.CorpusRun} opens each library of a corpus twice, each time in a
 * process of its own ({@link org.alfheim.corpus.OpeningProcess}): once by {@code dlopen(RTLD_NOW)},
 * once by Alfheim. Each process leaves an {@link org.alfheim.corpus.Outcome}, and a {@link
 * org.alfheim.corpus.snapshot.Snapshot} of the library's memory when it was relocated and none of
 * its constructors had run. Both are compared by an {@link org.alfheim.corpus.ImageComparison}:
 * word for word, where an address counts as the same if it leads to the same place of the same
 * object, for the two processes have their objects at different addresses.
 *
 * <p>A word that differs is a difference, unless its {@link org.alfheim.corpus.Reason} can be
 * proved from what lies in memory.
 */
package org.alfheim.corpus;
