package org.alfheim.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a {@linkplain org.alfheim.bind contract} that reads or writes a variable:
 * {@code @Global int V();} reads {@code V}, {@code @Global void V(int value);} writes it. A
 * variable of thread-local storage is the calling thread's own copy.
 *
 * <p>{@code @Global MemorySegment V();} gives the variable's own memory, for a structure or an
 * array: as many bytes as the image says, or where it does not say, as many as {@link Bytes}; to be
 * read only where a write would end the process. An image does not tell a pointer from a structure
 * of eight bytes, so what lies there is never taken for an address: a pointer is a {@code long}. Of
 * thread-local storage the memory is the calling thread's, and must not be kept.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD})
public @interface Global {}
