/**
 * Decides how an image will be opened, and does nothing: an image goes in, a {@link
 * org.alfheim.link.Plan} comes out.
 *
 * <p>The process around a plugin belongs to the C library's loader, ld.so: it knows every library,
 * gives out thread-local storage, and finds the unwind information of whatever code an exception
 * passes through. A plugin's image is mapped, relocated and initialised by Alfheim, and yet it has
 * to be a citizen there. So each image gets a <dfn>carrier</dfn> ({@link
 * org.alfheim.link.Carrier}): an ELF object without code, made up on the spot, that ld.so loads in
 * the image's stead. Its program headers reserve the address range that the image is then mapped
 * into and point to the image's unwind table and thread-local storage; its symbol table is the
 * image's own. What only ld.so can answer (where is {@code malloc} of version {@code GLIBC_2.2.5}?
 * which module id has my thread-local storage?) are {@link org.alfheim.link.Slot}s: words in the
 * carrier that ld.so relocates and that the image's own relocations, the {@link
 * org.alfheim.link.Fixups}, read.
 *
 * <p>Everything here is a value and a pure function of its arguments, so a plan can be printed,
 * compared and tested without a process to run it in. What is wrong with an image is found here,
 * before a byte of it is mapped.
 */
@Export
@Version("1.0.0")
package org.alfheim.link;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
