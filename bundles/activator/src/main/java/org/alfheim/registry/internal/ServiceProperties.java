package org.alfheim.registry.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.Symbol;
import org.alfheim.registry.PluginConstants;
import org.alfheim.types.KnownType;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/**
 * The properties of the services of one plugin; what the image does not have is left out.
 *
 * @param common what all of them carry
 */
public record ServiceProperties(Map<String, Object> common) {

  private static final int LONGEST_TYPE = 200;

  /** Copies the map. */
  public ServiceProperties {
    common = Map.copyOf(common);
  }

  /**
   * The properties of a plugin's services.
   *
   * @param plugin an open plugin
   * @param name the name it is to have
   * @param path the path of the image in its bundle
   * @param version the version it is to have; the plugin's own if empty
   * @param types the path in its bundle of the types of its symbols, if it carries them
   * @return the properties
   */
  public static ServiceProperties of(
      Plugin plugin, String name, String path, Optional<Version> version, Optional<String> types) {
    Map<String, Object> common = new LinkedHashMap<>();
    common.put(PluginConstants.PLUGIN_NAME, name);
    common.put(PluginConstants.PLUGIN_PATH, path);
    put(common, PluginConstants.PLUGIN_SONAME, plugin.soname());
    put(common, PluginConstants.PLUGIN_VERSION, version.isPresent() ? version : version(plugin));
    put(common, PluginConstants.PLUGIN_BUILDID, plugin.buildId());
    put(common, PluginConstants.PLUGIN_TYPES, types);
    if (plugin instanceof LocalPlugin local && local.go().isPresent()) {
      common.put(PluginConstants.PLUGIN_GO, local.go().get().version().orElse("go"));
    }
    return new ServiceProperties(common);
  }

  private static void put(Map<String, Object> properties, String name, Optional<?> value) {
    if (value.isPresent()) {
      properties.put(name, value.get());
    }
  }

  /**
   * The properties that the symbols of a plugin have, from those of its service.
   *
   * @param plugin the service of a plugin
   * @return the properties
   */
  public static ServiceProperties of(ServiceReference<Plugin> plugin) {
    Map<String, Object> common = new LinkedHashMap<>();
    for (String key : plugin.getPropertyKeys()) {
      if (key.startsWith("plugin.") && !key.equals(PluginConstants.PLUGIN_SYMBOLS)) {
        common.put(key, plugin.getProperty(key));
      }
    }
    return new ServiceProperties(common);
  }

  /** A file name's version may have more parts than OSGi's; then there is no version to compare. */
  private static Optional<Version> version(Plugin plugin) {
    Optional<String> version = plugin.version();
    if (version.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Version.parseVersion(version.get()));
    } catch (IllegalArgumentException notOfOsgi) {
      return Optional.empty();
    }
  }

  /**
   * The properties of the {@code Plugin} service.
   *
   * @param policy which symbols are services
   * @return the properties
   */
  public Map<String, Object> ofPlugin(String policy) {
    return with(Map.of(PluginConstants.PLUGIN_SYMBOLS, policy));
  }

  /** The properties of a typed service. */
  public Map<String, Object> ofService() {
    return with(Map.of());
  }

  /**
   * The properties of a {@code Symbol} service.
   *
   * @param symbol a symbol of the plugin
   * @return the properties
   */
  public Map<String, Object> ofSymbol(Symbol symbol) {
    Map<String, Object> own = new LinkedHashMap<>();
    own.put(PluginConstants.SYMBOL_NAME, symbol.name());
    own.put(PluginConstants.SYMBOL_KIND, symbol.kind().label());
    put(own, PluginConstants.SYMBOL_VERSION, symbol.version());
    if (symbol.size() > 0) {
      own.put(PluginConstants.SYMBOL_SIZE, symbol.size());
    }
    // Else debug information would be read for it.
    if (common.containsKey(PluginConstants.PLUGIN_TYPES)
        || common.containsKey(PluginConstants.PLUGIN_GO)) {
      put(own, PluginConstants.SYMBOL_TYPE, symbol.type().map(known -> type(symbol, known)));
    }
    return with(own);
  }

  private static String type(Symbol symbol, KnownType known) {
    String text = known.type().declare(symbol.name());
    return text.length() <= LONGEST_TYPE ? text : text.substring(0, LONGEST_TYPE - 1) + "…";
  }

  private Map<String, Object> with(Map<String, Object> own) {
    Map<String, Object> all = new LinkedHashMap<>(common);
    all.putAll(own);
    return all;
  }
}
