package org.alfheim.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a {@linkplain org.alfheim.bind contract} whose function sets {@code errno} when it
 * fails. A result that says that it failed is an {@link ErrnoException}. {@code errno} is read when
 * the function returns, before anything else can run in the thread.
 *
 * <p>Where the Java method returns {@code void}, or what an {@linkplain OutResult out-parameter}
 * holds, C returns an {@code int}; a pointer, where the failure is {@link Failure#NULL}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD})
public @interface Errno {
  /** Which results say that the function failed. */
  Failure value() default Failure.NEGATIVE;
}
