package org.alfheim.bind;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A structure of function pointers: {@code sqlite3_io_methods}, {@code xmlSAXHandler}. An interface
 * that extends this one is such a structure, both ways.
 *
 * {@snippet :
 * interface Codec extends FunctionTable {
 *   int version();
 *
 *   long encode(@In byte[] data, long length);
 * }
 * }
 *
 * <p>Each abstract method is the member of its name, or of the words of C, or of {@link Name}. If
 * the member is a function pointer, the method is the function; if it is something else, a method
 * without parameters is its value. Members that have no method stay zeros, or what they are.
 *
 * <p><b>C's table in Java.</b> Where C gives a pointer to one, the methods call what the members
 * point to at the time of the call. A member that is NULL is an {@link
 * UnsupportedOperationException}. A table is equal to others over the same memory.
 *
 * <p><b>Java's table in C.</b> An object that implements the interface is passed where C takes a
 * pointer to the structure: C gets one whose members call the object. It is there during the call,
 * and what a method throws is thrown after it; with {@link Retained}, it is there as long as the
 * process, and the same object is the same structure each time. Written to a member of a
 * {@linkplain Struct view}, it is there as long as the view's memory. Values that are no functions
 * are asked for when C gets the table. Where an object's method is a {@link NullMember}, C gets
 * NULL. A table of C's goes back as it is.
 */
@ConsumerType
public interface FunctionTable {}
