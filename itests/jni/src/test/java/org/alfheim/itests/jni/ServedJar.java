package org.alfheim.itests.jni;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.alfheim.jni.weaving.JniActivator;
import org.alfheim.registry.internal.RegistryActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** Uses jars with natives in a framework, in a process of its own, as their users do. */
final class ServedJar {
  private static final String EXPORTS =
      "org.alfheim.jni;version=1.0.0,org.alfheim.loader;version=1.1.0,sun.misc";

  /** Some can't do without it, and others have to show that they can. */
  private static final String LOGGING = ",org.slf4j;version=1.7.36";

  /** What is served: bundles that say so themselves. */
  static final String WRAPPED = "wrapped";

  /** Of the keys of a TLS server. */
  static final String PASSWORD = "password";

  private ServedJar() {}

  /** The framework, its storage, what is served, and {@linkplain Rounds#parse what is done}. */
  public static void main(String[] arguments) throws Exception {
    // A framework has threads that go on, and some jars leave some behind.
    Thread.setDefaultUncaughtExceptionHandler((_, failure) -> {
      failure.printStackTrace();
      System.exit(1);
    });
    Framework framework = serving(arguments[0], arguments[1], arguments[2], exports(arguments));
    for (String what : List.of(arguments).subList(3, arguments.length)) {
      Rounds.parse(what).run(framework);
    }
    framework.stop();
    framework.waitForStop(0);
    System.exit(0);
  }

  private static String exports(String... arguments) {
    boolean logging = String.join(" ", arguments).contains(UseOfJar.VERSIONS);
    return logging ? EXPORTS + LOGGING : EXPORTS;
  }

  /** A framework that exports what is needed to serve bundles. */
  static Framework serving(String name, String storage, String served) throws Exception {
    return serving(name, storage, served, EXPORTS);
  }

  /** A framework that has started, and serves bundles unless {@code nothing} is served. */
  private static Framework serving(String name, String storage, String served, String exports)
      throws Exception {
    Framework framework = framework(name, storage, served, exports);
    BundleContext context = framework.getBundleContext();
    new RegistryActivator().start(context);
    if (!served.equals("nothing")) {
      new JniActivator().start(context);
    }
    return framework;
  }

  private static Framework framework(String name, String storage, String served, String exports)
      throws Exception {
    Map<String, String> properties =
        new HashMap<>(
            Map.of(
                Constants.FRAMEWORK_STORAGE,
                storage,
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                exports,
                Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA,
                "osgi.extender;osgi.extender=\"org.alfheim.natives\";version:Version=1",
                "org.alfheim.natives",
                served));
    for (FrameworkFactory factory : ServiceLoader.load(FrameworkFactory.class)) {
      if (factory.getClass().getName().contains(name)) {
        Framework framework = factory.newFramework(properties);
        framework.start();
        return framework;
      }
    }
    throw new IllegalArgumentException(name);
  }

  /** The entries of the class path. */
  static Stream<String> classPath() {
    String path =
        System.getProperty(
            "alfheim.jars",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    return Stream.of(path.split(":", -1)).filter(entry -> !entry.isEmpty());
  }

  /** The jar on the class path that a name is the beginning of. */
  static Path jar(String name) {
    return classPath()
        .map(Path::of)
        .filter(path -> path.getFileName().toString().startsWith(name) && Files.isRegularFile(path))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name));
  }
}
