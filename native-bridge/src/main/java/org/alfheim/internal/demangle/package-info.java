/**
 * Decodes the names that compilers make for linkers: C++'s and Rust's.
 *
 * <p>{@link org.alfheim.internal.demangle.Demangler} is the door. A C++ name is read into a tree
 * ({@code CppNames}, {@code CppTypes}, {@code CppExpressions} are the grammar, {@code NameNode},
 * {@code TypeNode}, {@code ExpressionNode} the tree) that a {@code Printer} writes; a Rust name is
 * written while it is read. Names are hostile: depth, work and what is written are bounded.
 */
package org.alfheim.internal.demangle;
