/**
 * Reads ELF images: bytes in, checked values out.
 *
 * <p>{@link org.alfheim.elf.SharedObject#parse} is for those who want to load an image. It takes a
 * shared object for AMD64 and nothing else, and checks all that a loader follows:
 *
 * {@snippet file="LookInside.java" region="parse"}
 *
 * <p>{@link org.alfheim.elf.inspect.Inspection#of} is for those who want to look at one: any ELF64
 * file for AMD64, archives of them too, as plain values, with what is damaged named beside what is
 * not.
 *
 * <p>Everything here is pure. An image is a view of bytes that do not change (a sealed copy, or an
 * array); reading it never touches the process, and any input, however hostile, gives a value or an
 * {@link org.alfheim.elf.ElfException}, in a time and with memory that the size of the file bounds.
 * What a later stage hands on to the C library's own loader (symbol, string, version and hash
 * tables) has been checked here from end to end: no index leaves its table, no string lacks its
 * end, no hash chain runs in a circle.
 *
 * <p>A way through large tables is taken by a {@link org.alfheim.elf.TableScan}, which adds up what
 * stands there. The loader brings one that is quicker where Java is interpreted; what a table has
 * to be is decided here, whoever goes through it.
 *
 * <p>What real linkers write is taken, however odd: images without section headers, without a hash
 * table, with pages of 2 MiB, with holes, with relocation tables one inside the other. What no
 * linker writes is refused, even where a trusting loader would get by.
 *
 * <p>Tables by which a loader finds, binds and maps things ({@link org.alfheim.elf.GnuHashTable},
 * {@link org.alfheim.elf.RelocationTable}, {@link org.alfheim.elf.FileParts} and their like) are
 * here for the loader and for tools of its kind.
 *
 * <p>Names are those of the gABI (System V ABI, chapters 4 and 5), the x86-64 psABI and, for GNU
 * extensions, glibc's {@code elf.h}.
 */
@Export
@Version("1.1.0")
package org.alfheim.elf;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
