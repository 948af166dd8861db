package org.alfheim.registry;

/**
 * The names of the service properties of plugins and symbols, of the manifest header and of the
 * capabilities.
 *
 * <p>Every service of a plugin bundle carries those {@code plugin.} properties that its image has;
 * one that the image lacks is left out, never empty. A {@link org.alfheim.plugin.Symbol} service
 * carries those {@code symbol.} properties in addition.
 */
public final class PluginConstants {
  private PluginConstants() {}

  /** The manifest header that names the images of a plugin bundle. */
  public static final String NATIVE_PLUGIN = "Native-Plugin";

  /** The capability namespace of plugins: what a plugin bundle provides. */
  public static final String PLUGIN_NAMESPACE = "org.alfheim.plugin";

  /**
   * The capability namespace of hosts for Go plugins: what the bundle of such a plugin requires.
   */
  public static final String GO_NAMESPACE = "org.alfheim.go";

  /** The capability namespace of the loader: what a plugin bundle requires. */
  public static final String LOADER_NAMESPACE = "org.alfheim.loader";

  /**
   * The plugin's name (type String): the one its bundle declares, or else that of the image's file.
   */
  public static final String PLUGIN_NAME = "plugin.name";

  /** The path of the image in its bundle (type String). */
  public static final String PLUGIN_PATH = "plugin.path";

  /** The image's {@code DT_SONAME} (type String). */
  public static final String PLUGIN_SONAME = "plugin.soname";

  /**
   * The plugin's version (type {@link org.osgi.framework.Version}, so that a filter compares it as
   * one): the one its bundle declares, or else that of the file's name or the soname.
   */
  public static final String PLUGIN_VERSION = "plugin.version";

  /** The image's GNU build id in hexadecimal (type String). */
  public static final String PLUGIN_BUILDID = "plugin.buildid";

  /**
   * The version of Go that built the plugin (type String), such as {@code go1.23.5}; {@code go}
   * where the image does not say. Only Go plugins have it.
   */
  public static final String PLUGIN_GO = "plugin.go";

  /**
   * Which symbols are services (type String): {@code all}, {@code declared} or {@code on-demand}.
   * Set on {@link org.alfheim.plugin.Plugin} services only.
   */
  public static final String PLUGIN_SYMBOLS = "plugin.symbols";

  /** The symbol's name (type String). */
  public static final String SYMBOL_NAME = "symbol.name";

  /**
   * The path in the bundle of the types of the plugin's symbols (type String); left out where it
   * carries none.
   */
  public static final String PLUGIN_TYPES = "plugin.types";

  /**
   * What the symbol stands for (type String): {@code function}, {@code variable} or {@code tls}.
   */
  public static final String SYMBOL_KIND = "symbol.kind";

  /** The name of the symbol's version (type String). */
  public static final String SYMBOL_VERSION = "symbol.version";

  /**
   * The symbol's type in C (type String), {@code int add(int a, int b)}, up to 200 characters; left
   * out where the bundle does not carry types. Of a Go plugin it is the type in Go, {@code func
   * Add(int, int) int}, and always there.
   */
  public static final String SYMBOL_TYPE = "symbol.type";

  /** The symbol's size in bytes (type Long); left out where the image does not say. */
  public static final String SYMBOL_SIZE = "symbol.size";

  /**
   * Up to how many symbols the policy {@code all} is the default, and beyond how many it is warned
   * of.
   */
  public static final int ALL_SYMBOLS_LIMIT = 4096;
}
