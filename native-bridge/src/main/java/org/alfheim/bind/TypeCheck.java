package org.alfheim.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Whether the types of an interface, or of one of its methods, are held against what is known of
 * the image. Without this annotation they are {@link Mode#WHERE_KNOWN}. On a method it takes the
 * place of the interface's.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface TypeCheck {
  /** What is checked. */
  Mode value();

  /** What is checked. */
  enum Mode {
    /** A type that contradicts what is known is refused; where nothing is known it is taken. */
    WHERE_KNOWN,
    /** The same, and where nothing is known the contract is refused. */
    REQUIRED,
    /** Nothing: the author knows better. A wrong type may end the process. */
    WAIVED
  }
}
