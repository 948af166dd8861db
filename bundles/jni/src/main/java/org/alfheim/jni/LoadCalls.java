package org.alfheim.jni;

import java.io.File;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.alfheim.jni.internal.ExtractedCopies;
import org.alfheim.jni.internal.OriginalCall;
import org.alfheim.jni.internal.OtherBundle;
import org.alfheim.jni.internal.ServedBundle;
import org.alfheim.jni.internal.ServedBundles;
import org.alfheim.jni.internal.ServedImage;
import org.alfheim.jni.internal.Speaker;
import org.alfheim.loader.Natives;
import org.alfheim.plugin.PluginException;
import org.osgi.framework.BundleReference;

/**
 * What woven classes call instead of the functions that load native libraries. An image of the
 * bundle is loaded from the bundle; everything else is loaded as it would have been.
 */
public final class LoadCalls {
  private static final Logger LOG = System.getLogger(LoadCalls.class.getName());

  private static final StackWalker WALKER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private LoadCalls() {}

  /**
   * Instead of {@link System#load}.
   *
   * @param file the path
   * @throws UnsatisfiedLinkError if it can't be loaded
   */
  public static void load(String file) {
    Class<?> type = caller();
    load(file, type, speaker(type));
  }

  /**
   * Instead of {@link System#loadLibrary}.
   *
   * @param name the library's name
   * @throws UnsatisfiedLinkError if it can't be loaded
   */
  public static void loadLibrary(String name) {
    Class<?> type = caller();
    loadLibrary(name, type, speaker(type));
  }

  /**
   * Instead of {@link System#getProperty(String)}.
   *
   * @param key the property's name
   * @return its value for the calling bundle; null if there is none
   */
  public static String getProperty(String key) {
    return property(key, caller());
  }

  /**
   * Instead of {@link System#getProperty(String, String)}.
   *
   * @param key the property's name
   * @param otherwise what is given if there is none
   * @return its value for the calling bundle
   */
  public static String getProperty(String key, String otherwise) {
    return property(key, otherwise, caller());
  }

  /** A class that calls by a reference to the method is behind one of the JDK. */
  private static Class<?> caller() {
    return WALKER.walk(frames ->
        frames
            .<Class<?>>map(StackWalker.StackFrame::getDeclaringClass)
            .filter(type -> type.getClassLoader() instanceof BundleReference)
            .filter(type -> type != LoadCalls.class)
            .findFirst()
            .orElse(LoadCalls.class));
  }

  private static MethodHandles.Lookup speaker(Class<?> type) {
    try {
      return Speaker.beside(type);
    } catch (Throwable e) {
      UnsatisfiedLinkError error = new UnsatisfiedLinkError(type.getName() + ": " + e);
      error.initCause(e);
      throw error;
    }
  }

  /**
   * Instead of {@link Runtime#load}.
   *
   * @param file the path
   * @param caller the calling class's own lookup
   * @throws UnsatisfiedLinkError if it can't be loaded
   */
  public static void load(String file, MethodHandles.Lookup caller) {
    load(file, caller.lookupClass(), caller);
  }

  private static void load(String file, Class<?> type, MethodHandles.Lookup caller) {
    Optional<ServedBundle> served = served(type);
    Optional<ServedImage> image =
        served.flatMap(bundle ->
            bundle
                .byPath(file)
                .or(() -> ExtractedCopies.imageOf(file, bundle, type.getClassLoader())));
    if (image.isPresent()) {
      loadImage(image.get(), type, caller);
      return;
    }
    OriginalCall.load(caller, file);
    if (served.isPresent()) {
      LOG.log(
          Level.WARNING,
          type.getName() + " has loaded " + file + ", which is no library of its bundle");
    }
  }

  /**
   * Instead of {@link Runtime#loadLibrary}.
   *
   * @param name the library's name
   * @param caller the calling class's own lookup
   * @throws UnsatisfiedLinkError if it can't be loaded
   */
  public static void loadLibrary(String name, MethodHandles.Lookup caller) {
    loadLibrary(name, caller.lookupClass(), caller);
  }

  private static void loadLibrary(String name, Class<?> type, MethodHandles.Lookup caller) {
    Optional<ServedImage> image = served(type).flatMap(bundle -> bundle.byName(name));
    if (image.isPresent()) {
      loadImage(image.get(), type, caller);
    } else {
      OriginalCall.loadLibrary(caller, name);
    }
  }

  private static void loadImage(ServedImage image, Class<?> type, MethodHandles.Lookup caller) {
    MethodHandles.Lookup owner =
        image.bundle().isPresent() ? OtherBundle.lookup(image, type) : caller;
    try {
      Natives.load(owner, image.resource(), image.names());
      ServedBundles.ofFramework().leftovers().add(owner.lookupClass());
    } catch (PluginException refused) {
      /* Whoever calls System.load knows of no other. */
      UnsatisfiedLinkError error = new UnsatisfiedLinkError(refused.getMessage());
      error.initCause(refused);
      throw told(error, type);
    } catch (UnsatisfiedLinkError refused) {
      throw told(refused, type);
    }
  }

  /** Many catch the error, try something else, and tell of that. */
  private static UnsatisfiedLinkError told(UnsatisfiedLinkError error, Class<?> type) {
    LOG.log(Level.ERROR, type.getName() + " does not get its library: " + error.getMessage());
    return error;
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
    return ServedBundles.ofFramework().of(caller.getClassLoader());
  }

  /**
   * Instead of {@link Class#getResource}, for those who load what is a file as it is.
   *
   * @param type where it is looked for
   * @param name the resource's name, as the method takes it
   * @return for an image of a bundle that is served, a URL with the path of a file that stands for
   *     it; for everything else what the method gives
   */
  public static URL getResource(Class<?> type, String name) {
    String resource = name.startsWith("/") ? name.substring(1) : in(type, name);
    Optional<URL> file = file(type.getClassLoader(), resource);
    return file.isPresent() ? file.get() : type.getResource(name);
  }

  private static String in(Class<?> type, String name) {
    String inPackage = type.getPackageName();
    return inPackage.isEmpty() ? name : inPackage.replace('.', '/') + '/' + name;
  }

  private static Optional<URL> file(ClassLoader loader, String resource) {
    return ServedBundles.ofFramework()
        .of(loader)
        .flatMap(bundle -> bundle.byResource(resource))
        .map(ServedImage::url);
  }

  /**
   * Instead of {@link ClassLoader#getResources}, likewise.
   *
   * @param loader where they are looked for
   * @param name their name
   * @return that of an image alone, or what the method gives
   * @throws IOException as the method does
   */
  public static Enumeration<URL> getResources(ClassLoader loader, String name) throws IOException {
    Optional<URL> file = file(loader, name);
    return file.isPresent()
        ? Collections.enumeration(List.of(file.get()))
        : loader.getResources(name);
  }

  /**
   * Instead of {@link Class#getDeclaredMethod}, for those who look for the JDK's own methods by
   * which a library is loaded for another class.
   *
   * @param type where it is looked for
   * @param name its name
   * @param parameters its parameters
   * @return one that does what that one would do, or what the method gives
   * @throws NoSuchMethodException as the method does
   */
  public static Method getDeclaredMethod(Class<?> type, String name, Class<?>... parameters)
      throws NoSuchMethodException {
    Optional<Method> instead = LoadForClass.instead(type, name, parameters);
    return instead.isPresent() ? instead.get() : type.getDeclaredMethod(name, parameters);
  }

  /**
   * Instead of {@link URL#toURI}. Who wants a library to have another name says so behind a {@code
   * #}, and takes what has that for no file.
   *
   * @param url the URL
   * @return of a file that stands for an image, without that; of everything else what the method
   *     gives
   * @throws URISyntaxException as the method does
   */
  public static URI toURI(URL url) throws URISyntaxException {
    return ServedImage.isToken(url) ? new File(url.getPath()).toURI() : url.toURI();
  }

  /**
   * Instead of {@link Runtime#addShutdownHook}, for bundles that leave hooks behind.
   *
   * @param runtime the runtime
   * @param hook the thread; it runs when the bundle has gone, if that is before the JVM's end
   * @param caller the calling class
   */
  public static void addShutdownHook(Runtime runtime, Thread hook, Class<?> caller) {
    runtime.addShutdownHook(hook);
    ServedBundles.ofFramework().leftovers().add(hook, caller.getClassLoader());
  }
}
