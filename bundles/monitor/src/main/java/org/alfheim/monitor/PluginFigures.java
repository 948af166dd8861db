package org.alfheim.monitor;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.ToLongFunction;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.ObjectName;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.Plugin;
import org.alfheim.registry.PluginInventory;
import org.alfheim.registry.PluginInventory.Hosting;
import org.alfheim.registry.PluginInventory.Image;
import org.alfheim.registry.PluginInventory.State;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The figures, in the platform's MBean server as {@value #NAME}. Where another framework of the
 * process has taken that name, the framework's UUID is added to it: {@code …,framework=UUID}.
 */
@Component(service = PluginsMXBean.class, immediate = true)
public final class PluginFigures implements PluginsMXBean {
  /** The object name. */
  public static final String NAME = "org.alfheim:type=Plugins";

  private final PluginInventory inventory;
  private final StaticTls staticTls;
  private final ObjectName name;

  /**
   * For the runtime of Declarative Services.
   *
   * @param context this bundle's
   * @param inventory knows the images and the failures
   * @throws JMException if the MBean server refuses the bean
   */
  @Activate
  public PluginFigures(BundleContext context, @Reference PluginInventory inventory)
      throws JMException {
    this.inventory = inventory;
    this.staticTls = new StaticTls(context);
    this.name = register(context.getProperty(Constants.FRAMEWORK_UUID));
  }

  private ObjectName register(String framework) throws JMException {
    try {
      return ManagementFactory.getPlatformMBeanServer()
          .registerMBean(this, new ObjectName(NAME))
          .getObjectName();
    } catch (InstanceAlreadyExistsException taken) {
      return ManagementFactory.getPlatformMBeanServer()
          .registerMBean(this, new ObjectName(NAME + ",framework=" + framework))
          .getObjectName();
    }
  }

  @Deactivate
  void withdraw() throws JMException {
    ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
  }

  @Override
  public int getActiveCount() {
    return of(State.ACTIVE).size();
  }

  @Override
  public int getImageCount() {
    return inventory.images().size();
  }

  @Override
  public int getRetiredCount() {
    return of(State.RETIRED).size();
  }

  @Override
  public int getFailureCount() {
    return inventory.failures().size();
  }

  @Override
  public long getSymbolCount() {
    return active(plugin -> plugin.symbolCount());
  }

  @Override
  public long getRelocationCount() {
    return active(plugin -> plugin instanceof LocalPlugin local ? local.image().relocations() : 0);
  }

  @Override
  public long getOpenNanoseconds() {
    return active(plugin -> plugin instanceof LocalPlugin local ? local.image().nanoseconds() : 0);
  }

  @Override
  public long getImageBytes() {
    return bytes(inventory.images());
  }

  @Override
  public long getRetiredBytes() {
    return bytes(of(State.RETIRED));
  }

  @Override
  public long getHeldBytes() {
    return inventory.images().stream().mapToLong(Image::held).sum();
  }

  @Override
  public long getStaticTlsBytes() {
    return staticTls.used();
  }

  @Override
  public List<ImageRow> getImages() {
    return inventory.images().stream()
        .map(image ->
            new ImageRow(
                image.name(),
                image.state().name(),
                image.location(),
                image.holder().map(PluginInventory.Holder::bundle).orElse(-1L),
                image.size(),
                image.held(),
                image.plugin().map(plugin -> plugin.symbolCount()).orElse(0),
                image.hosting().flatMap(Hosting::version).orElse(""),
                image.hosting().map(Hosting::plugins).orElse(List.of())))
        .toList();
  }

  @Override
  public List<String> getFailures() {
    return inventory.failures().stream()
        .map(failure ->
            failure.holder().symbolicName()
                + " ["
                + failure.holder().bundle()
                + "]: "
                + failure.message())
        .toList();
  }

  private List<Image> of(State state) {
    return inventory.images().stream().filter(image -> image.state() == state).toList();
  }

  private long active(ToLongFunction<Plugin> figure) {
    return of(State.ACTIVE).stream()
        .flatMap(image -> image.plugin().stream())
        .mapToLong(figure)
        .sum();
  }

  private static long bytes(List<Image> images) {
    return images.stream().mapToLong(Image::size).sum();
  }
}
