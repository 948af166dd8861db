package org.alfheim.registry.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.loader.Natives;
import org.alfheim.plugin.NativesImage;
import org.alfheim.plugin.spi.CodeOrigin;
import org.alfheim.plugin.spi.CodeOrigins;
import org.alfheim.policy.BundleImage;
import org.alfheim.registry.PluginInventory.Holder;
import org.alfheim.registry.PluginInventory.Image;
import org.alfheim.registry.PluginInventory.State;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleReference;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;

/**
 * Images with native methods that classes of bundles load. Each is called by its bundle, and the
 * bundle's version: two versions beside each other have two.
 */
record BundleNatives(BundleContext context) implements CodeOrigins {
  private static final String IN = "!/";

  @Override
  public Optional<CodeOrigin> of(Class<?> type, String resource) {
    Bundle bundle = FrameworkUtil.getBundle(type);
    return bundle == null
        ? Optional.empty()
        : Optional.of(
            new CodeOrigin(
                nameOf(bundle) + IN + resource, Optional.of(new BundleImage(bundle, resource))));
  }

  private static String nameOf(Bundle bundle) {
    return bundle.getSymbolicName() + '-' + bundle.getVersion();
  }

  /** Those that are in the process. */
  List<Image> images() {
    List<Image> images = new ArrayList<>();
    for (NativesImage image : Natives.loaded()) {
      images.add(
          new Image(
              state(image.state()),
              image.name(),
              image.location(),
              image.span(),
              image.held(),
              Optional.empty(),
              holder(image)));
    }
    return images;
  }

  private static State state(NativesImage.State state) {
    return switch (state) {
      case BOUND -> State.NATIVES;
      case RELEASED -> State.RETIRED;
      case ELSEWHERE -> State.ELSEWHERE;
    };
  }

  /** The bundle of the image's class loader: another one may have its name and version since. */
  private Optional<Holder> holder(NativesImage image) {
    return Natives.classLoader(image)
        .flatMap(loader ->
            loader instanceof BundleReference reference
                ? Optional.of(reference.getBundle())
                : Optional.empty())
        .filter(this::isOurs)
        .map(bundle -> asItWas(bundle, image.location()));
  }

  private boolean isOurs(Bundle bundle) {
    return bundle.getState() == Bundle.UNINSTALLED
        || bundle.equals(context.getBundle(bundle.getBundleId()));
  }

  /** In the version that it had when it loaded the image. */
  private static Holder asItWas(Bundle bundle, String location) {
    String name = bundle.getSymbolicName();
    int end = location.indexOf(IN);
    if (name == null || !location.startsWith(name + '-') || end < name.length()) {
      return PluginJournal.holder(bundle);
    }
    try {
      Version version = Version.valueOf(location.substring(name.length() + 1, end));
      return new Holder(bundle.getBundleId(), name, version);
    } catch (IllegalArgumentException renamed) {
      return PluginJournal.holder(bundle);
    }
  }
}
