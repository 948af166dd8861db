package org.alfheim.itests.endtoend;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * A framework in a process of its own, with no more bundles than are named: no log, no shell. It
 * tells of each bundle whether it is active, or why not.
 */
final class BareFramework {
  /** What the process wrote. */
  record End(String out, String err) {}

  private final Path classes;
  private final Path storage;
  private final List<String> options = new ArrayList<>();

  private BareFramework(Path classes, Path storage) {
    this.classes = classes;
    this.storage = storage;
  }

  static BareFramework felix(Path storage) {
    return new BareFramework(
        exported("framework").resolve("org.apache.felix.framework.jar"), storage);
  }

  static BareFramework equinox(Path storage) throws ReflectiveOperationException {
    return new BareFramework(
        classesOf(Class.forName("org.eclipse.osgi.launch.EquinoxFactory")), storage);
  }

  private static Path classesOf(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  private static Path exported(String folder) {
    return Alfheim.root().resolve("features/container/target/export").resolve(folder);
  }

  /** An option for Java. */
  BareFramework with(String option) {
    options.add(option);
    return this;
  }

  /** Starts bundles of the container, by the beginnings of their files' names, and stops. */
  End run(String... bundles) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            classes + ":" + classesOf(BareFramework.class),
            BareFramework.class.getName(),
            storage.resolve("storage").toString()));
    for (String bundle : bundles) {
      command.add(jar(bundle).toString());
    }
    Path out = storage.resolve("out");
    Path err = storage.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(100, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("no end: " + Files.readString(out) + Files.readString(err));
    }
    return new End(Files.readString(out), Files.readString(err));
  }

  private static Path jar(String name) throws IOException {
    try (var jars = Files.newDirectoryStream(exported("container"), name + "-*.jar")) {
      return jars.iterator().next();
    }
  }

  /** In the process. */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> configuration = new HashMap<>();
    configuration.put(Constants.FRAMEWORK_STORAGE, arguments[0]);
    configuration.put("felix.log.level", "0");
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class).iterator().next().newFramework(configuration);
    framework.init();
    List<Bundle> bundles = new ArrayList<>();
    for (String jar : Arrays.asList(arguments).subList(1, arguments.length)) {
      bundles.add(framework.getBundleContext().installBundle(Path.of(jar).toUri().toString()));
    }
    framework.start();
    for (Bundle bundle : bundles) {
      try {
        bundle.start();
        System.out.println(bundle.getSymbolicName() + ": active");
      } catch (BundleException refused) {
        System.out.println(bundle.getSymbolicName() + ": " + reason(refused));
      }
    }
    framework.stop();
    framework.waitForStop(10_000);
    System.exit(0);
  }

  /** Equinox has the activator's exception as the cause of its own. */
  private static String reason(BundleException refused) {
    return refused.getCause() instanceof BundleException inner
        ? inner.getMessage()
        : refused.getMessage();
  }
}
