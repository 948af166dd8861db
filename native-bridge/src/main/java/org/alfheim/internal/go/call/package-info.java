/**
 * Calls between Java and the plugins of a Go runtime.
 *
 * <p>{@link org.alfheim.internal.go.frame.HostInterface} is what the host exports, a C library with
 * the runtime in it; {@link org.alfheim.internal.go.call.OpenGoPlugin} a plugin that it has opened.
 * {@link org.alfheim.internal.go.call.GoContract} lays an interface of Java over the exports.
 *
 * <p>Values go as words of 8 bytes. {@link org.alfheim.internal.go.call.CodecFactory} finds how a
 * type of Java stands for one of Go, once for each method: a {@link
 * org.alfheim.internal.go.codec.WireCodec}. {@link org.alfheim.internal.go.call.CallCode} writes
 * the class of a call, in which numbers go to their words without being boxed, and {@link
 * org.alfheim.internal.go.frame.CallFrame} is the memory of one call. What Go calls is a {@link
 * org.alfheim.internal.go.call.JavaFunction}; what stays in Go, a {@link
 * org.alfheim.internal.go.call.GoHandle}.
 *
 * <p>What does not fit is a {@link org.alfheim.internal.go.frame.MisfitException} here, and leaves
 * this room with the name of the method or function in it.
 */
package org.alfheim.internal.go.call;
