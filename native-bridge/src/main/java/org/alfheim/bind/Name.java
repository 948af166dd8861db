package org.alfheim.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.alfheim.internal.bind.Contract;

/**
 * The symbol that a method of a {@linkplain Contract contract} stands for, where it is not the
 * method's own name.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD})
public @interface Name {
  /**
   * The symbol's name, such as {@code crc32_z}. One of C++ or Rust may be given as people write it,
   * as {@code ns::f(int)}: with its parameters, or without where that is the name of one function.
   */
  String value();
}
