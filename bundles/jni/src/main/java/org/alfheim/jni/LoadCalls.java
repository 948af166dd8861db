package org.alfheim.jni;

import java.lang.invoke.MethodHandles;
import java.util.Optional;
import org.alfheim.jni.internal.OriginalCall;
import org.alfheim.jni.internal.OtherBundle;
import org.alfheim.jni.internal.ServedBundle;
import org.alfheim.jni.internal.ServedBundles;
import org.alfheim.jni.internal.ServedImage;
import org.alfheim.loader.Natives;
import org.alfheim.plugin.PluginException;

/**
 * What woven classes call instead of the functions that load native libraries. An image of the
 * bundle is loaded from the bundle; everything else is loaded as it would have been.
 */
public final class LoadCalls {
  private LoadCalls() {}

  /**
   * Instead of {@link System#load} and {@link Runtime#load}.
   *
   * @param file the path
   * @param caller the calling class's own lookup
   * @throws UnsatisfiedLinkError if it can't be loaded
   */
  public static void load(String file, MethodHandles.Lookup caller) {
    Optional<ServedImage> image =
        served(caller.lookupClass()).flatMap(bundle -> bundle.byPath(file));
    if (image.isPresent()) {
      loadImage(image.get(), caller);
    } else {
      OriginalCall.load(caller, file);
    }
  }

  /**
   * Instead of {@link System#loadLibrary} and {@link Runtime#loadLibrary}.
   *
   * @param name the library's name
   * @param caller the calling class's own lookup
   * @throws UnsatisfiedLinkError if it can't be loaded
   */
  public static void loadLibrary(String name, MethodHandles.Lookup caller) {
    Optional<ServedImage> image =
        served(caller.lookupClass()).flatMap(bundle -> bundle.byName(name));
    if (image.isPresent()) {
      loadImage(image.get(), caller);
    } else {
      OriginalCall.loadLibrary(caller, name);
    }
  }

  private static void loadImage(ServedImage image, MethodHandles.Lookup caller) {
    try {
      Natives.load(
          image.bundle().isPresent() ? OtherBundle.lookup(image, caller) : caller,
          image.resource());
    } catch (PluginException refused) {
      /* Whoever calls System.load knows of no other. */
      UnsatisfiedLinkError error = new UnsatisfiedLinkError(refused.getMessage());
      error.initCause(refused);
      throw error;
    }
  }

  /**
   * Instead of {@link System#getProperty(String)}.
   *
   * @param key the property's name
   * @param caller the calling class
   * @return its value for this bundle; null if there is none
   */
  public static String property(String key, Class<?> caller) {
    Optional<String> own = served(caller).flatMap(bundle -> bundle.property(key));
    return own.isPresent() ? own.get() : System.getProperty(key);
  }

  /**
   * Instead of {@link System#getProperty(String, String)}.
   *
   * @param key the property's name
   * @param otherwise what is given if there is none
   * @param caller the calling class
   * @return its value for this bundle
   */
  public static String property(String key, String otherwise, Class<?> caller) {
    String value = property(key, caller);
    return value == null ? otherwise : value;
  }

  private static Optional<ServedBundle> served(Class<?> caller) {
    return ServedBundles.ofFramework().of(caller);
  }
}
