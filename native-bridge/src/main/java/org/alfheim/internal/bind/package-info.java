/**
 * Lays a Java interface over an image: {@link org.alfheim.bind.Contract} is the way in.
 *
 * <p>Each method becomes a method handle ({@link org.alfheim.bind.CalledMethod} for functions,
 * {@link org.alfheim.bind.AccessMethod} for variables), and a class is generated that has them as
 * constants.
 */
package org.alfheim.internal.bind;
