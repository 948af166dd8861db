package org.alfheim.jni.internal;

import java.lang.invoke.MethodHandles;
import java.util.Optional;
import org.alfheim.loader.Natives;
import org.alfheim.plugin.PluginException;

/** Loads what a class of a served bundle asks for: from the bundle, or as it would have been. */
public final class ServedLoad {
  private ServedLoad() {}

  /**
   * A file.
   *
   * @param caller the calling class's own lookup
   */
  public static void load(String file, MethodHandles.Lookup caller) {
    Optional<ServedImage> image = served(caller).flatMap(bundle -> bundle.byPath(file));
    if (image.isPresent()) {
      loadImage(image.get(), caller);
    } else {
      OriginalCall.load(caller, file);
    }
  }

  /**
   * A library by its name.
   *
   * @param caller the calling class's own lookup
   */
  public static void loadLibrary(String name, MethodHandles.Lookup caller) {
    Optional<ServedImage> image = served(caller).flatMap(bundle -> bundle.byName(name));
    if (image.isPresent()) {
      loadImage(image.get(), caller);
    } else {
      OriginalCall.loadLibrary(caller, name);
    }
  }

  private static Optional<ServedBundle> served(MethodHandles.Lookup caller) {
    return ServedBundles.ofFramework().of(caller.lookupClass().getClassLoader());
  }

  private static void loadImage(ServedImage image, MethodHandles.Lookup caller) {
    MethodHandles.Lookup owner =
        image.bundle().isPresent() ? OtherBundle.lookup(image, caller) : caller;
    try {
      Natives.load(owner, image.resource(), image.names());
      ServedBundles.ofFramework().leftovers().add(owner.lookupClass());
    } catch (PluginException refused) {
      /* Whoever calls System.load knows of no other. */
      UnsatisfiedLinkError error = new UnsatisfiedLinkError(refused.getMessage());
      error.initCause(refused);
      throw error;
    }
  }
}
