package org.alfheim.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A Felix with the shell, the loader and the bundles of this project, as they lie on the class path
 * of the tests. Commands are typed as a person types them, and answer as they are shown.
 */
final class Framework {
  private static final List<String> BUNDLES =
      List.of(
          "org.osgi.util.function",
          "org.osgi.util.promise",
          "org.osgi.service.component",
          "org.apache.felix.log",
          "org.apache.felix.scr",
          "org.apache.felix.gogo.runtime",
          "org.apache.felix.gogo.command",
          "org.alfheim.native-bridge",
          "org.alfheim.jni",
          "org.alfheim.wrap",
          "org.alfheim.activator",
          "org.alfheim.deployer",
          "org.alfheim.shell");

  private final org.osgi.framework.launch.Framework framework;
  private final Path folder;

  private Framework(org.osgi.framework.launch.Framework framework, Path folder) {
    this.framework = framework;
    this.folder = folder;
  }

  /** Starts a framework whose commands see a folder as the current one. */
  static Framework start(Path folder) throws BundleException {
    FrameworkFactory factory = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow();
    org.osgi.framework.launch.Framework framework =
        factory.newFramework(
            Map.of(Constants.FRAMEWORK_STORAGE, folder.resolve("felix-cache").toString()));
    framework.start();
    List<Bundle> bundles = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (BUNDLES.contains(symbolicName(Path.of(entry)))) {
        bundles.add(framework.getBundleContext().installBundle("reference:file:" + entry));
      }
    }
    assertThat(bundles).hasSameSizeAs(BUNDLES);
    for (Bundle bundle : bundles) {
      bundle.start();
    }
    return new Framework(framework, folder);
  }

  private static String symbolicName(Path entry) {
    try (InputStream manifest = manifest(entry)) {
      String name =
          manifest == null
              ? null
              : new Manifest(manifest).getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
      return name == null ? "" : name.replaceFirst(";.*", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream manifest(Path entry) throws IOException {
    if (Files.isDirectory(entry)) {
      Path file = entry.resolve("META-INF/MANIFEST.MF");
      return Files.exists(file) ? Files.newInputStream(file) : null;
    }
    try (JarInputStream jar = new JarInputStream(Files.newInputStream(entry))) {
      if (jar.getManifest() == null) {
        return null;
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      jar.getManifest().write(bytes);
      return new ByteArrayInputStream(bytes.toByteArray());
    }
  }

  BundleContext context() {
    return framework.getBundleContext();
  }

  /** What the shell shows for a program: what it wrote, and its value. */
  String shell(String program) throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(output, false, StandardCharsets.UTF_8);
        Session session = session(out)) {
      out.println(session.format(session.execute(program)));
    }
    return output.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  /** The value of a program. */
  Object value(String program) throws Exception {
    try (Session session = session(OutputStream.nullOutputStream())) {
      return session.execute(program);
    }
  }

  Session session(OutputStream out) throws Exception {
    awaitCommands();
    return Session.open(context(), folder, out);
  }

  /** Declarative Services makes the commands in its own time. */
  private void awaitCommands() throws Exception {
    ServiceTracker<Object, Object> commands =
        new ServiceTracker<>(
            context(),
            context().createFilter("(&(osgi.command.scope=plugin)(osgi.command.function=plan))"),
            null);
    commands.open(true);
    try {
      assertThat(commands.waitForService(60_000))
          .as("the commands of the scope plugin")
          .isNotNull();
    } finally {
      commands.close();
    }
  }

  void stop() throws BundleException, InterruptedException {
    framework.stop();
    framework.waitForStop(10_000);
  }

  /** What the last of a command's words may be; by reflection, as the script of the shell asks. */
  List<?> complete(String... words) throws Exception {
    Object completions =
        context()
            .getService(
                context()
                    .getAllServiceReferences("org.alfheim.shell.completion.Completions", null)[0]);
    return (List<?>)
        completions
            .getClass()
            .getMethod("complete", List.class, int.class)
            .invoke(completions, List.of(words), words.length - 1);
  }
}
