/**
 * The types of C and of Go, as values: what a declaration says, what debug information says, and
 * what a bundle carries of its image are all this one model.
 *
 * <p>A {@link org.alfheim.types.CType} is what a function takes and returns or a variable holds; of
 * a Go plugin, it is a {@link org.alfheim.types.GoType}. {@link org.alfheim.types.KnownType} is
 * what is known of a symbol of an image. Who reads types (DWARF, BTF, a declaration in C) and who
 * uses them (a binding that is checked, a call at a shell, a generator) know this package, and not
 * each other.
 *
 * <p>Names are those of C (ISO/IEC 9899:2018, 6.2.5), and sizes those of the x86-64 psABI (3.1.2).
 */
@Export
@Version("1.0.0")
package org.alfheim.types;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
