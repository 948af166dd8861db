/**
 * Which definition a name has (gABI, chapter 4, "Symbol Table" and "Section Groups").
 *
 * <p>Objects are added one after the other. Of section groups of one name the first stays; symbols
 * of the others are references from then on. Of definitions a strong one stands before a common
 * one, and that before a weak one; two strong ones are refused. The visibility of a name is the
 * strictest that any object has for it, references included. A version script, where there is one,
 * says of what is left which names other images see, and in which versions.
 *
 * <p>What programs get from files of the C library's that a linker adds ({@code __dso_handle},
 * {@code atexit}) is added here as an object of the linker's own.
 */
package org.alfheim.linker.symbol;
