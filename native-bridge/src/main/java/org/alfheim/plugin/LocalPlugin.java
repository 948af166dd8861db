package org.alfheim.plugin;

import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A plugin in this process: what a {@link Plugin} is, and what has no meaning for one that lives
 * elsewhere. {@link Plugin#open(Path)} says how plugins are opened, and what can go wrong.
 */
@ProviderType
public interface LocalPlugin extends Plugin {

  /**
   * Opens a shared object in this process, or returns the plugin that is open already.
   *
   * @param file as for {@link Plugin#open(Path)}
   * @return the plugin, its constructors run
   * @throws PluginException as {@link Plugin#open(Path)} does
   */
  static LocalPlugin open(Path file) {
    return open(file, OpenOptions.usual());
  }

  /**
   * Opens a shared object in this process with other options than the usual ones.
   *
   * @param file as for {@link Plugin#open(Path, OpenOptions)}
   * @param options how
   * @return the plugin, its constructors run
   * @throws PluginException as {@link Plugin#open(Path, OpenOptions)} does
   */
  static LocalPlugin open(Path file, OpenOptions options) {
    return Loader.shared().open(Source.file(file, options));
  }

  /**
   * Opens a shared object that lies in memory, in this process.
   *
   * @param name as for {@link Plugin#open(String, byte[])}
   * @param image the whole image; it is copied
   * @return the plugin, its constructors run
   * @throws PluginException as {@link Plugin#open(String, byte[])} does
   */
  static LocalPlugin open(String name, byte[] image) {
    return open(name, image, OpenOptions.usual());
  }

  /**
   * Opens a shared object that lies in memory, in this process, with other options than the usual
   * ones.
   *
   * @param name as for {@link Plugin#open(String, byte[])}
   * @param image the whole image; it is copied
   * @param options how
   * @return the plugin, its constructors run
   * @throws PluginException as {@link Plugin#open(String, byte[])} does
   */
  static LocalPlugin open(String name, byte[] image, OpenOptions options) {
    return Loader.shared().open(Source.memory(name, image, options));
  }

  /**
   * The images that are in this process and that nobody has opened here: another copy of these
   * classes has (that of another framework in the same JVM, or of one that was restarted). To open
   * one of them is to find it initialised.
   *
   * @return a snapshot, in the order of their locations
   */
  static List<ForeignImage> openedElsewhere() {
    return Loader.shared().openedElsewhere();
  }

  /** The real path of the file; empty for an image that was opened from memory. */
  Optional<Path> path();

  @Override
  LocalSymbol lookup(String name);

  /**
   * The plugin's symbols as addresses, for code that was written for {@link java.lang.foreign}: in
   * sources made by {@code jextract} it takes the place of {@link SymbolLookup#libraryLookup}. A
   * thread-local variable is the copy of the thread that looks it up.
   *
   * @return a lookup that finds what {@link #find(String)} finds, as segments of no length; it
   *     finds nothing where a symbol has no address in the image
   */
  SymbolLookup symbolLookup();

  /** Where and how the image lies in the process. */
  ImageInfo image();
}
