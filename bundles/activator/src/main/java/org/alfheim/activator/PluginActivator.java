package org.alfheim.activator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.activator.header.HeaderException;
import org.alfheim.activator.header.NativePlugin;
import org.alfheim.bind.BindingException;
import org.alfheim.log.BundleLog;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.PluginException;
import org.alfheim.plugin.TypeSource;
import org.alfheim.policy.Policies;
import org.alfheim.registry.PluginConstants;
import org.alfheim.registry.internal.PluginJournal;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * Opens the images that a bundle declares and registers what they export. On the way of a start
 * there are no lambdas and no streams: the first of each kind costs the first start milliseconds.
 *
 * <p>An image is opened once in the life of the process. Stopping the bundle withdraws the services
 * and leaves the image where it is; starting the bundle again finds it there, initialised. The
 * image is known by the bundle's symbolic name, its path in the bundle and its contents: an update
 * of the bundle to the same image keeps it, an update to another one opens that one.
 */
public final class PluginActivator implements BundleActivator {

  /** Held here, since plugins, which stay when this bundle goes, hold them weakly. */
  @SuppressWarnings("UnusedVariable")
  private List<TypeSource> types = List.of();

  /** For the framework, which makes one for each start of a bundle that names the class. */
  public PluginActivator() {}

  /**
   * Opens all images of the bundle, those first that others of them need; then, if none of them
   * failed, registers the services. What an image needs of other plugins comes from the same
   * bundle, then from the bundles that the resolver has wired to it in the namespace {@value
   * PluginConstants#PLUGIN_NAMESPACE}, which are started first. A Go plugin's host is that of the
   * bundle which is wired in the namespace {@value PluginConstants#GO_NAMESPACE}, and is not
   * started.
   *
   * @throws BundleException if the header can't be used, an image can't be opened, or a symbol or
   *     an interface that the header names can't be had; the message is one line, the cause says
   *     more (a {@link PluginException} where the image is at fault), and nothing is registered
   */
  @Override
  public void start(BundleContext context) throws BundleException {
    Bundle bundle = context.getBundle();
    OpeningBundles.begin(bundle);
    try {
      types = open(context);
      PluginJournal.shared().started(bundle);
    } catch (PluginException
        | BindingException
        | HeaderException
        | BundleDeclarationException refusal) {
      PluginJournal.shared().failed(bundle, refusal);
      throw new BundleException(refusal.getMessage(), BundleException.ACTIVATOR_ERROR, refusal);
    } catch (BundleException | RuntimeException | Error failure) {
      PluginJournal.shared().failed(bundle, failure);
      throw failure;
    } finally {
      OpeningBundles.end(bundle);
    }
  }

  /** Opens the images, and gives who knows their types. */
  private static List<TypeSource> open(BundleContext context) throws BundleException {
    Bundle bundle = context.getBundle();
    BundleLog log = new BundleLog(bundle);
    for (Policies.Report report : Policies.ofFramework(context)) {
      report.to(log);
    }
    List<EmbeddedImage> images = OpeningOrder.of(images(bundle));
    List<Plugin> others = new ArrayList<>(new WiredPlugins(context).open());
    Optional<String> goRuntime = BundleRuntime.name(bundle, images);
    List<PluginServices> ready = new ArrayList<>();
    for (EmbeddedImage image : images) {
      PluginServices services = PluginServices.prepare(bundle, image, others, goRuntime);
      others.addFirst(services.plugin());
      ready.add(services);
    }
    for (PluginServices services : ready) {
      services.register(context);
    }
    return types(images);
  }

  private static List<TypeSource> types(List<EmbeddedImage> images) {
    List<TypeSource> types = new ArrayList<>();
    for (EmbeddedImage image : images) {
      types.addAll(image.types());
    }
    return types;
  }

  private static List<EmbeddedImage> images(Bundle bundle) {
    String header = bundle.getHeaders("").get(PluginConstants.NATIVE_PLUGIN);
    if (header == null) {
      throw new BundleDeclarationException(
          bundle,
          "names the activator of plugins and no image; give it a header such as "
              + PluginConstants.NATIVE_PLUGIN
              + ": lib/libexample.so");
    }
    List<EmbeddedImage> images = new ArrayList<>();
    for (NativePlugin declaration : NativePlugin.parse(header)) {
      images.add(EmbeddedImage.find(bundle, declaration));
    }
    return images;
  }

  /**
   * The framework itself withdraws the services of a bundle that stops, all at once; images stay.
   */
  @Override
  public void stop(BundleContext context) {
    types = List.of();
  }
}
