/**
 * Relocation (x86-64 psABI 4.4): which formula each type has, what a formula needs of the image
 * (slots, entries of the procedure linkage table, relocations for the dynamic linker), and the
 * bytes that it gives.
 *
 * <p>First {@link org.alfheim.linker.relocation.RelocationScan} goes over all relocations and
 * collects what they need; so all sizes are known, and the layout can be made. Then {@link
 * org.alfheim.linker.relocation.RelocationWriter} goes over them again and writes.
 */
package org.alfheim.linker.relocation;
