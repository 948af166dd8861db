package org.alfheim.jni;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import org.alfheim.jni.internal.Speaker;

/**
 * What those find who look in {@link Runtime} for the methods that load a library in the name of
 * another class. They are not theirs to call; these do the same.
 */
final class LoadForClass {
  private static final Map<String, String> METHODS =
      Map.of("load0", "load", "loadLibrary0", "loadLibrary");

  private LoadForClass() {}

  /**
   * The method in place of one that is looked for; empty if it is another one.
   *
   * @param type where it is looked for
   * @param name its name
   * @param parameters its parameters
   */
  static Optional<Method> instead(Class<?> type, String name, Class<?>... parameters) {
    if (type != Runtime.class || !METHODS.containsKey(name)) {
      return Optional.empty();
    }
    try {
      Method method = LoadForClass.class.getMethod(METHODS.get(name), parameters);
      method.setAccessible(true);
      return Optional.of(method);
    } catch (NoSuchMethodException other) {
      return Optional.empty();
    }
  }

  /** Loads a file for a class. */
  public static void load(Class<?> type, String file) throws Throwable {
    LoadCalls.load(file, Speaker.beside(type));
  }

  /** Loads a library for a class. */
  public static void loadLibrary(Class<?> type, String name) throws Throwable {
    LoadCalls.loadLibrary(name, Speaker.beside(type));
  }
}
