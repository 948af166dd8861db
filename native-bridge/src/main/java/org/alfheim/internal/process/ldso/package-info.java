/**
 * The C library's own loader: what it has loaded, by which names, and what it finds.
 *
 * <p>Its functions are called by a few instructions that take {@code dlerror}'s reason in the same
 * stretch ({@link org.alfheim.internal.process.ldso.LinkerCall}), since the JVM asks ld.so, too.
 * What is read and written of its {@code struct link_map} stands in {@link
 * org.alfheim.internal.process.ldso.LinkMap}.
 */
package org.alfheim.internal.process.ldso;
