/**
 * Values of Go in Java: what a plugin that {@code go build -buildmode=plugin} made takes and gives.
 *
 * <p>An interface of yours is laid over the plugin by {@link org.alfheim.plugin.Plugin#bind}; each
 * abstract method is the function of its name, or with {@link org.alfheim.bind.Global} the
 * variable. Go's types are in the plugin, so all that does not fit is told at once: {@code F: Go
 * has func(), the interface has int F(String)}.
 *
 * <table>
 *   <caption>Java types and Go types</caption>
 *   <tr><th>Go</th><th>Java</th><th></th></tr>
 *   <tr><td>{@code bool}</td><td>{@code boolean}</td><td></td></tr>
 *   <tr><td>{@code int8} to {@code int64}, {@code uint8} to {@code uint64}, {@code uintptr}</td>
 *       <td>an integer of the same width, or a wider one; {@code BigInteger}</td>
 *       <td>of the same width, the same bits; of another, the value: out of range it is an {@link
 *           org.alfheim.bind.ArgumentException}</td></tr>
 *   <tr><td>{@code int}, {@code uint}</td><td>{@code long}; {@code int}</td>
 *       <td>an {@code int} if the value is in its range</td></tr>
 *   <tr><td>{@code float32}, {@code float64}</td><td>{@code float}, {@code double}</td><td></td></tr>
 *   <tr><td>{@code complex64}, {@code complex128}</td><td>{@link org.alfheim.go.GoComplex}</td><td></td></tr>
 *   <tr><td>{@code string}</td><td>{@code String}, {@code byte[]}</td>
 *       <td>by UTF-8, what is none becomes U+FFFD; or the bytes</td></tr>
 *   <tr><td>slice</td><td>an array, {@code List}</td><td>copied; null is nil</td></tr>
 *   <tr><td>array</td><td>an array, {@code List}</td><td>of the same length</td></tr>
 *   <tr><td>map</td><td>{@code Map}</td><td>copied; null is nil</td></tr>
 *   <tr><td>struct</td><td>a record with a component for each exported field</td>
 *       <td>by the fields' names, whatever the case; {@link org.alfheim.bind.Name} says another;
 *           other fields are zero for Go</td></tr>
 *   <tr><td>pointer, interface</td><td>{@link org.alfheim.go.GoObject}, or an interface that
 *       extends it</td><td>stays in Go; null is nil</td></tr>
 *   <tr><td>{@code any}</td><td>{@code Object}</td>
 *       <td>Boolean, Long for {@code int}, Double for {@code float64}, String; else a {@link
 *           org.alfheim.go.GoObject}</td></tr>
 *   <tr><td>{@code error}, last result</td><td>is thrown, a {@link
 *       org.alfheim.go.GoErrorException}</td><td>unless the method gives a {@link
 *           org.alfheim.go.GoError}, alone or as the last component of its record</td></tr>
 *   <tr><td>{@code error} elsewhere</td><td>{@link org.alfheim.go.GoError}</td><td>null is nil</td></tr>
 *   <tr><td>several results</td><td>a record</td><td>one component for each, in their order</td></tr>
 *   <tr><td>{@code ...T}</td><td>{@code T...}, {@code List}</td><td></td></tr>
 *   <tr><td>func</td><td>a functional interface</td>
 *       <td>both ways, also from goroutines; what Java throws is the error that the func gives, or
 *           else a panic</td></tr>
 *   <tr><td>chan</td><td>{@link org.alfheim.go.GoChannel}</td><td></td></tr>
 *   <tr><td>{@code context.Context}</td><td>{@link org.alfheim.go.GoContext}</td>
 *       <td>null is {@code context.Background()}; Go's own is a {@link org.alfheim.go.GoObject}; an
 *           {@code Object} may be either</td></tr>
 *   <tr><td>{@code unsafe.Pointer}</td><td>{@code long}</td><td>the address</td></tr>
 * </table>
 *
 * <p>A type with a name is as what is behind it. A panic is a {@link
 * org.alfheim.go.GoPanicException} with the stack of Go; one in another goroutine ends the process,
 * as Go has it.
 *
 * <h2>What is copied, and what stays</h2>
 *
 * <p>Strings, slices, maps and structures are copied, each way: what is changed on one side does
 * not change on the other. What stays in Go is kept alive there until it is closed, or until Java's
 * garbage collector has found that nobody has it. A function of Java is kept until Go's has.
 */
@Export
@Version("1.0.0")
package org.alfheim.go;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
