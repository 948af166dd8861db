package org.alfheim.jni.internal;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;

/**
 * What those find who look in {@link Runtime} for the methods that load a library in the name of
 * another class. They are not theirs to call; these do the same.
 */
public final class LoadForClass {
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
  public static Optional<Method> instead(Class<?> type, String name, Class<?>... parameters) {
    if (type != Runtime.class || !METHODS.containsKey(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(LoadForClass.class.getMethod(METHODS.get(name), parameters));
    } catch (NoSuchMethodException other) {
      return Optional.empty();
    }
  }

  /** Loads a file for a class. */
  public static void load(Class<?> type, String file) throws Throwable {
    ServedLoad.load(file, Speaker.beside(type));
  }

  /** Loads a library for a class. */
  public static void loadLibrary(Class<?> type, String name) throws Throwable {
    ServedLoad.loadLibrary(name, Speaker.beside(type));
  }
}
