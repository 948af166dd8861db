/**
 * Reads ELF images: bytes in, checked values out.
 *
 * <p>Everything here is pure. A {@link org.alfheim.elf.SharedObject} is a view of bytes that do not
 * change (a sealed copy, or an array); parsing it never touches the process, and any input, however
 * hostile, gives a value or an {@link org.alfheim.elf.ElfException}. What a later stage hands on to
 * the C library's own loader (symbol, string, version and hash tables) has been checked here from
 * end to end: no index leaves its table, no string lacks its end, no hash chain runs in a circle.
 *
 * <p>Names are those of the gABI (System V ABI, chapters 4 and 5), the x86-64 psABI and, for GNU
 * extensions, glibc's {@code elf.h}.
 */
@Export
@Version("1.0.0")
package org.alfheim.elf;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
