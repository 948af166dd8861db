package org.alfheim.bind;

import org.alfheim.types.DeclaredType;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A variable of an image, seen as one type. A thread-local variable is, at each access, the calling
 * thread's own copy.
 *
 * <p>By a Java class:
 *
 * <table>
 *   <caption>Variables by Java class</caption>
 *   <tr><th>Java</th><th>C</th></tr>
 *   <tr><td>{@code boolean}</td><td>{@code _Bool}</td></tr>
 *   <tr><td>{@code byte}, {@code short}, {@code int}, {@code long}</td><td>integers of 8, 16, 32, 64 bits</td></tr>
 *   <tr><td>{@code char}</td><td>{@code uint16_t}, {@code char16_t}</td></tr>
 *   <tr><td>{@code float}, {@code double}</td><td>the same</td></tr>
 *   <tr><td>{@code String}</td><td>{@code char *}; to be read only, since nobody could free what a
 *       write would replace</td></tr>
 *   <tr><td>{@code MemorySegment}</td>
 *       <td>anything: the variable's own memory, to be read and written there; it is not
 *       {@code set}</td></tr>
 * </table>
 *
 * <p>A pointer that is not followed is a {@code long}, or declared in C: {@code "void *p"}. A
 * {@code MemorySegment} is never what a pointer points to, even where the symbol's type is known.
 *
 * <p>By a C declaration the value's type is that of a {@link NativeFunction} result; in addition,
 * an array of {@code char} is a String, an array of other bytes a {@code byte[]}, any other array a
 * list, and a structure a map from the names of its members. In a write, members and elements that
 * are not given stay as they are, and behind the end of a String or a {@code byte[]} there is 0.
 *
 * @param <T> the Java type of its value
 */
@ProviderType
public interface Variable<T> {

  /** The variable's type, in the language of its source. */
  DeclaredType type();

  /**
   * The variable's value now (a plain read).
   *
   * @return the value; null for a String where the pointer is NULL
   * @throws BindingException if it is a {@code char *} to memory that can't be read, or to more
   *     than a MiB without a NUL
   */
  T get();

  /**
   * Writes the variable (a plain write).
   *
   * @param value the new value
   * @throws ReadOnlyException if the variable's memory is not writable, or it is a string that a
   *     pointer leads to, or was asked for as a {@code MemorySegment}
   * @throws ArgumentException if the value does not fit the type; nothing is written
   */
  void set(T value);

  /**
   * The variable's value as a person reads it, in the form of {@link NativeFunction#format}.
   *
   * @return the text
   */
  default String getText() {
    return getText(Long.MAX_VALUE);
  }

  /**
   * The same for somebody far away, who is not to have the memory of this process.
   *
   * @param mostBytes how many bytes the variable may have, with those of the strings that pointers
   *     in it lead to
   * @return the text
   * @throws BindingException as {@link #get}, or if it has more
   */
  String getText(long mostBytes);

  /**
   * Writes the variable.
   *
   * @param text a value as {@link NativeFunction#callText} reads an argument; for a pointer, {@code
   *     NULL} or an address; for a structure {@code {x: 1, y: 2}}, for an array <code>{1, 2}</code>
   *     , for one of {@code char} its text
   * @throws ReadOnlyException as {@link #set}
   * @throws ArgumentException if the text is no value of the type; nothing is written
   */
  void setText(String text);
}
