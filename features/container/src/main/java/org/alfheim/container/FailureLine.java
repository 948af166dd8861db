package org.alfheim.container;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A failure in one line, for the person who reads it. */
public final class FailureLine {

  private FailureLine() {}

  /**
   * The messages of a failure and of its causes in one line, outermost first. Left out are a
   * wrapper that has nothing to say, a message whose words have all been said, and the causes of an
   * exception of this project, whose message is the whole story.
   */
  public static String of(Throwable failure) {
    StringBuilder line = new StringBuilder();
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (isMereWrapper(each)) {
        continue;
      }
      String message = oneLine(each);
      if (line.isEmpty() || !words(line.toString()).containsAll(words(message))) {
        append(line, message);
      }
      if (each.getClass().getName().startsWith("org.alfheim.")) {
        break;
      }
    }
    return line.toString();
  }

  /** What is said, whatever quotes and colons stand around it. */
  private static Set<String> words(String text) {
    return Stream.of(text.split("[\\s:;,'\"`()]+", -1))
        .map(word -> word.replaceFirst("\\.+$", ""))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toSet());
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
            || failure.getMessage().equals(cause.getMessage())
            // Felix, of an install; the cause names the file.
            || failure.getMessage().startsWith("Unable to cache bundle: "));
  }

  private static String oneLine(Throwable failure) {
    String message = message(failure);
    if (message == null || message.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  /** That of an exception of the file system is the bare path where the class says the reason. */
  private static String message(Throwable failure) {
    return switch (failure) {
      case AccessDeniedException denied when denied.getReason() == null ->
          denied.getMessage() + ": permission denied";
      case NoSuchFileException missing when missing.getReason() == null ->
          missing.getMessage() + ": no such file or folder";
      default -> failure.getMessage();
    };
  }
}
