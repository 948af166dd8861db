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
 *
 * <p>A member that is a function pointer is an object that calls it ({@link
 * org.alfheim.internal.bind.struct.FunctionMembers}), and a structure of them an interface ({@link
 * org.alfheim.internal.bind.struct.LaidTable}). What C gets of Java's is lent to it ({@link
 * org.alfheim.internal.bind.marshal.Loans}).
 */
package org.alfheim.internal.bind.struct;
