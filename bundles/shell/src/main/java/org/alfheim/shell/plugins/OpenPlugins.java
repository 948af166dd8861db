package org.alfheim.shell.plugins;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alfheim.bind.Variable;
import org.alfheim.bind.declaration.Declaration;
import org.alfheim.bind.declaration.QualifiedDeclaration;
import org.alfheim.names.SimilarNames;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.Symbol;
import org.alfheim.registry.PluginConstants;
import org.alfheim.registry.PluginNames;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** The plugins that are services now, and their symbols. */
public final class OpenPlugins {
  private final BundleContext context;

  /** Those that a bundle of this context sees. */
  public OpenPlugins(BundleContext context) {
    this.context = context;
  }

  /** All of them, in the order of their bundles. */
  public List<OpenPlugin> all() {
    List<OpenPlugin> found = new ArrayList<>();
    for (ServiceReference<Plugin> reference : references()) {
      // A plugin is never closed: the object serves even after its bundle is stopped.
      Plugin plugin = context.getService(reference);
      if (plugin != null && reference.getBundle() != null) {
        found.add(new OpenPlugin(reference, plugin));
        context.ungetService(reference);
      }
    }
    found.sort(Comparator.comparingLong(OpenPlugin::bundle).thenComparing(OpenPlugin::name));
    return found;
  }

  private Iterable<ServiceReference<Plugin>> references() {
    try {
      return context.getServiceReferences(Plugin.class, null);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Those that a bundle has registered. */
  public List<OpenPlugin> of(Bundle bundle) {
    return all().stream().filter(plugin -> plugin.bundle() == bundle.getBundleId()).toList();
  }

  /** The service by which a plugin is known; empty if no bundle registers it now. */
  public Optional<OpenPlugin> of(Plugin plugin) {
    return all().stream().filter(open -> open.plugin().equals(plugin)).findFirst();
  }

  /**
   * The plugin that a person means.
   *
   * @param argument one of its {@linkplain PluginNames names}, or a plugin or a bundle that another
   *     command returned
   * @return the plugin
   * @throws IllegalArgumentException if there is none of that name, or several
   */
  public OpenPlugin find(Object argument) {
    if (argument == null) {
      throw new IllegalArgumentException("which plugin? the variable is not set");
    }
    List<OpenPlugin> all = all();
    List<OpenPlugin> found =
        switch (argument) {
          case Plugin plugin ->
              all.stream().filter(open -> open.plugin().equals(plugin)).limit(1).toList();
          case Bundle bundle -> of(bundle);
          default -> PluginNames.meant(argument.toString(), all, OpenPlugin::names);
        };
    return switch (found.size()) {
      case 1 -> found.getFirst();
      case 0 -> throw new IllegalArgumentException("no plugin " + argument + reason(all, argument));
      default ->
          throw new IllegalArgumentException(
              argument
                  + " is the name of several plugins, say which: "
                  + found.stream()
                      .map(open -> open.distinctName(all) + " (" + open.symbolicName() + ")")
                      .collect(Collectors.joining(", ")));
    };
  }

  /** What there is, and why there is not what a person misses. */
  private String reason(List<OpenPlugin> all, Object argument) {
    FailedStarts failed = FailedStarts.of(context);
    if (all.isEmpty()) {
      return failed.isEmpty()
          ? "; none is open, plugin:open LOCATION opens one"
          : "; none is open: " + failed;
    }
    Optional<String> failure = failed.of(argument);
    if (failure.isPresent()) {
      return "; " + failure.get() + "; there are " + listed(all);
    }
    String question =
        SimilarNames.question(
            String.valueOf(argument),
            all.stream()
                .flatMap(open -> Stream.of(open.name(), open.symbolicName()))
                .distinct()
                .toList());
    return "; there are " + listed(all) + question;
  }

  /** A variable of a plugin, as a person declares it. */
  public Variable<Object> variable(Object plugin, String declaration) {
    OpenPlugin open = find(plugin);
    String own = own(open, declaration);
    return lookup(open, Declaration.nameIn(own)).variable(own);
  }

  /** A declaration with the symbol's own name, where it has one that C++ qualifies. */
  public String own(OpenPlugin open, String declaration) {
    return open.plugin()
        .find(declaration.strip())
        .map(Symbol::name)
        .orElseGet(() ->
            QualifiedDeclaration.resolved(
                declaration, name -> open.plugin().find(name).map(Symbol::name)));
  }

  private static String listed(List<OpenPlugin> plugins) {
    return plugins.stream().map(OpenPlugin::toString).collect(Collectors.joining(", "));
  }

  /**
   * An exported symbol: its service, which the tracking of it may bring about, or else what the
   * plugin itself finds.
   *
   * @throws org.alfheim.plugin.SymbolNotFoundException if the plugin exports no such symbol
   */
  public Symbol lookup(OpenPlugin open, String name) {
    ServiceTracker<Symbol, Symbol> tracker =
        new ServiceTracker<>(context, filter(open, name), null);
    tracker.open();
    try {
      Symbol symbol = tracker.getService();
      if (symbol != null) {
        return symbol;
      }
      Symbol found = open.plugin().lookup(name);
      // Found by the name that people have for it: its service goes by its own.
      return found.name().equals(name) ? found : lookup(open, found.name());
    } finally {
      tracker.close();
    }
  }

  private static org.osgi.framework.Filter filter(OpenPlugin open, String name) {
    try {
      return FrameworkUtil.createFilter(
          "(&(%s=%s)(%s=%d)(%s=%s)(%s=%s))"
              .formatted(
                  Constants.OBJECTCLASS,
                  Symbol.class.getName(),
                  Constants.SERVICE_BUNDLEID,
                  open.bundle(),
                  PluginConstants.PLUGIN_NAME,
                  escaped(open.name()),
                  PluginConstants.SYMBOL_NAME,
                  escaped(name)));
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A value as a filter has it (OSGi Core, "Filter Syntax"): its own characters behind a backslash.
   */
  private static String escaped(String value) {
    return value.replaceAll("[\\\\*()]", "\\\\$0");
  }
}
