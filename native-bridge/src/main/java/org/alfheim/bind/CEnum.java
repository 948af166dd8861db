package org.alfheim.bind;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A Java enumeration that says the values of its constants in C. One that does not is matched by
 * the names of its constants with what the image knows of C's; {@link Name} gives a constant
 * another.
 */
@ConsumerType
public interface CEnum {
  /**
   * The constant's value in C. With 32 bits, {@code 0xFFFFFFFFL} is as good as -1. A contract is
   * refused by a {@link BindingException} if C's integer has too few bits for it: those of its type
   * where that is known, else the 32 of an {@code int}.
   */
  long value();
}
