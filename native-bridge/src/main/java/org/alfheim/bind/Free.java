package org.alfheim.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a {@linkplain org.alfheim.bind contract} whose {@link String} result, or what an
 * {@linkplain OutResult out-parameter} holds, belongs to the caller: it is copied, and then freed.
 * For NULL, nothing is called.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD})
public @interface Free {
  /**
   * The function that frees it, {@code void f(void *)}: one that the image exports, or {@code
   * free(3)}.
   */
  String value() default "free";
}
