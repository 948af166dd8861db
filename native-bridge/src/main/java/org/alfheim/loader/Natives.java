package org.alfheim.loader;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.alfheim.internal.open.LocalBackEnd;
import org.alfheim.internal.process.call.SystemLoad;
import org.alfheim.plugin.InvalidImageException;
import org.alfheim.plugin.NativesImage;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.spi.CodeOrigin;
import org.alfheim.plugin.spi.CodeOrigins;
import org.alfheim.plugin.spi.PluginSource;

/**
 * Loads images with <em>native methods</em> (JNI), as {@link System#load} does with files: for a
 * class that declares such methods, from wherever the image is, with nothing extracted.
 *
 * {@snippet file="Answers.java" region="load"}
 *
 * <p>The image is checked, admitted, bound, mapped and initialised by this loader, as each plugin.
 * Then the Java virtual machine takes it over: it calls {@code JNI_OnLoad} in the name of the
 * class, and binds the {@code native} methods of all classes of that class's loader.
 *
 * <p>Such an image belongs to one class loader: two that load the same one have two of it, each
 * with variables of its own. It lives as long as its class loader. When that has been collected,
 * the virtual machine calls {@code JNI_OnUnload}, and the image is closed: its destructors run, its
 * memory and its descriptor are given back. Nothing but its class loader has its symbols; it is no
 * {@link org.alfheim.plugin.Plugin}.
 *
 * <p>A library that the image needs ({@code DT_NEEDED}) comes from what the same class loader has
 * loaded before, then from open plugins, then from the system.
 */
public final class Natives {
  private static final LocalBackEnd LOCAL = new LocalBackEnd();
  private static final CopyOnWriteArrayList<CodeOrigins> ORIGINS = new CopyOnWriteArrayList<>();

  private Natives() {}

  /**
   * Loads an image that lies beside a class: an entry of its jar, or of its bundle. Nothing happens
   * if the class's loader has loaded the same image from there.
   *
   * @param caller {@link MethodHandles#lookup()}, called in the class that declares native methods
   * @param resource the image as the class's loader finds it: a path without a slash at its
   *     beginning
   * @throws org.alfheim.plugin.PluginException as {@link Loader#open(Path)} does; an {@link
   *     InvalidImageException}, too, if there is no such resource
   * @throws UnsatisfiedLinkError if the virtual machine does not take the image, for one if {@code
   *     JNI_OnLoad} asks for a version that it does not have. The image has been closed
   * @throws IllegalCallerException if the class's module has no native access
   * @throws IllegalArgumentException if the lookup was not made by its class itself, or the class
   *     is the virtual machine's own and has no class loader
   */
  public static void load(MethodHandles.Lookup caller, String resource) {
    load(caller, resource, List.of());
  }

  /**
   * Loads an image that lies beside a class, and that libraries of the same class loader need by
   * other names than its own. Where files are extracted, such names are links.
   *
   * @param caller as for {@link #load(MethodHandles.Lookup, String)}
   * @param resource likewise
   * @param names entries of {@code DT_NEEDED} that the image satisfies, besides its {@code
   *     DT_SONAME}
   * @throws org.alfheim.plugin.PluginException as {@link #load(MethodHandles.Lookup, String)} does
   */
  public static void load(MethodHandles.Lookup caller, String resource, List<String> names) {
    check(caller);
    Class<?> type = caller.lookupClass();
    URL url = type.getClassLoader().getResource(resource);
    CodeOrigin origin = origin(type, resource);
    if (url == null) {
      throw new InvalidImageException(
          origin.name(),
          "file",
          -1,
          origin.name() + ": the class loader of " + type.getName() + " finds no such resource",
          null);
    }
    OpenOptions.Builder options = OpenOptions.builder();
    origin.provenance().ifPresent(options::provenance);
    LOCAL.loadNatives(caller, source(origin.name(), url), options.build(), List.copyOf(names));
  }

  /**
   * Loads a file. It is copied: what happens to the file afterwards does the image no harm.
   *
   * @param caller as for {@link #load(MethodHandles.Lookup, String)}
   * @param file the path of an ELF64/amd64 shared object
   * @throws org.alfheim.plugin.PluginException as {@link #load(MethodHandles.Lookup, String)} does
   */
  public static void load(MethodHandles.Lookup caller, Path file) {
    load(caller, new PluginSource.OfFile(file), OpenOptions.usual());
  }

  /**
   * Loads an image that lies in memory.
   *
   * @param caller as for {@link #load(MethodHandles.Lookup, String)}
   * @param name a name for the image, shown in messages; it may be a path within an archive
   * @param image the whole image; it is copied
   * @throws org.alfheim.plugin.PluginException as {@link #load(MethodHandles.Lookup, String)} does
   */
  public static void load(MethodHandles.Lookup caller, String name, byte[] image) {
    load(
        caller, new PluginSource.InMemory(name, MemorySegment.ofArray(image)), OpenOptions.usual());
  }

  /**
   * Loads an image, wherever it is to be had.
   *
   * @param caller as for {@link #load(MethodHandles.Lookup, String)}
   * @param source where
   * @param options how; types and hosts of Go's have no meaning here
   * @throws org.alfheim.plugin.PluginException as {@link #load(MethodHandles.Lookup, String)} does
   * @throws UnsupportedOperationException if there are {@linkplain OpenOptions#backEndOptions
   *     options} for other back ends among them
   */
  public static void load(MethodHandles.Lookup caller, PluginSource source, OpenOptions options) {
    check(caller);
    LOCAL.loadNatives(caller, source, options, List.of());
  }

  private static void check(MethodHandles.Lookup caller) {
    Class<?> type = caller.lookupClass();
    if (!SystemLoad.isPossible(caller)) {
      throw new IllegalArgumentException(
          "the lookup was not made by "
              + type.getName()
              + " itself; call MethodHandles.lookup() in the class that has the native methods");
    }
    if (type.getClassLoader() == null) {
      throw new IllegalArgumentException(type.getName() + " has no class loader");
    }
  }

  private static CodeOrigin origin(Class<?> type, String resource) {
    for (CodeOrigins origins : ORIGINS) {
      Optional<CodeOrigin> origin = origins.of(type, resource);
      if (origin.isPresent()) {
        return origin.get();
      }
    }
    CodeSource code = type.getProtectionDomain().getCodeSource();
    String place = code == null || code.getLocation() == null ? "" : code.getLocation().getPath();
    String jar = place.substring(place.lastIndexOf('/') + 1);
    return new CodeOrigin(jar.isEmpty() ? resource : jar + "!/" + resource, Optional.empty());
  }

  private static PluginSource source(String name, URL url) {
    return new PluginSource.OfStream(
        name,
        PluginSource.OfStream.UNKNOWN,
        () -> {
          try {
            URLConnection connection = url.openConnection();
            connection.setUseCaches(false);
            return connection.getInputStream();
          } catch (IllegalArgumentException | IllegalStateException gone) {
            throw new IOException(gone);
          }
        });
  }

  /**
   * The images that were loaded so and are in this process, whichever copy of these classes has
   * loaded them.
   *
   * @return a snapshot, in the order of their locations
   */
  public static List<NativesImage> loaded() {
    return LOCAL.natives();
  }

  /**
   * The class loader that an image belongs to.
   *
   * @param image one of {@link #loaded}
   * @return empty if it has been collected, or another copy of these classes has loaded the image
   */
  public static Optional<ClassLoader> classLoader(NativesImage image) {
    return LOCAL.ownerOfNatives(image.location());
  }

  /**
   * Has somebody say from now on where classes come from, for the names of their images and for
   * {@linkplain org.alfheim.plugin.admission.Admission admissions}.
   *
   * @param origins who knows it of some classes
   */
  public static void install(CodeOrigins origins) {
    ORIGINS.addFirst(origins);
  }

  /**
   * Stops asking somebody.
   *
   * @param origins who was installed; nothing happens if not
   */
  @SuppressWarnings("ReferenceEquality") // Who was installed, and not one like it.
  public static void uninstall(CodeOrigins origins) {
    ORIGINS.removeIf(each -> each == origins);
  }
}
