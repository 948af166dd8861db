package org.alfheim.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a {@linkplain org.alfheim.bind contract} whose function returns a status. One that
 * says that the function failed is a {@link StatusException}.
 *
 * <p>Where the Java method returns {@code void}, or what an {@linkplain OutResult out-parameter}
 * holds, C returns an {@code int}. Otherwise the status is the method's result as well:
 * {@code @Check(ok = {100, 101}) int step(Statement statement)}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD})
public @interface Check {
  /** Each status that is no failure; none where {@link #failure} says it. */
  int[] ok() default {};

  /** Which status is a failure; it does not count where {@link #ok} has one. */
  Failure failure() default Failure.NON_ZERO;

  /**
   * The function that gives a message: {@code const char *f(int status)}, or {@code const char *f(T
   * *handle)} with the handle that the function made or else the first that it was given, or
   * without parameters. Which of them it is comes from the method of the contract that has this
   * name or lies over this symbol, or from what is known of the symbol's type. Empty for none.
   */
  String message() default "";
}
