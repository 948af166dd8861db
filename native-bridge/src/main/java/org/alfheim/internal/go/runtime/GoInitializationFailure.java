package org.alfheim.internal.go.runtime;

import java.util.Optional;

/** A Go plugin has failed when its code had begun to run. */
public final class GoInitializationFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GoInitializationFailure(String message, Optional<String> stack) {
    super(message, stack.map(GoStack::new).orElse(null));
  }

  /** Where in Go it was: the text is that of {@code runtime/debug.Stack}. */
  private static final class GoStack extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GoStack(String stack) {
      super(stack, null, false, false);
    }
  }
}
