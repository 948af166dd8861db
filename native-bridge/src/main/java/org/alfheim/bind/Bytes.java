package org.alfheim.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How many bytes a pointer points to, where it comes from C: the {@link
 * java.lang.foreign.MemorySegment} that a method of a {@linkplain org.alfheim.bind contract}
 * returns (on the method), or that a callback is given (on the parameter). Without it the segment
 * has length 0 and can't be read. The number is taken on trust; NULL stays without length.
 *
 * <p>On a method of a {@linkplain Struct view} it says the same of a pointer, and of a flexible
 * array how many bytes of it lie behind the structure.
 *
 * <p>On a {@link Global} method it is the size of the variable itself, where the image does not say
 * it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.PARAMETER})
public @interface Bytes {
  /** The number of bytes. */
  long value();
}
