package org.alfheim.bind;

import java.util.List;
import org.alfheim.bind.declaration.Prototype;
import org.alfheim.types.DeclaredType;
import org.alfheim.types.VoidType;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A function of an image, known by a C prototype at run time; or one of a Go plugin, which has its
 * type with it, and takes and gives what {@link org.alfheim.go} has for it.
 *
 * <p>A result has the smallest Java type that holds every value of its C type:
 *
 * <table>
 *   <caption>Results</caption>
 *   <tr><th>C</th><th>Java</th></tr>
 *   <tr><td>{@code void}</td><td>null</td></tr>
 *   <tr><td>{@code _Bool}</td><td>Boolean</td></tr>
 *   <tr><td>signed integers of 8, 16, 32, 64 bits; {@code char} is one of 8</td><td>Byte, Short,
 *       Integer, Long</td></tr>
 *   <tr><td>unsigned integers of 8, 16, 32, 64 bits</td><td>Short, Integer, Long, BigInteger</td></tr>
 *   <tr><td>{@code float}, {@code double}</td><td>Float, Double</td></tr>
 *   <tr><td>{@code char *}, const or not</td><td>String, from UTF-8; null for NULL</td></tr>
 *   <tr><td>any other pointer</td><td>MemorySegment of length 0</td></tr>
 *   <tr><td>an enumeration</td><td>as its integer type</td></tr>
 *   <tr><td>a structure</td><td>a Map from the names of its members to their values; an array in it
 *       is a List, of {@code char} a String, of other bytes a {@code byte[]}</td></tr>
 * </table>
 *
 * <p>Memory that is made for an argument (a string, an array, a cell) is freed when the call
 * returns: a function that keeps such a pointer must be given a MemorySegment of the caller's own.
 * A {@code char *} result is copied and not freed; whoever must free it declares it as {@code void
 * *}.
 *
 * <p>A prototype that is not the function's own is refused where the function's type is known
 * ({@link org.alfheim.plugin.Symbol#type}). Where it is not, the process may end by it.
 */
@ProviderType
public interface NativeFunction {

  /**
   * What the function takes and returns, in C.
   *
   * @throws BindingException if it is a function of Go
   */
  Prototype prototype();

  /** The function's type, in the language of its source. */
  default DeclaredType type() {
    return prototype().type();
  }

  /** Whether it gives a result. */
  default boolean hasResult() {
    return !(prototype().result().resolved() instanceof VoidType);
  }

  /**
   * Calls the function with values of Java.
   *
   * <p>An integer parameter takes any integer in its range, {@code char} and wider ones a Character
   * too; {@code _Bool} takes a Boolean; {@code float} and {@code double} any number; a pointer
   * takes a MemorySegment, null for NULL, a String (copied, with a NUL at the end) or an array of a
   * primitive type other than boolean (copied, and copied back after the call). What stands for
   * {@code ...} is passed by the default argument promotions: an Integer as {@code int}, a Long as
   * {@code long}, a Float or a Double as {@code double}. A structure takes a Map from the names of
   * its members, or a MemorySegment that holds one.
   *
   * @param arguments one for each parameter, and any number for {@code ...}
   * @return the result
   * @throws ArgumentException if their number is wrong or above 120, or one does not fit its
   *     parameter; nothing was called
   * @throws BindingException if the function returned a {@code char *} to memory that can't be
   *     read, or to more than a MiB without a NUL
   */
  Object call(List<?> arguments);

  /**
   * Calls the function with arguments as a person writes them.
   *
   * <table>
   *   <caption>Arguments as text</caption>
   *   <tr><th>Parameter</th><th>Text</th><th>What is passed</th></tr>
   *   <tr><td>integers</td><td>{@code 42}, {@code -1}, {@code 0x2a}, {@code 052}, {@code 0b101010}</td>
   *       <td>the number, as C reads it; out of range is an error, but a hexadecimal, octal or
   *           binary one may fill all the bits</td></tr>
   *   <tr><td></td><td>{@code 'a'}, {@code '\n'}, {@code '\x1b'}, {@code true}, {@code
   *       false}</td><td>the character's code; 1, 0</td></tr>
   *   <tr><td>{@code _Bool}</td><td>{@code true}, {@code false}, {@code 1}, {@code 0}</td><td></td></tr>
   *   <tr><td>{@code float}, {@code double}</td><td>{@code 3.14}, {@code 1e10}, {@code 0x1p-3},
   *       {@code inf}, {@code nan}</td><td>the number</td></tr>
   *   <tr><td>pointers to characters or bytes; {@code void *}</td><td>{@code hello}</td>
   *       <td>a string in UTF-8 that ends in NUL; bytes that {@link org.alfheim.names.RawText}
   *           holds as they are (for {@code void *}, text that begins with {@code 0x} is an
   *           address)</td></tr>
   *   <tr><td>other pointers</td><td>{@code 0x7f3a10}</td><td>the address</td></tr>
   *   <tr><td>other pointers</td><td>{@code {1, 2, 3}}</td><td>an array of what the pointer points to</td></tr>
   *   <tr><td>all pointers</td><td>{@code NULL}</td><td>NULL</td></tr>
   *   <tr><td></td><td>{@code @text:hello}</td><td>a string, whatever it looks like</td></tr>
   *   <tr><td></td><td>{@code @hex:68656c6c6f}</td><td>these bytes</td></tr>
   *   <tr><td></td><td>{@code @addr:0x7f3a10}</td><td>the address</td></tr>
   *   <tr><td>all pointers; shown after the call</td><td>{@code @out:100}</td>
   *       <td>a buffer of 100 elements (bytes, for {@code void *} and what is not known), all 0</td></tr>
   *   <tr><td></td><td>{@code &5}, {@code &{1, 2}}, {@code &NULL}</td><td>a cell, or an array, of
   *       what the pointer points to</td></tr>
   *   <tr><td></td><td>{@code &hello}, {@code &@hex:00ff}</td><td>a string, or bytes, that the
   *       function may change</td></tr>
   *   <tr><td></td><td>{@code @int:5}, {@code @unsigned long:{1, 2}}</td><td>a cell, or an array,
   *       of the type that is named</td></tr>
   *   <tr><td>enumerations</td><td>{@code RED}</td><td>the constant's value; an integer, too</td></tr>
   *   <tr><td>structures, by value or behind pointers</td><td>{@code {x: 1, y: 2}}, {@code {1, 2}}</td>
   *       <td>a structure with these members, all others 0; behind a pointer that is not const it is
   *           shown after the call</td></tr>
   *   <tr><td>{@code ...}</td><td>{@code 42}, {@code 'a'}; {@code 4.2}; else as {@code void *}</td>
   *       <td>an integer of 64 bits (right for {@code %d} and {@code %ld}); a double; a pointer</td></tr>
   * </table>
   *
   * @param arguments one for each parameter, and any number for {@code ...}
   * @return the result, and what the call left in memory that is to be shown
   * @throws ArgumentException if their number is wrong or above 120, or one can't be read or does
   *     not fit its parameter; nothing was called
   * @throws BindingException if the function gave a {@code char *} to memory that can't be read, or
   *     to more than a MiB without a NUL
   */
  default CallResult callText(List<String> arguments) {
    return callText(arguments, Long.MAX_VALUE);
  }

  /**
   * The same for somebody far away, who is not to have the memory of this process.
   *
   * @param arguments as above
   * @param mostBytes how much memory may be taken for all arguments together, buffers of {@code
   *     @out:} among them, and how much for what is read behind their pointers after the call
   * @return as above
   * @throws ArgumentException as above, or if the arguments take more; nothing was called
   * @throws BindingException as above, or if what the call left takes more
   */
  CallResult callText(List<String> arguments, long mostBytes);

  /**
   * A result as a person reads it: a string bare, {@code NULL} for a null pointer, an address in
   * hexadecimal, {@code 'a'} for a {@code char}, nothing for void.
   *
   * @param result what {@link #call} returned, or {@link CallResult#value}
   * @return one line, unless the result is a string with several
   */
  String format(Object result);
}
