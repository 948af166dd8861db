/**
 * Lays a Java interface over an image: {@link org.alfheim.internal.bind.Contract} is the way in.
 *
 * <p>Each method becomes a method handle ({@link org.alfheim.internal.bind.CalledMethod} for
 * functions, {@link org.alfheim.internal.bind.AccessMethod} for variables), and a class is
 * generated that has them as constants.
 */
package org.alfheim.internal.bind;
