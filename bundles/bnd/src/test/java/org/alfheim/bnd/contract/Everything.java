package org.alfheim.bnd.contract;

import org.alfheim.bind.Name;
import org.osgi.annotation.versioning.ProviderType;

/** All kinds of methods that an interface can have. */
@ProviderType
public interface Everything extends Doubling, Comparable<Everything> {
  /** A symbol of another name. */
  @Name("half_of")
  int half(int number);

  /** Hides the inherited method that is abstract. */
  @Override
  default int compareTo(Everything other) {
    return Integer.compare(thrice(1), other.thrice(1));
  }

  /** A symbol. */
  int thrice(int number);

  /** The same symbol in another shape. */
  @Name("thrice")
  long longThrice(long number);

  /** Every object has it. */
  @Override
  String toString();

  /** No symbol. */
  static int none() {
    return 0;
  }
}
