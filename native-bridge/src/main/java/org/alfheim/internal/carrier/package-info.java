/**
 * The ELF objects that the loader makes up, so that ld.so knows an image as one of its own.
 *
 * <p>A {@link org.alfheim.internal.carrier.Carrier} stands for an image. A {@link
 * org.alfheim.internal.carrier.LibraryGate} and a {@link org.alfheim.internal.carrier.NamedObject}
 * have ld.so load a library under a name. All are values that write themselves into memory; who
 * loads them is {@code process}.
 */
package org.alfheim.internal.carrier;
