package org.alfheim.slf4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogReaderService;

/** What bundles log with SLF4J, read from the log service of a framework. */
class BundleLoggerTest {
  /** In the order of their start: the mediator before those whose providers it registers. */
  private static final List<String> BUNDLES =
      List.of(
          "org.apache.felix.log",
          "org.objectweb.asm",
          "org.objectweb.asm.commons",
          "org.objectweb.asm.tree",
          "org.objectweb.asm.tree.analysis",
          "org.objectweb.asm.util",
          "org.apache.aries.spifly.dynamic.bundle",
          "slf4j.api",
          "org.alfheim.slf4j");

  @TempDir private Path folder;
  private Framework felix;

  @BeforeEach
  void start() throws Exception {
    felix =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    folder.resolve("cache").toString(),
                    // The test reads the log: its classes are those of the log service.
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                    "org.osgi.service.log;version=1.5,org.osgi.service.log.admin;version=1.0",
                    // Nothing else comes from the class path: SLF4J and its provider lie there,
                    // too.
                    "felix.bootdelegation.implicit",
                    "false"));
    felix.start();
    List<Bundle> installed = new ArrayList<>();
    for (String name : BUNDLES) {
      installed.add(felix.getBundleContext().installBundle("reference:file:" + file(name)));
    }
    for (Bundle bundle : installed) {
      bundle.start();
    }
  }

  @AfterEach
  void stop() throws Exception {
    felix.stop();
    felix.waitForStop(10_000);
  }

  /** Where a bundle lies on the class path of the tests. */
  private static String file(String symbolicName) throws IOException {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Manifest manifest = manifest(Path.of(entry));
      String name =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
      if (name != null && name.replaceFirst(";.*", "").equals(symbolicName)) {
        return entry;
      }
    }
    throw new AssertionError("not on the class path: " + symbolicName);
  }

  private static Manifest manifest(Path entry) throws IOException {
    if (Files.isDirectory(entry)) {
      Path file = entry.resolve(JarFile.MANIFEST_NAME);
      if (!Files.exists(file)) {
        return null;
      }
      try (InputStream in = Files.newInputStream(file)) {
        return new Manifest(in);
      }
    }
    try (JarFile jar = new JarFile(entry.toFile())) {
      return jar.getManifest();
    }
  }

  /** A bundle whose activator is {@link Talker}, a copy of its own. */
  private Bundle talker(String name) throws IOException, BundleException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
    main.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
    main.putValue(Constants.BUNDLE_ACTIVATOR, Talker.class.getName());
    main.putValue(Constants.IMPORT_PACKAGE, "org.osgi.framework,org.slf4j;version=\"[2,3)\"");
    String path = Talker.class.getName().replace('.', '/') + ".class";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
        InputStream content = Talker.class.getClassLoader().getResourceAsStream(path)) {
      jar.putNextEntry(new JarEntry(path));
      content.transferTo(jar);
    }
    return felix
        .getBundleContext()
        .installBundle("test:" + name, new ByteArrayInputStream(bytes.toByteArray()));
  }

  /** What was logged with the talkers' logger, the oldest first. */
  private List<LogEntry> logged() {
    BundleContext context = felix.getBundleContext();
    LogReaderService log = context.getService(context.getServiceReference(LogReaderService.class));
    return Collections.list(log.getLog()).reversed().stream()
        .filter(entry -> entry.getLoggerName().equals("talk"))
        .toList();
  }

  @Test
  void logsInTheNameOfTheBundleThatLogs() throws Exception {
    Bundle first = talker("first");
    Bundle second = talker("second");
    first.start();
    second.start();

    assertThat(logged())
        .extracting(LogEntry::getBundle)
        .containsExactly(first, first, second, second);
  }

  @Test
  void keepsLevelMessageAndCause() throws Exception {
    talker("talker").start();

    // The log service keeps warnings and what is worse, unless it is told otherwise.
    assertThat(logged())
        .extracting(LogEntry::getLogLevel, LogEntry::getMessage)
        .containsExactly(tuple(LogLevel.WARN, "one of 2"), tuple(LogLevel.ERROR, "no more"));
    assertThat(logged().getFirst().getException()).isNull();
    assertThat(logged().getLast().getException()).hasMessageContaining("tired");
  }

  @Test
  void withoutALogServiceNothingIsLoggedAndNothingFails() throws Exception {
    for (Bundle bundle : felix.getBundleContext().getBundles()) {
      if (bundle.getSymbolicName().equals("org.apache.felix.log")) {
        bundle.stop();
      }
    }
    Bundle talker = talker("talker");
    talker.start();

    assertThat(talker.getState()).isEqualTo(Bundle.ACTIVE);
  }
}
