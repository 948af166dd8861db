package org.alfheim.bind;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A Java enumeration that says the values of its constants in C. One that does not is matched by
 * the names of its constants with what the image knows of C's; {@link Name} gives a constant
 * another.
 */
@ConsumerType
public interface CEnum {
  /** The constant's value in C. */
  long value();
}
