/**
 * Looks at an image between its relocation and its initialisation, whoever has opened it: {@link
 * org.alfheim.corpus.snapshot.SnapshotRequest} where Alfheim has, {@link
 * org.alfheim.corpus.snapshot.PeerLoader} where {@code dlopen} has. A {@link
 * org.alfheim.corpus.snapshot.Snapshot} is what there was to see.
 *
 * <p>It uses the insides of the loader, and writes nothing but its own file.
 */
package org.alfheim.corpus.snapshot;
