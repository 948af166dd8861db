/**
 * Calls into an image that take more than the linker of the JDK has: of constructors, which may
 * throw C++ exceptions; of functions that return two registers; of Java from within native code,
 * which may throw nothing; and of several handlers of one signal.
 */
package org.alfheim.internal.process.call;
