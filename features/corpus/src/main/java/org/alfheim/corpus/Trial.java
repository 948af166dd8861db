package org.alfheim.corpus;

import java.util.Optional;
import org.alfheim.corpus.snapshot.Snapshot;

/**
 * What one attempt to open a library has shown.
 *
 * @param outcome how it ended
 * @param snapshot the library's memory before its constructors ran, if it came that far
 */
record Trial(Outcome outcome, Optional<Snapshot> snapshot) {}
