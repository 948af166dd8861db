package org.alfheim.deployer.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.alfheim.deployer.PluginInstaller;
import org.alfheim.elf.ElfException;
import org.alfheim.wrap.PluginBundle;
import org.alfheim.wrap.WrapException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Installs bare files without URL handlers. */
@Component
public final class ElfInstaller implements PluginInstaller {
  private final FileBundles bundles;

  /**
   * For the runtime of Declarative Services.
   *
   * @param context this bundle's; what is installed through it belongs to nobody
   */
  @Activate
  public ElfInstaller(BundleContext context) {
    bundles = new FileBundles(context);
  }

  @Override
  public Bundle install(Path file) throws BundleException {
    Optional<Bundle> installed = Files.exists(file) ? bundles.of(file) : Optional.empty();
    if (installed.isPresent()) {
      return installed.get();
    }
    return install(
        file.toString(),
        plugin -> ElfLocation.of(plugin.file().orElse(file)),
        () -> PluginBundle.of(file).withSource());
  }

  @Override
  public Bundle install(String location) throws BundleException {
    Bundle installed = bundles.context().getBundle(location);
    return installed != null
        ? installed
        : install(location, _ -> location, () -> ElfLocation.parse(location).bundle());
  }

  private interface Source {
    PluginBundle get() throws IOException;
  }

  private Bundle install(String shown, Function<PluginBundle, String> location, Source source)
      throws BundleException {
    try {
      PluginBundle plugin = source.get();
      return bundles.install(location.apply(plugin), plugin);
    } catch (IOException | ElfException | WrapException refused) {
      throw new BundleException(
          refused.getMessage() == null ? shown + ": " + refused : refused.getMessage(),
          BundleException.READ_ERROR,
          refused);
    }
  }
}
