/**
 * Calls between Java and Go as memory: a {@link org.alfheim.internal.go.frame.CallFrame} has the
 * words of one call, in either direction, by the {@link org.alfheim.internal.go.frame.FrameLayout}
 * that the host has, too; {@link org.alfheim.internal.go.frame.HostInterface} is what the host
 * exports, and {@link org.alfheim.internal.go.frame.GoCallbacks} the functions of Java that it has.
 *
 * <p>What the words mean is not known here.
 */
package org.alfheim.internal.go.frame;
