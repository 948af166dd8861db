package org.alfheim.itests.framework.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.alfheim.itests.framework.fixture.NativeBundle;
import org.alfheim.itests.framework.fixture.Refusals;
import org.alfheim.itests.framework.fixture.SecondFramework;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.test.common.annotation.InjectBundleContext;

/**
 * The rules of the framework's properties are in force from the first open on, and for the
 * framework that has them.
 */
class PolicyOfFrameworkTest {
  private static final String PREFIX = "org.alfheim.policy.";

  @InjectBundleContext BundleContext context;
  @TempDir Path storage;

  private static NativeBundle bundle(String image) {
    return NativeBundle.named("test.elsewhere")
        .plugin("lib/libx.so;name=elsewhere")
        .header("Import-Package", "org.alfheim.activator")
        .image("lib/libx.so", image);
  }

  private SecondFramework other(Map<String, String> properties) throws BundleException {
    return SecondFramework.start(context, storage, properties);
  }

  @Test
  void holdsForItsOwnFramework() throws Exception {
    try (SecondFramework other =
        other(Map.of(PREFIX + "imports.deny", "execve,system", PREFIX + "origins", "test:*"))) {
      Bundle unwanted = bundle("libunwanted.so").install(other.context());
      assertThat(Refusals.of(unwanted))
          .hasMessage(
              "test.elsewhere!/lib/libx.so: refused by the policy org.alfheim.policy of the framework properties: "
                  + "it imports execve, system, which imports.deny forbids (execve, system)");

      bundle("libunwanted.so").install(context).start();
      // The image is in the process now; the other framework has no use of it all the same.
      assertThat(Refusals.of(unwanted)).hasMessageContaining("imports.deny");

      unwanted.update(bundle("libwanted.so").jar());
      unwanted.start();
      assertThat(other.call("wanted")).isEqualTo(1);
    }
  }

  @Test
  void whatIsNotValidKeepsEverythingOut() throws Exception {
    try (SecondFramework other = other(Map.of(PREFIX + "digests", "12ab"))) {
      assertThat(Refusals.of(bundle("libwanted.so").install(other.context())))
          .hasMessage(
              "test.elsewhere!/lib/libx.so: refused by the policy org.alfheim.policy of the framework properties: "
                  + "it is not valid, so nothing is opened (digests: 12ab is no SHA-256; that has 64 hexadecimal digits)");
    }
  }

  @Test
  void aConfigurationCanBeRequired() throws Exception {
    try (SecondFramework other = other(Map.of(PREFIX + "configuration", "required"))) {
      assertThat(Refusals.of(bundle("libwanted.so").install(other.context())))
          .hasMessage(
              "test.elsewhere!/lib/libx.so: refused by the policy org.alfheim.policy: the configuration org.alfheim.policy "
                  + "has not come, and the framework property org.alfheim.policy.configuration requires it");
    }
  }

  @Test
  void theOneInAFolderForFileInstallIsInForceBeforeAnybodyWatchesThat() throws Exception {
    Path folder = Files.createDirectory(storage.resolve("drop"));
    Files.writeString(folder.resolve("org.alfheim.policy.cfg"), "imports.deny = system");
    try (SecondFramework other = other(Map.of("felix.fileinstall.dir", folder.toString()))) {
      assertThat(Refusals.of(bundle("libunwanted.so").install(other.context())))
          .hasMessage(
              "test.elsewhere!/lib/libx.so: refused by the policy org.alfheim.policy: "
                  + "it imports system, which imports.deny forbids (system)");
    }
  }

  @Test
  void afterARefreshOfTheLoaderItsPolicyAloneHoldsForWhatItsImagesLoad() throws Exception {
    Path folder = Files.createDirectory(storage.resolve("drop"));
    Path policy = folder.resolve("org.alfheim.policy.cfg");
    Files.writeString(policy, "imports.deny = system");
    try (SecondFramework other = other(Map.of("felix.fileinstall.dir", folder.toString()))) {
      bundle("libloads.so").install(other.context()).start();
      assertThat(other.call("loads")).isZero();

      Files.writeString(policy, "imports.deny = flock");
      other.refresh("org.alfheim.native-bridge");
      assertThat(other.call("loads")).isEqualTo(1);

      Files.writeString(policy, "imports.deny = execve");
      other.refresh("org.alfheim.native-bridge");
      assertThat(other.call("loads")).isZero();
    }
  }
}
