package org.alfheim.container;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutionException;

/** A failure in one line, for the person who reads it. */
public final class Reason {

  private Reason() {}

  /**
   * The messages of a failure and of its causes in one line, outermost first. A wrapper that has
   * nothing to say, and a message that an outer one already holds, are left out.
   */
  public static String of(Throwable failure) {
    StringBuilder line = new StringBuilder();
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (isMereWrapper(each)) {
        continue;
      }
      String message = oneLine(each);
      if (line.indexOf(message) < 0) {
        append(line, message);
      }
    }
    return line.toString();
  }

  private static void append(StringBuilder line, String message) {
    if (!line.isEmpty()) {
      if (line.charAt(line.length() - 1) == '.') {
        line.setLength(line.length() - 1);
      }
      line.append(": ");
    }
    line.append(message);
  }

  private static boolean isMereWrapper(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause != null
        && (failure instanceof InvocationTargetException
            || failure instanceof ExecutionException
            || failure.getMessage() == null
            || failure.getMessage().equals(cause.toString())
            // Felix, of an install; the cause names the file.
            || failure.getMessage().startsWith("Unable to cache bundle: "));
  }

  private static String oneLine(Throwable failure) {
    String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
