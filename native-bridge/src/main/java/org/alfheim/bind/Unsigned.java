package org.alfheim.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter of a {@linkplain org.alfheim.bind contract}, or a result where it stands on the
 * method, is an unsigned integer narrower than its Java type, so that no value looks negative:
 * {@code @Unsigned long} is {@code unsigned int} or {@code uint32_t}. One of 64 bits is a {@link
 * java.math.BigInteger}, without this annotation. An argument out of the range is an {@link
 * ArgumentException}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface Unsigned {
  /**
   * The width in C: 32 for a {@code long}; 16 or 8 for a {@code long} or an {@code int}; 8 for a
   * {@code short}.
   */
  int value() default 32;
}
