package org.alfheim.registry.internal;

import java.util.Map;
import org.alfheim.activator.header.SymbolPolicy;
import org.alfheim.loader.Natives;
import org.alfheim.loader.Succession;
import org.alfheim.log.BundleLog;
import org.alfheim.plugin.Plugin;
import org.alfheim.policy.ConfiguredPolicy;
import org.alfheim.policy.Policies;
import org.alfheim.registry.PluginConstants;
import org.alfheim.registry.PluginInventory;
import org.alfheim.registry.SymbolDirectory;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Keeps the directory and the symbols on demand while this bundle is active. Plugin bundles do
 * without: they can start before it, and go on when it stops.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class RegistryActivator implements BundleActivator {
  private final PluginDirectory directory = new PluginDirectory();
  private final OnDemandSymbols onDemand = new OnDemandSymbols();
  private BackEndTracker backEnds;
  private BundleNatives natives;

  /** For the framework. */
  public RegistryActivator() {}

  @Override
  public void start(BundleContext context) {
    BundleLog log = new BundleLog(context.getBundle());
    for (Policies.Report report : Policies.ofFramework(context)) {
      report.to(log);
    }
    configurable(context, log);
    /* What images load is this loader's to judge from now on, now that it has its policies. */
    follow(context);
    new PluginTracker(context).open();
    backEnds = new BackEndTracker(context, log);
    backEnds.open();
    natives = new BundleNatives(context);
    Natives.install(natives);
    context.registerService(SymbolDirectory.class, directory, null);
    context.registerService(
        PluginInventory.class, new JournalInventory(context, PluginJournal.shared()), null);
    context.registerService(
        new String[] {ListenerHook.class.getName(), FindHook.class.getName()},
        onDemand,
        FrameworkUtil.asDictionary(
            Map.of(Constants.SERVICE_DESCRIPTION, "Registers native symbols on demand")));
  }

  private static void configurable(BundleContext context, BundleLog log) {
    try {
      ConfiguredPolicy.register(context, log);
    } catch (NoClassDefFoundError withoutConfigAdmin) {
      // The framework's properties are all there is.
    }
  }

  private static void follow(BundleContext context) {
    Bundle loader = FrameworkUtil.getBundle(Plugin.class);
    if (loader != null) {
      Succession.follow(context.getProperty(Constants.FRAMEWORK_UUID) + '/' + loader.getBundleId());
    }
  }

  /**
   * The framework withdraws the services and the listener of the plugins' tracker. The loader goes
   * on, without back ends that it would hear nothing more of; its policies end with the framework,
   * if it is this framework's.
   */
  @Override
  public void stop(BundleContext context) {
    backEnds.close();
    Natives.uninstall(natives);
    if (FrameworkUtil.getBundle(Plugin.class) != null
        && context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() == Bundle.STOPPING) {
      Succession.end();
    }
  }

  private final class PluginTracker extends ServiceTracker<Plugin, Plugin> {
    PluginTracker(BundleContext context) {
      super(context, Plugin.class, null);
    }

    @Override
    public Plugin addingService(ServiceReference<Plugin> reference) {
      Plugin plugin = super.addingService(reference);
      if (plugin != null) {
        directory.add(reference, plugin);
        if (SymbolPolicy.ON_DEMAND
            .label()
            .equals(reference.getProperty(PluginConstants.PLUGIN_SYMBOLS))) {
          onDemand.add(reference, plugin);
        }
      }
      return plugin;
    }

    @Override
    public void modifiedService(ServiceReference<Plugin> reference, Plugin plugin) {
      // The ranking may have changed, and with it the order.
      directory.add(reference, plugin);
    }

    @Override
    public void removedService(ServiceReference<Plugin> reference, Plugin plugin) {
      onDemand.remove(reference);
      directory.remove(reference);
      super.removedService(reference, plugin);
    }
  }
}
