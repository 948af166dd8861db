package org.alfheim.itests.go;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.alfheim.plugin.Symbol;
import org.alfheim.registry.PluginInventory;
import org.alfheim.wrap.GoHostBundle;
import org.alfheim.wrap.PluginBundle;
import org.alfheim.wrap.WrapOptions;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * A Felix in which the loader is a bundle, as it lies on the class path of the tests. What it has
 * in force goes with it.
 */
final class LoaderFelix {
  private static final List<String> BUNDLES =
      List.of("org.alfheim.native-bridge", "org.alfheim.activator");

  private final Framework framework;
  private final BundleContext context;

  private LoaderFelix(Framework framework) {
    this.framework = framework;
    this.context = framework.getBundleContext();
  }

  /** Starts one, with properties of the framework. */
  static LoaderFelix start(Path cache, Map<String, String> properties) throws Exception {
    Map<String, String> all = new HashMap<>(properties);
    all.put(Constants.FRAMEWORK_STORAGE, cache.toString());
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow().newFramework(all);
    framework.start();
    LoaderFelix felix = new LoaderFelix(framework);
    int bundles = 0;
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (BUNDLES.contains(symbolicName(Path.of(entry)))) {
        felix.context.installBundle("reference:file:" + entry);
        bundles++;
      }
    }
    assertThat(bundles).isEqualTo(BUNDLES.size());
    for (Bundle bundle : felix.context.getBundles()) {
      bundle.start();
    }
    return felix;
  }

  private static String symbolicName(Path entry) throws IOException {
    Manifest manifest = new Manifest();
    if (Files.isDirectory(entry)) {
      Path file = entry.resolve(JarFile.MANIFEST_NAME);
      if (Files.exists(file)) {
        try (InputStream stream = Files.newInputStream(file)) {
          manifest.read(stream);
        }
      }
    } else if (Files.exists(entry)) {
      try (JarFile jar = new JarFile(entry.toFile())) {
        manifest = jar.getManifest() == null ? manifest : jar.getManifest();
      }
    }
    String name = manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
    return name == null ? "" : name.replaceFirst(";.*", "");
  }

  /** Installs the host of a Go, from a location. */
  Bundle host(String location, GoRelease go) throws Exception {
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    GoHostBundle.of(Files.readAllBytes(go.host()), go.version()).writeTo(jar);
    return context.installBundle(location, new ByteArrayInputStream(jar.toByteArray()));
  }

  /** Installs a bundle with a plugin, from a location. */
  Bundle plugin(String location, Path file) throws BundleException, IOException {
    try (InputStream jar =
        PluginBundle.of(file, WrapOptions.parse(Map.of("name", location))).openStream()) {
      return context.installBundle(location, jar);
    }
  }

  /** What a function of a plugin that is open gives. The classes are those of the bundle. */
  Object call(String function) throws Exception {
    Class<?> type = bundle("org.alfheim.native-bridge").loadClass(Symbol.class.getName());
    Method found = type.getMethod("function");
    Object symbol = service(type.getName(), "(symbol.name=" + function + ")");
    return found
        .getReturnType()
        .getMethod("call", List.class)
        .invoke(found.invoke(symbol), List.of());
  }

  /** The images that the inventory knows, as texts. */
  List<String> images() throws Exception {
    Class<?> type = bundle("org.alfheim.activator").loadClass(PluginInventory.class.getName());
    List<?> images = (List<?>) type.getMethod("images").invoke(service(type.getName(), null));
    return images.stream().map(Object::toString).toList();
  }

  private Bundle bundle(String symbolicName) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  private Object service(String type, String filter) throws InvalidSyntaxException {
    ServiceReference<?>[] found = context.getAllServiceReferences(type, filter);
    assertThat(found).as(type + filter).hasSize(1);
    return context.getService(found[0]);
  }

  void stop() throws BundleException, InterruptedException {
    framework.stop();
    framework.waitForStop(0);
  }
}
