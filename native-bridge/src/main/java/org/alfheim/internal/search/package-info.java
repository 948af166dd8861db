/**
 * The one search for libraries, which is ld.so's in every rule (ld.so(8); glibc, {@code
 * elf/dl-load.c}, {@code elf/dl-hwcaps.c}, {@code elf/dl-cache.c}, {@code elf/dl-deps.c}): dynamic
 * string tokens, search paths and their inheritance, subfolders for the processor, {@code
 * LD_LIBRARY_PATH}, {@code /etc/ld.so.cache}, the system's folders, and what is loaded already. It
 * reads and loads nothing. A policy judges what it finds, a plan shows it, and a refusal names what
 * it does not find.
 *
 * <p>{@link org.alfheim.internal.search.SystemLibraries} looks for one library, {@link
 * org.alfheim.internal.search.LibraryClosure} for all that comes with an object.
 */
package org.alfheim.internal.search;
