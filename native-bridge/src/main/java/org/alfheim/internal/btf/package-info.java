/**
 * Types in BTF, the form of debug information that is small and survives {@code strip}: read from
 * an image's section {@code .BTF} or from a file ({@link org.alfheim.internal.btf.BtfTypes}), and
 * written ({@link org.alfheim.internal.btf.BtfWriter}). The format is that of Linux's
 * Documentation/bpf/btf.rst; {@code gcc -gbtf} and {@code pahole -J} write it.
 *
 * <p>Nothing that is read is trusted: each offset, number and count is checked before it is used,
 * what leads back to itself without a structure in between is refused, and what is taken in memory
 * is in proportion to what is there.
 *
 * <p>What BTF can't say is said with its tags (BTF_KIND_DECL_TAG, BTF_KIND_TYPE_TAG), which begin
 * with {@code alfheim:} and mean nothing to others:
 *
 * <ul>
 *   <li>{@code position=FILE:LINE} of a function or variable: where it is declared;
 *   <li>{@code class} of a structure: it is one in C++;
 *   <li>{@code reference}, {@code rvalue-reference}: what a pointer leads to, if it is one;
 *   <li>{@code unsupported} of a typedef: a type that has no counterpart here, as bytes; {@code
 *       long double}, {@code __int128} and {@code _Complex} are written as compilers do, by their
 *       names;
 *   <li>{@code incomplete} of a typedef: a name that only a header explains.
 * </ul>
 *
 * <p>A name that stands without a keyword, as in C++, is written with {@code ::} in it, in front if
 * there is none. A function without a prototype is one whose only parameter is {@code ...}.
 *
 * <p>What is lost: whether an array without a length is {@code []} or {@code [0]}; the name of an
 * enumeration's underlying type; {@code volatile}, {@code restrict} and {@code _Atomic}, which the
 * model does not have; enumerations without enumerators, which become integers. Addresses are not
 * there at all, so a name that has several types has none.
 *
 * <p>What others leave out, and can't be told from what they mean: gcc 12 has a vector as {@code
 * void} and pahole as an array; gcc 12 has the dimensions of an array of arrays in the wrong order
 * and no enumerators of more than 32 bits; neither says that a function has no prototype, nor gcc
 * 12 or pahole before 1.24 that an enumeration is signed (its values are then those of an unsigned
 * type with the same bits). gcc 12 has a function without a name for each type of one, which is
 * skipped.
 */
package org.alfheim.internal.btf;
