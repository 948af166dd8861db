package org.alfheim.internal.bind.marshal;

import org.alfheim.bind.Failure;

/** Results that say that a function failed. */
final class Failures {
  private Failures() {}

  static boolean fails(Failure failure, long result) {
    return switch (failure) {
      case NEGATIVE -> result < 0;
      case NON_ZERO -> result != 0;
      case ZERO, NULL -> result == 0;
    };
  }
}
