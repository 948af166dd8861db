package org.alfheim.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
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

/** What is said of bundles in a framework that runs, as bnd's launcher has it. */
class ComplaintTest {
  @TempDir private Path folder;
  private Framework felix;
  private BundleContext system;

  @BeforeEach
  void start() throws BundleException {
    felix =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, folder.resolve("cache").toString()));
    felix.start();
    system = felix.getBundleContext();
  }

  @AfterEach
  void stop() throws BundleException, InterruptedException {
    felix.stop();
    felix.waitForStop(30_000);
  }

  private Bundle install(String name, String header, String value)
      throws BundleException, IOException {
    return system.installBundle("test:" + name, bundle(name, header, value));
  }

  private static InputStream bundle(String name, String header, String value) throws IOException {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
    headers.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
    headers.putValue(header, value);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new JarOutputStream(bytes, manifest).close();
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  private Bundle needsJava(String name, String version) throws BundleException, IOException {
    return install(
        name,
        Constants.REQUIRE_CAPABILITY,
        "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=" + version + "))\"");
  }

  @Test
  void theNewestJavaThatABundleNeedsIsNamedAndTheOneThatIsThere()
      throws BundleException, IOException {
    needsJava("old", "1.8");
    needsJava("new", "98");
    needsJava("newest", "99");
    needsJava("newer", "97");

    assertThat(JavaCheck.complaint(system))
        .hasValue(
            "newest needs Java 99 or newer, and this is Java %s (%s)"
                .formatted(System.getProperty("java.version"), System.getProperty("java.home")));
  }

  @Test
  void bundlesThatThisJavaIsNewEnoughForAreFine() throws BundleException, IOException {
    needsJava("old", "1.8").start();
    needsJava("this", Integer.toString(Runtime.version().feature())).start();
    install("none", Constants.BUNDLE_NAME, "needs nothing").start();

    assertThat(JavaCheck.complaint(system)).isEmpty();
    assertThat(StartCheck.complaint(system)).isEmpty();
  }

  @Test
  void bundlesThatWereToBeStartedAndAreNotAreNamed() throws BundleException, IOException {
    Bundle unresolved = install("unresolved", Constants.IMPORT_PACKAGE, "com.example.none");
    Bundle failing = install("failing", Constants.BUNDLE_ACTIVATOR, "com.example.None");
    install("fragment", Constants.FRAGMENT_HOST, Constants.SYSTEM_BUNDLE_SYMBOLICNAME);
    install("lazy", Constants.BUNDLE_ACTIVATIONPOLICY, Constants.ACTIVATION_LAZY)
        .start(Bundle.START_ACTIVATION_POLICY);
    install("idle", Constants.BUNDLE_NAME, "nobody starts it");
    assertThatThrownBy(unresolved::start).isInstanceOf(BundleException.class);
    assertThatThrownBy(failing::start).isInstanceOf(BundleException.class);

    assertThat(StartCheck.complaint(system))
        .hasValue("the program ends; not started, see above: unresolved, failing");
  }
}
