/**
 * Writes Java over the C API of a library, or over the exports of a Go plugin: from the types of
 * its symbols, as values, to the text of source files. It reads nothing but the comments of
 * headers, and the same types give the same text.
 *
 * <p>What C does not say is not guessed: who owns what a pointer leads to, and how much of it there
 * is. Such a pointer stays a {@code MemorySegment}.
 */
package org.alfheim.bindings;
