/**
 * Typed access to symbols: C prototypes and Java interfaces laid over the addresses of a live
 * image.
 *
 * <p>An ELF symbol has a name, a place and perhaps a size, and no type. The type comes from whoever
 * uses it, in one of two forms: a C declaration ({@code "int add(int, int)"}, {@code "int V"}),
 * which serves people at a shell, or a Java interface, which serves programs and is the contract
 * that lasts: it holds no address, so the same consumer works wherever the plugin lives.
 */
@Export
@Version("1.0.0")
package org.alfheim.bind;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
