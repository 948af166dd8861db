/**
 * Calls into an image that may go wrong: constructors, which may throw C++ exceptions, and Java
 * that is called from within native code, which may not.
 */
package org.alfheim.internal.process.call;
