package org.alfheim.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a {@linkplain org.alfheim.bind contract} whose result C writes to where a parameter
 * points: an out-parameter. The Java method has no such parameter; what C wrote is its result.
 * {@code @OutResult Db open(String file)} is {@code int sqlite3_open(const char *, sqlite3 **)}.
 * (COM calls this {@code [out, retval]}; hence the name.)
 *
 * <p>The result is of any type that a result can have: a {@link Handle}, a {@link String}, a {@code
 * MemorySegment}, a number. Before the call there are zeros where C writes. What C returns is
 * ignored, unless {@link Check} or {@link Errno} is there, too.
 *
 * <p>A record has several of them: each component is what C writes to one parameter. They are
 * annotated as results are, with {@link Nullable}, {@link Unsigned} or {@link Bytes}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD})
public @interface OutResult {
  /**
   * Which of C's parameters it is, counted from 1; of a record one for each component, in their
   * order. Without any it is the last one, or as many of the last as the record has components.
   */
  int[] value() default {};

  /**
   * Whether C makes the object even if it fails, as {@code sqlite3_open} does. It is released then,
   * after its message has been read, by what {@link Handle#close()} calls.
   */
  boolean madeOnFailure() default false;
}
