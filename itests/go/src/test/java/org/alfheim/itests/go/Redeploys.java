package org.alfheim.itests.go;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import org.alfheim.plugin.Symbol;
import org.alfheim.wrap.GoHostBundle;
import org.alfheim.wrap.PluginBundle;
import org.alfheim.wrap.WrapOptions;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;

/** Updates and refreshes a bundle with a Go plugin, in Felix, and uses each of its versions. */
final class Redeploys {
  private final BundleContext context;
  private final Framework framework;
  private final VersionedImage versions;
  private final Path work;

  private Redeploys(Framework framework, VersionedImage versions, Path work) {
    this.framework = framework;
    this.context = framework.getBundleContext();
    this.versions = versions;
    this.work = work;
  }

  /** The host, its version of Go, the plugin, an empty folder, and how often. */
  public static void main(String[] arguments) throws Exception {
    Path work = Path.of(arguments[3]);
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    work.resolve("cache").toString(),
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                    "org.alfheim.activator;version=1.0",
                    Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
                    "org.alfheim.loader;version:Version=1.0"));
    framework.start();
    VersionedImage versions = new VersionedImage(Files.readAllBytes(Path.of(arguments[2])));
    Redeploys all = new Redeploys(framework, versions, work);
    all.installHost(Files.readAllBytes(Path.of(arguments[0])), arguments[1]);
    all.run(Integer.parseInt(arguments[4]));
    framework.stop();
    framework.waitForStop(0);
  }

  private void installHost(byte[] image, String version) throws Exception {
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    GoHostBundle.of(image, version).writeTo(jar);
    context.installBundle("host", new ByteArrayInputStream(jar.toByteArray()));
  }

  private void run(int rounds) throws Exception {
    Bundle bundle = context.installBundle("versioned", jar(0));
    bundle.start();
    System.out.println(version());
    Symbol first = symbol();
    for (int round = 1; round <= rounds; round++) {
      bundle.update(jar(round));
      refresh(bundle);
      System.out.println(version());
      System.out.println(ProcessSize.now().toText());
      RunLength.tell("redeploy " + round + " of " + rounds);
    }
    System.out.println(first.function().call(List.of()));
  }

  private InputStream jar(int number) throws IOException {
    Path file = Files.write(work.resolve("versioned.so"), versions.image(number));
    return PluginBundle.of(file, WrapOptions.parse(Map.of("name", "versioned"))).openStream();
  }

  private void refresh(Bundle bundle) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    framework.adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), _ -> done.countDown());
    done.await();
  }

  private Symbol symbol() throws Exception {
    ServiceReference<Symbol> found =
        context.getServiceReferences(Symbol.class, "(symbol.name=Version)").iterator().next();
    return context.getService(found);
  }

  private Object version() throws Exception {
    return symbol().function().call(List.of());
  }
}
