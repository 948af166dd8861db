/**
 * Proofs of what is said of Go plugins: Go's own tests, plugins that do not fit, what grows, what
 * is hard on a process, and what ends it.
 *
 * <p>Each test is of the oldest and the newest {@linkplain org.alfheim.itests.go.GoRelease Go} of
 * the machine, and what Go may end or keeps for ever is in a {@linkplain
 * org.alfheim.itests.go.GoProcess process} of its own. How long a test goes on, {@link
 * org.alfheim.itests.go.RunLength} says.
 */
package org.alfheim.itests.go;
