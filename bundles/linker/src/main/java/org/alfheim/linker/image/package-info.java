/**
 * From sections to the bytes of a shared object (gABI, chapters 4 and 5): output sections in the
 * order of their permissions, addresses, the tables of the dynamic linker, program and section
 * headers.
 *
 * <p>Tables are sections like all others. Their sizes are known before the layout, their bytes are
 * written after it.
 */
package org.alfheim.linker.image;
