package org.alfheim.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name in C of what Java calls otherwise: the symbol of a method of a {@linkplain
 * org.alfheim.bind contract}, the member of a method of a {@linkplain Struct view} or of a
 * component of a record, the structure of a view or of a record, the enumerator of a constant of an
 * enumeration.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({
  ElementType.METHOD,
  ElementType.FIELD,
  ElementType.PARAMETER,
  ElementType.RECORD_COMPONENT,
  ElementType.TYPE
})
public @interface Name {
  /**
   * The name, such as {@code crc32_z}; of a structure, {@code z_stream} or {@code struct tm}. A
   * symbol of C++ or Rust may be named as people write it, as {@code ns::f(int)}: with its
   * parameters, or without where that is the name of one function.
   */
  String value();
}
