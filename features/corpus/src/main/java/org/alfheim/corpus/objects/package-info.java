/**
 * Relocatable objects and archives of them on their way into the corpus.
 *
 * <p>An {@link org.alfheim.corpus.objects.CorpusLinker} makes a shared object of a file, and says
 * what came of it by a {@link org.alfheim.corpus.objects.LinkOutcome}; a refusal is of one {@link
 * org.alfheim.corpus.objects.RefusalClass}. What a file lacks comes from {@link
 * org.alfheim.corpus.objects.SymbolProviders}. A {@link org.alfheim.corpus.objects.SystemLinker}
 * links the same by the system's compiler, for comparison.
 */
package org.alfheim.corpus.objects;
