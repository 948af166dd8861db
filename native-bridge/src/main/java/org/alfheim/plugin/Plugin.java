package org.alfheim.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A native plugin that is open: Go's {@code plugin.Plugin} for the JVM. It says nothing of where
 * the plugin lives; what only one in this process has is in {@link LocalPlugin}.
 *
 * <p>A plugin is opened once and initialised once, it is never closed, and it is safe for use by
 * any number of threads. Opening the same file again gives the same object.
 *
 * <pre>{@code
 * Plugin hello = Plugin.open(Path.of("libhello.so"));
 * hello.lookup("V").variable(int.class).set(7);
 * hello.lookup("F").function(Runnable.class).run();   // Hello, number 7
 * }</pre>
 *
 * <p>All methods that open throw a {@link PluginException} whose subtypes say which demand was not
 * met; see there for what may be tried again.
 */
@ProviderType
public interface Plugin {

  /**
   * Opens a shared object, or returns the plugin that is open already. Two paths are the same
   * plugin where their real paths are the same.
   *
   * @param file the path of an ELF64/amd64 shared object
   * @return the plugin, its constructors run
   * @throws InvalidImageException if there is no regular file, it can't be read, or it is not a
   *     shared object that this loader supports
   * @throws UnresolvedException if a library, a symbol or a version that the image needs is not
   *     there
   * @throws ResourceException if the process is out of something: memory, descriptors, static
   *     thread-local storage
   * @throws RecursiveOpenException if the calling thread is running this plugin's own constructors
   * @throws InitializationException if an earlier attempt failed after its constructors had begun
   *     to run
   */
  static Plugin open(Path file) {
    return open(file, OpenOptions.usual());
  }

  /**
   * Opens a shared object with other options than the usual ones. A plugin that is open already is
   * returned as it is.
   *
   * @param file the path of an ELF64/amd64 shared object
   * @param options how
   * @return the plugin, its constructors run
   * @throws InvalidImageException as {@link #open(Path)} does
   * @throws UnresolvedException as {@link #open(Path)} does
   * @throws ResourceException as {@link #open(Path)} does
   * @throws RecursiveOpenException as {@link #open(Path)} does
   * @throws InitializationException as {@link #open(Path)} does
   */
  static Plugin open(Path file, OpenOptions options) {
    return LocalPlugin.open(file, options);
  }

  /**
   * Opens a shared object that lies in memory (the entry of a bundle, say); nothing is written to a
   * file system. Two images are the same plugin where both their names and their contents are the
   * same.
   *
   * @param name a name for the image, shown in messages and in {@link #name()}; it may be a path
   *     within an archive
   * @param image the whole image; it is copied
   * @return the plugin, its constructors run
   * @throws InvalidImageException if the bytes are not a shared object that this loader supports
   * @throws UnresolvedException if a library, a symbol or a version that the image needs is not
   *     there
   * @throws ResourceException if the process is out of something: memory, descriptors, static
   *     thread-local storage
   * @throws RecursiveOpenException if the calling thread is running this plugin's own constructors
   * @throws InitializationException if an earlier attempt failed after its constructors had begun
   *     to run
   */
  static Plugin open(String name, byte[] image) {
    return open(name, image, OpenOptions.usual());
  }

  /**
   * Opens a shared object that lies in memory with other options than the usual ones.
   *
   * @param name a name for the image, as for {@link #open(String, byte[])}
   * @param image the whole image; it is copied
   * @param options how
   * @return the plugin, its constructors run
   * @throws InvalidImageException as {@link #open(String, byte[])} does
   * @throws UnresolvedException as {@link #open(String, byte[])} does
   * @throws ResourceException as {@link #open(String, byte[])} does
   * @throws RecursiveOpenException as {@link #open(String, byte[])} does
   * @throws InitializationException as {@link #open(String, byte[])} does
   */
  static Plugin open(String name, byte[] image, OpenOptions options) {
    return LocalPlugin.open(name, image, options);
  }

  /** The plugins that are open in this process, in the order in which they were opened. */
  static List<Plugin> opened() {
    return Loader.shared().opened();
  }

  /**
   * The plugin's name: {@code libz.so.1.2.13}, the last part of the path or name it was opened by.
   */
  String name();

  /**
   * The identity under which the plugin was opened: a real path, or the name of an image in memory
   * with its size and checksums, such as {@code bundle!/lib/libx.so#15656-1f0c…}.
   */
  String location();

  /** {@code DT_SONAME}. */
  Optional<String> soname();

  /**
   * The name by which another image's {@code DT_NEEDED} means this plugin: {@code DT_SONAME}, or
   * without one the file's name, as ld.so has it for a library that it found by that name.
   */
  default String neededName() {
    return soname().orElseGet(this::name);
  }

  /** The GNU build id, in hexadecimal. */
  Optional<String> buildId();

  /**
   * The version that the file's name gives, or else that of the soname: {@code 1.2.13} for {@code
   * libz.so.1.2.13}, {@code 1} for {@code libfoo.so.1}.
   */
  Optional<String> version();

  /**
   * The exported symbol of a name: Go's {@code Lookup}.
   *
   * @param name a symbol's name; where it has several versions, the default one is meant
   * @return the symbol; the same object each time
   * @throws SymbolNotFoundException if the plugin exports no such symbol
   */
  Symbol lookup(String name);

  /**
   * The exported symbol of a name, if there is one.
   *
   * @param name a symbol's name; where it has several versions, the default one is meant
   * @return the symbol, the same object each time; or empty
   */
  Optional<Symbol> find(String name);

  /**
   * The exported symbol of a name and a version.
   *
   * @param name a symbol's name
   * @param version the name of a version that the image defines
   * @return the symbol, or empty
   */
  Optional<Symbol> find(String name, String version);

  /** How many {@link #symbols} there are, which is known without making them. */
  int symbolCount();

  /** The exported symbols in the order of their names; of several versions, the default one. */
  List<Symbol> symbols();

  /**
   * Lays a Java interface over the plugin: each abstract method is a function or a variable of the
   * image.
   *
   * @param <T> the interface
   * @param contract the interface; {@link org.alfheim.bind} says which types its methods may have
   * @return an implementation whose methods call the image
   * @throws org.alfheim.bind.BindingException if symbols that the interface needs are missing (all
   *     of them are named), or a method's type has no counterpart in C
   */
  <T> T bind(Class<T> contract);
}
