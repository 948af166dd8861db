/**
 * Typed access to symbols: C prototypes and Java interfaces laid over the addresses of a live
 * image.
 *
 * <p>An ELF symbol has a name, a place and perhaps a size, and no type of its own. The type comes
 * from whoever uses it, in one of two forms, and is held against what debug information says
 * ({@link org.alfheim.plugin.Symbol#type}):
 *
 * <ul>
 *   <li>A <b>C declaration</b> serves people at a shell, and programs that learn at run time what
 *       they call: {@link org.alfheim.bind.NativeFunction} takes {@code "int add(int, int)"},
 *       {@link org.alfheim.bind.Variable} takes {@code "int V"}.
 *   <li>A <b>Java interface</b> serves programs, and is the contract that lasts: it holds no
 *       address, so the same consumer works wherever the plugin lives. {@link
 *       org.alfheim.plugin.Plugin#bind} lays it over an image.
 * </ul>
 *
 * <h2>A contract</h2>
 *
 * {@snippet file="ZlibContract.java" region="contract"}
 *
 * <p>Each abstract method is the function of its name. Its types say how it is called; they have to
 * be those of the C prototype. Where that is known, a wrong one is a {@link
 * org.alfheim.bind.TypeMismatchException}; otherwise it may end the process.
 *
 * <table>
 *   <caption>Java types and C types (x86-64 psABI)</caption>
 *   <tr><th>Java</th><th>C</th><th></th></tr>
 *   <tr><td>{@code void}</td><td>{@code void}</td><td></td></tr>
 *   <tr><td>{@code boolean}</td><td>{@code _Bool}</td><td></td></tr>
 *   <tr><td>{@code byte}</td><td>{@code char}, {@code int8_t}</td><td></td></tr>
 *   <tr><td>{@code short}, {@code char}</td><td>{@code short}; {@code unsigned short}, {@code
 *       char16_t}</td><td></td></tr>
 *   <tr><td>{@code int}</td><td>{@code int}, {@code unsigned}, an enumeration</td><td>of an
 *       unsigned one, the same bits</td></tr>
 *   <tr><td>{@code long}</td><td>{@code long}, {@code long long}, {@code size_t}, {@code
 *       int64_t}</td><td>of an unsigned one, the same bits</td></tr>
 *   <tr><td>{@code @Unsigned long}</td><td>{@code unsigned}, {@code uint32_t}</td>
 *       <td>the value; {@code @Unsigned(16)} and {@code @Unsigned(8)} for narrower ones, in an
 *           {@code int} too</td></tr>
 *   <tr><td>{@code BigInteger}</td><td>{@code uint64_t}; {@code __int128} where C's type is known</td>
 *       <td>the value; out of the range it is an {@link org.alfheim.bind.ArgumentException}</td></tr>
 *   <tr><td>{@code float}, {@code double}</td><td>the same</td><td>{@code long double} is a member of a
 *       {@linkplain org.alfheim.bind.Struct structure} only, never passed by value</td></tr>
 *   <tr><td>{@code MemorySegment}</td><td>any pointer</td><td>from C, of length 0, or of the length
 *       that {@code @Bytes} gives</td></tr>
 *   <tr><td>{@code String}</td><td>{@code const char *}</td>
 *       <td>UTF-8; copied for the call, a result copied out, and freed where {@code @Free} says so; null
 *       is NULL</td></tr>
 *   <tr><td>{@code byte[]}, {@code short[]}, {@code char[]}, {@code int[]}, {@code long[]}, {@code
 *       float[]}, {@code double[]}</td>
 *       <td>a pointer to the elements</td>
 *       <td>parameters only; copied for the call, and back after it; {@code @In}: not back, {@code
 *           @Out}: not there; null is NULL</td></tr>
 *   <tr><td>{@code ByteBuffer}</td><td>a pointer to bytes</td>
 *       <td>parameters only; from its position to its limit: the memory of a direct one, of another
 *       one a copy as of an array; null is NULL</td></tr>
 *   <tr><td>{@code String[]}</td><td>{@code char *const *}</td>
 *       <td>parameters only; copied for the call, with a NULL behind the last; null is NULL</td></tr>
 *   <tr><td>an interface that extends {@link org.alfheim.bind.Handle}</td><td>a pointer to something
 *       opaque</td>
 *       <td>with a type of its own; never null, except with {@code @Nullable}; released once</td></tr>
 *   <tr><td>an enumeration</td><td>an enumeration, or an integer</td>
 *       <td>by the names of its constants, or {@link org.alfheim.bind.CEnum}</td></tr>
 *   <tr><td>a record</td><td>a structure by value, or behind a pointer; {@code double _Complex}</td>
 *       <td>copied; components are members by their names</td></tr>
 *   <tr><td>an array of records</td><td>a pointer to structures</td>
 *       <td>parameters only; copied, and back unless it is {@code @In} or C's is const</td></tr>
 *   <tr><td>an interface that extends {@link org.alfheim.bind.Struct}</td><td>a pointer to a
 *       structure</td><td>the structure where it lies; null is NULL</td></tr>
 *   <tr><td>a functional interface</td><td>a function pointer</td>
 *       <td>to C: valid during the call, with {@code @Retained} for ever; from C: calls the function, and
 *       goes back as the pointer that it is; null is NULL</td></tr>
 *   <tr><td>an interface that extends {@link org.alfheim.bind.FunctionTable}</td><td>a structure of
 *       function pointers, behind a pointer or as a parameter by value</td><td>the same, for all of them</td></tr>
 * </table>
 *
 * <p>Where a function's type is not known, a record goes by value, or with {@code @In} behind a
 * pointer. Memory made for a call is gone when it returns: a function that keeps a pointer is given
 * a {@code MemorySegment} of the caller's own.
 *
 * <table>
 *   <caption>Annotations</caption>
 *   <tr><th></th><th>on</th><th>says</th></tr>
 *   <tr><td>{@link org.alfheim.bind.Name @Name("crc32_z")}</td><td>method</td><td>the symbol's
 *       name, where the method has another</td></tr>
 *   <tr><td>{@link org.alfheim.bind.Global @Global}</td><td>method</td>
 *       <td>a variable, read by {@code int V()} and written by {@code void V(int value)};
 *       {@code MemorySegment V()} is its own memory, a pointer in it a {@code long}</td></tr>
 *   <tr><td>{@link org.alfheim.bind.Unsigned @Unsigned}</td><td>parameter, method</td><td>an
 *       unsigned integer, widened</td></tr>
 *   <tr><td>{@link org.alfheim.bind.In @In}, {@link org.alfheim.bind.Out
 *       @Out}</td><td>array</td><td>the direction of the copy</td></tr>
 *   <tr><td>{@link org.alfheim.bind.LengthOf @LengthOf("data")}</td><td>integer</td><td>the length
 *       that C is told of an array; checked before the call</td></tr>
 *   <tr><td>{@link org.alfheim.bind.TypeCheck @TypeCheck}</td><td>interface, method</td><td>whether
 *       what is known of types is demanded, or waived</td></tr>
 *   <tr><td>{@link org.alfheim.bind.Releases @Releases}</td><td>method, parameter</td><td>the last
 *       use of a handle; {@code close()} calls it</td></tr>
 *   <tr><td>{@link org.alfheim.bind.Nullable @Nullable}</td><td>handle</td><td>may be null</td></tr>
 *   <tr><td>{@link org.alfheim.bind.OutResult @OutResult}</td><td>method</td><td>the result is what C
 *       writes where its last parameter points to</td></tr>
 *   <tr><td>{@link org.alfheim.bind.Check @Check(message = "errmsg")}</td><td>method</td><td>C returns
 *       a status; a failure is a {@link org.alfheim.bind.StatusException}</td></tr>
 *   <tr><td>{@link org.alfheim.bind.Errno @Errno}</td><td>method</td><td>C says in {@code errno} why
 *       it failed; a failure is an {@link org.alfheim.bind.ErrnoException}</td></tr>
 *   <tr><td>{@link org.alfheim.bind.Free @Free("sqlite3_free")}</td><td>method</td><td>a String that
 *       the caller has to free: copied, and freed</td></tr>
 *   <tr><td>{@link org.alfheim.bind.Critical @Critical}</td><td>method</td>
 *       <td>arrays are not copied; the garbage collector waits</td></tr>
 *   <tr><td>{@link org.alfheim.bind.Retained @Retained}</td><td>callback, table</td><td>the library
 *       keeps it after the call</td></tr>
 *   <tr><td>{@link org.alfheim.bind.Variadic @Variadic}</td><td>parameter</td><td>the first that
 *       stands for {@code ...}; {@code @Variadic Object... more}
 *       for all of it</td></tr>
 *   <tr><td>{@link org.alfheim.bind.Bytes @Bytes(16)}</td><td>method, callback's
 *       parameter</td><td>what the pointer points to</td></tr>
 * </table>
 *
 * <p>Annotations are read from the interface's class file: a bundle has to import this package, or
 * they are not there. bnd sees to that.
 *
 * <h2>Cost</h2>
 *
 * <p>A method without strings, arrays and callbacks is nothing more than the downcall, as fast as a
 * {@code static final} method handle; so is a variable as fast as a plain read. A record by value
 * goes to the registers, or the stack, without memory on the way, if it has up to 64 bytes, and
 * numbers, pointers, enumerations and such records as its components. Strings and small arrays are
 * copied to a block that the thread keeps. A handle is counted in and out, by two atomic additions.
 * A function pointer, which takes microseconds to make, serves one call after the other;
 * {@code @Retained} has one for each callback, and costs no more than one made by hand. Binding an
 * interface takes milliseconds: bind once and keep the implementation. A method is linked when it
 * is called first, so of an interface over all of a library only what is called costs; all of it is
 * checked at binding nevertheless.
 *
 * <h2>Exceptions</h2>
 *
 * <p>What does not fit is a {@link org.alfheim.bind.BindingException}: at binding, where types or
 * symbols do not; at a call, where a value does not ({@link org.alfheim.bind.ArgumentException}),
 * and then C was not called. What a callback throws is thrown after C has returned.
 */
@Export
@Version("2.0.0")
package org.alfheim.bind;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
