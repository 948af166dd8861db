/**
 * How the native bridge comes to the linker: it asks Java's service loader for who links objects,
 * and finds the class of this package. Nobody else uses it.
 */
package org.alfheim.linker.internal;
