/**
 * What an image's relocations come to: where its segments lie, which words are written, and which
 * values only ld.so knows.
 *
 * <p>{@link org.alfheim.internal.relocation.RelocationPlanner} goes through the relocations (psABI,
 * 4.4) once and checks each. What can be computed becomes a {@link
 * org.alfheim.internal.relocation.Fixup}; what ld.so has to be asked for becomes a {@link
 * org.alfheim.internal.relocation.Slot}, a word of the carrier.
 */
package org.alfheim.internal.relocation;
