/**
 * The C library, as far as the loader calls it: memory by address, strings, files that can be
 * executed, standard streams.
 *
 * <p>It is the lowest of the rooms that change the process: nothing here knows of images. An {@link
 * org.alfheim.internal.process.libc.Address} is a number of 64 bits, and {@link
 * org.alfheim.internal.process.libc.Memory} is what makes it memory. A failing call is a {@link
 * org.alfheim.internal.process.libc.ProcessException} with the function, what it was called for,
 * and {@code errno}.
 */
package org.alfheim.internal.process.libc;
