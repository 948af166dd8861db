package org.alfheim.activator;

import static org.alfheim.activator.header.SymbolPolicy.ALL;
import static org.alfheim.activator.header.SymbolPolicy.DECLARED;
import static org.alfheim.activator.header.SymbolPolicy.ON_DEMAND;
import static org.alfheim.registry.PluginConstants.ALL_SYMBOLS_LIMIT;

import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.alfheim.activator.header.NativePlugin;
import org.alfheim.activator.header.SymbolPolicy;
import org.alfheim.bind.BindingException;
import org.alfheim.log.BundleLog;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.Symbol;
import org.alfheim.registry.internal.PluginJournal;
import org.alfheim.registry.internal.ServiceProperties;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * All that one open image puts into the service registry, made before the first of it is
 * registered.
 */
final class PluginServices {
  private final Plugin plugin;
  private final ServiceProperties properties;
  private final SymbolPolicy policy;
  private final List<Symbol> symbols;
  private final Map<String, Object> typed;

  private PluginServices(
      Plugin plugin,
      ServiceProperties properties,
      SymbolPolicy policy,
      List<Symbol> symbols,
      Map<String, Object> typed) {
    this.plugin = plugin;
    this.properties = properties;
    this.policy = policy;
    this.symbols = symbols;
    this.typed = typed;
  }

  /**
   * Opens an image and makes its services.
   *
   * @param bundle the bundle that holds it
   * @param image the image
   * @param others plugins that it is to be bound to, those of them that it needs
   * @param goRuntime the runtime of the bundle's Go plugins; empty if there are no two
   * @return the services, none of them registered
   * @throws org.alfheim.plugin.PluginException if the image can't be opened
   * @throws org.alfheim.bind.BindingException if it lacks symbols that a declared interface needs
   * @throws BundleDeclarationException if it lacks a declared symbol, or a declared interface can't
   *     be loaded
   */
  static PluginServices prepare(
      Bundle bundle, EmbeddedImage image, List<Plugin> others, Optional<String> goRuntime) {
    NativePlugin declaration = image.declaration();
    Plugin plugin = image.open(others, goRuntime);
    String name = declaration.name().orElse(plugin.name());
    PluginJournal.shared().opened(bundle, name, plugin);
    ServiceProperties properties =
        ServiceProperties.of(
            plugin, name, declaration.path(), declaration.version(), declaration.types());
    SymbolPolicy policy = policy(bundle, declaration, plugin);
    return new PluginServices(
        plugin,
        properties,
        policy,
        policy == ALL ? plugin.symbols() : declared(bundle, declaration, plugin),
        typed(bundle, declaration, plugin));
  }

  private static SymbolPolicy policy(Bundle bundle, NativePlugin declaration, Plugin plugin) {
    BundleLog log = new BundleLog(bundle);
    if (declaration.symbols().isPresent()) {
      SymbolPolicy policy = declaration.symbols().get();
      if (policy == ALL && plugin.symbolCount() > ALL_SYMBOLS_LIMIT) {
        log.warn(
            declaration.path()
                + ": symbols=all makes "
                + plugin.symbolCount()
                + " services, which slows every lookup in the framework; symbols=on-demand makes"
                + " those that are asked for");
      }
      return policy;
    }
    if (!declaration.declared().isEmpty()) {
      return DECLARED;
    }
    if (plugin.symbolCount() > ALL_SYMBOLS_LIMIT) {
      log.info(
          declaration.path()
              + ": "
              + plugin.symbolCount()
              + " symbols are too many to be services all; each becomes one when it is asked for by"
              + " name (symbols=all overrides)");
      return ON_DEMAND;
    }
    return ALL;
  }

  private static List<Symbol> declared(Bundle bundle, NativePlugin declaration, Plugin plugin) {
    List<Symbol> found = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String name : declaration.declared()) {
      Optional<Symbol> symbol = plugin.find(name);
      if (symbol.isPresent()) {
        found.add(symbol.get());
      } else {
        missing.add(name);
      }
    }
    if (!missing.isEmpty()) {
      throw new BundleDeclarationException(
          bundle,
          "Native-Plugin declares symbols that "
              + declaration.path()
              + " does not export: "
              + String.join(", ", missing));
    }
    return found;
  }

  private static Map<String, Object> typed(Bundle bundle, NativePlugin declaration, Plugin plugin) {
    Map<String, Object> services = new LinkedHashMap<>();
    List<BindingException> refusals = new ArrayList<>();
    for (String name : declaration.services()) {
      Class<?> contract = contract(bundle, declaration, name);
      try {
        services.put(name, plugin.bind(contract));
      } catch (BindingException refused) {
        refusals.add(refused);
      }
    }
    if (!refusals.isEmpty()) {
      throw refusals.size() == 1 ? refusals.getFirst() : together(refusals);
    }
    return services;
  }

  /** What several interfaces lack is said at once. */
  private static BindingException together(List<BindingException> refusals) {
    return new BindingException(
        refusals.stream().map(BindingException::getMessage).collect(Collectors.joining("; and ")),
        refusals.stream()
            .flatMap(refusal -> refusal.missing().stream())
            .distinct()
            .sorted()
            .toList());
  }

  private static Class<?> contract(Bundle bundle, NativePlugin declaration, String name) {
    Class<?> contract;
    try {
      contract = bundle.loadClass(name);
    } catch (ClassNotFoundException | LinkageError unloadable) {
      throw new BundleDeclarationException(
          bundle,
          "the interface "
              + name
              + " of "
              + declaration.path()
              + " can't be loaded ("
              + unloadable
              + "); hold it in the bundle or import its package",
          unloadable);
    }
    if (!contract.isInterface()) {
      throw new BundleDeclarationException(
          bundle, name + ", a service of " + declaration.path() + ", is not an interface");
    }
    return contract;
  }

  /** The open image. */
  Plugin plugin() {
    return plugin;
  }

  /**
   * Registers everything, the plugin last: who finds it finds its symbols too. The framework
   * withdraws all of it when the bundle stops or its start fails.
   */
  void register(BundleContext context) {
    for (Symbol symbol : symbols) {
      context.registerService(Symbol.class, symbol, dictionary(properties.ofSymbol(symbol)));
    }
    for (Map.Entry<String, Object> service : typed.entrySet()) {
      context.registerService(
          service.getKey(), service.getValue(), dictionary(properties.ofService()));
    }
    context.registerService(Plugin.class, plugin, dictionary(properties.ofPlugin(policy.label())));
  }

  /** OSGi's own way to a Dictionary brings two dozen classes with it. */
  @SuppressWarnings("JdkObsolete")
  private static Dictionary<String, Object> dictionary(Map<String, Object> properties) {
    return new Hashtable<>(properties);
  }
}
