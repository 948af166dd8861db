package org.alfheim.plugin;

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
 * {@snippet file="FirstPlugin.java" region="open"}
 *
 * <p>{@link org.alfheim.loader.Loader} opens plugins.
 */
@ProviderType
public interface Plugin {

  /**
   * The plugin's name: {@code libz.so.1.2.13}, the last part of the path or name it was opened by;
   * of several objects {@code a.o+b.o}.
   */
  String name();

  /**
   * The identity under which the plugin was opened: a real path, or the name of an image in memory
   * with its size and checksums, such as {@code bundle!/lib/libx.so#15656-1f0c…}; of relocatable
   * objects their real paths and the SHA-256 of what is in them.
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
   * <p>A symbol of C++ or Rust is also found by the name that people have for it: {@code
   * ns::f(int)}, or {@code ns::f} where that is the name of one function only. Spaces don't count,
   * nor whether {@code const} is before or after its type. The first such lookup decodes the names
   * of all symbols: some microseconds for each.
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
   * @throws org.alfheim.bind.TypeMismatchException if methods contradict the {@link Symbol#type} of
   *     their symbols (all of them are named); {@link org.alfheim.bind.TypeCheck} waives or insists
   */
  <T> T bind(Class<T> contract);
}
