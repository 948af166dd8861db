package org.alfheim.jni.weaving;

import java.util.Map;
import org.alfheim.jni.internal.ServedBundles;
import org.alfheim.jni.recipe.NativesClause;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.hooks.weaving.WeavingHook;

/**
 * Serves bundles while this one is active: those whose classes are loaded in that time. So it
 * starts before them, at a lower start level.
 */
@Capability(namespace = "osgi.extender", name = NativesClause.NAMESPACE, version = "1.0.0")
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class JniActivator implements BundleActivator {
  /** For the framework. */
  public JniActivator() {}

  @Override
  public void start(BundleContext context) {
    String known = context.getProperty(ServedBundles.PROPERTY);
    ServedBundles bundles = new ServedBundles(known == null ? "" : known, context::getBundles);
    ServedBundles.use(bundles);
    context.addBundleListener(event -> {
      if (event.getType() == BundleEvent.UNRESOLVED) {
        bundles.leftovers().sweep();
      }
    });
    context.addFrameworkListener(event -> {
      if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
        bundles.leftovers().sweep();
      }
    });
    context.registerService(
        WeavingHook.class,
        new LoadCallWeaving(bundles),
        FrameworkUtil.asDictionary(
            Map.of(Constants.SERVICE_DESCRIPTION, "Serves bundles that load JNI libraries")));
  }

  /** The framework withdraws the hook and the listeners; classes that are woven go on. */
  @Override
  public void stop(BundleContext context) {}
}
