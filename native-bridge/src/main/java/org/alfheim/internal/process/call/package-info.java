/**
 * Calls into an image that take more than the linker of the JDK has: of constructors, which may
 * throw C++ exceptions; of functions that return two registers; and of Java from within native
 * code, which may throw nothing.
 */
package org.alfheim.internal.process.call;
