package org.alfheim.jni.internal;

import java.lang.invoke.MethodHandles;
import org.osgi.framework.wiring.BundleWiring;

/** A bundle whose image another one loads: the load comes from its class loader all the same. */
public final class OtherBundle {
  private static final String CLASS = ".class";

  private OtherBundle() {}

  /**
   * A lookup of a class of the bundle that has an image.
   *
   * @param caller who loads it, for messages
   * @throws UnsatisfiedLinkError if there is no such bundle, or no class in it
   */
  public static MethodHandles.Lookup lookup(ServedImage image, Class<?> caller) {
    String name = image.bundle().orElseThrow();
    BundleWiring wiring =
        ServedBundles.ofFramework()
            .named(name)
            .orElseThrow(() -> refused(image, caller, "the bundle " + name + " is not resolved"));
    String resource =
        wiring
            .listResources(
                "/",
                "*" + CLASS,
                BundleWiring.LISTRESOURCES_RECURSE | BundleWiring.LISTRESOURCES_LOCAL)
            .stream()
            .filter(path -> path.contains("/") && !path.startsWith("META-INF/"))
            .min(String::compareTo)
            .orElseThrow(() -> refused(image, caller, "the bundle " + name + " has no classes"));
    try {
      String type = resource.substring(0, resource.length() - CLASS.length()).replace('/', '.');
      return Speaker.beside(Class.forName(type, false, wiring.getClassLoader()));
    } catch (Throwable e) {
      throw (UnsatisfiedLinkError) refused(image, caller, e.toString()).initCause(e);
    }
  }

  private static UnsatisfiedLinkError refused(ServedImage image, Class<?> caller, String why) {
    return new UnsatisfiedLinkError(caller.getName() + " loads " + image.resource() + ": " + why);
  }
}
