package org.alfheim.bind;

import java.lang.foreign.MemorySegment;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A structure of C where it lies in memory. An interface that extends this one is a view: each
 * abstract method without a parameter reads the member of its name, one with a parameter writes it.
 *
 * {@snippet :
 * interface ZStream extends Struct {
 *   MemorySegment nextIn();
 *
 *   ZStream nextIn(MemorySegment data);
 *
 *   int availIn();
 *
 *   ZStream availIn(int count);
 * }
 * }
 *
 * <p>A member is found by the method's name, as it stands or with the words of C: {@code nextIn} is
 * {@code next_in}; {@link Name} says another. A method that writes gives nothing, or the view
 * itself. Where the members lie, and what they are, the image's types say; nobody writes a layout.
 *
 * <table>
 *   <caption>Members</caption>
 *   <tr><th>Java</th><th>C</th></tr>
 *   <tr><td>a primitive type, {@code @Unsigned}</td><td>as in a {@linkplain org.alfheim.bind
 *       contract}; a bit-field of no more bits</td></tr>
 *   <tr><td>{@code MemorySegment}</td><td>a pointer; of an array or a structure its own memory</td></tr>
 *   <tr><td>{@code String}</td><td>{@code char *}, read only; {@code char[16]}, up to a NUL</td></tr>
 *   <tr><td>{@code int[]} and so on</td><td>an array, copied</td></tr>
 *   <tr><td>another view</td><td>a structure within this one, where it lies; behind a pointer, null
 *       for NULL</td></tr>
 *   <tr><td>a record</td><td>a structure within this one, copied; of two parts, a {@code _Complex}</td></tr>
 *   <tr><td>a {@link Handle}</td><td>a pointer, {@link Nullable} where that may be NULL. What is in a
 *       structure does not count as a use: whoever releases it has to know</td></tr>
 *   <tr><td>a functional interface</td><td>a function pointer; null for NULL</td></tr>
 *   <tr><td>a {@link FunctionTable}</td><td>a structure of function pointers within this one, or behind
 *       a pointer</td></tr>
 *   <tr><td>{@code BigInteger}</td><td>{@code uint64_t}, {@code __int128}</td></tr>
 *   <tr><td>{@code double}</td><td>a {@code long double}, too: read as the nearest, written
 *       exactly</td></tr>
 *   <tr><td>{@code byte[]}</td><td>whatever Java has not, by its bytes</td></tr>
 * </table>
 *
 * <p>A function or a table of Java's that is written to a member is there as long as the view's
 * memory, or with {@link Retained} as long as the process.
 *
 * <p>A view is as safe as its memory is: access beyond it is an {@link IndexOutOfBoundsException},
 * and after its end an {@link IllegalStateException}. Views of one memory are equal.
 */
@ConsumerType
public interface Struct {
  /** The structure's memory, as many bytes as it has. */
  MemorySegment memory();
}
