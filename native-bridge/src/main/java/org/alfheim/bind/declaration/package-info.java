/**
 * C declarations, read: {@code "int add(int, int)"} becomes a {@link
 * org.alfheim.bind.declaration.Prototype}, {@code "int V"} a {@link
 * org.alfheim.bind.declaration.Declaration}, and the types in them {@link
 * org.alfheim.types.CType}s.
 *
 * {@snippet file="FirstPlugin.java" region="declared"}
 *
 * <p>It is the grammar of C11 (6.7) as far as it says how a function is called or what a variable
 * holds: basic types, pointers, arrays, functions. A structure may stand behind a pointer. Whatever
 * can't be read is a {@link org.alfheim.bind.declaration.DeclarationException}, which says where.
 */
@Export
@Version("2.0.0")
package org.alfheim.bind.declaration;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
