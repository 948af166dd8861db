/**
 * Structures as Java: {@linkplain org.alfheim.bind.Struct views} of memory, and records that are
 * copied. What a component or a method is called says which member it is; where the member lies,
 * the {@link org.alfheim.types.StructureType} says.
 *
 * <p>Each member becomes a pair of method handles ({@link
 * org.alfheim.internal.bind.struct.MemberAccess}), which the just-in-time compiler folds to a plain
 * access. A record that is passed by value is made of the same members as words, in registers or on
 * the stack ({@link org.alfheim.internal.bind.struct.WordPassing}), where it has none that needs
 * memory.
 */
package org.alfheim.internal.bind.struct;
