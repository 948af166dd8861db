package org.alfheim.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a plugin needs of a framework, and what is said where it is not given. */
class BareFrameworkTest {
  private static final String[] LOADER = {
    "org.alfheim.native-bridge", "org.alfheim.activator", "org.alfheim.plugins.hello"
  };
  private static final String[] DROP_FOLDER = {
    "org.alfheim.native-bridge",
    "org.alfheim.activator",
    "org.alfheim.jni",
    "org.alfheim.wrap",
    "org.osgi.util.function",
    "org.osgi.util.promise",
    "org.osgi.service.component",
    "org.apache.felix.scr",
    "org.alfheim.deployer",
    "org.apache.felix.fileinstall"
  };

  @TempDir Path folder;

  enum Kind {
    FELIX,
    EQUINOX
  }

  private BareFramework framework(Kind kind) throws Exception {
    return switch (kind) {
      case FELIX -> BareFramework.felix(folder);
      case EQUINOX -> BareFramework.equinox(folder);
    };
  }

  @ParameterizedTest
  @EnumSource
  void aPluginStartsWithoutALogService(Kind kind) throws Exception {
    BareFramework.End end = framework(kind).with("--enable-native-access=ALL-UNNAMED").run(LOADER);

    assertThat(end.out())
        .contains("org.alfheim.activator: active\n", "org.alfheim.plugins.hello: active\n");
    assertThat(end.err()).doesNotContain("Exception", "Error");
  }

  @ParameterizedTest
  @EnumSource
  void deniedNativeAccessIsOneLineWithTheCure(Kind kind) throws Exception {
    BareFramework.End end = framework(kind).with("--illegal-native-access=deny").run(LOADER);

    assertThat(end.out().lines())
        .contains("org.alfheim.activator: active")
        .filteredOn(line -> line.startsWith("org.alfheim.plugins.hello: "))
        .singleElement()
        .asString()
        .endsWith(
            ".so: Java denies native access; start it with the option"
                + " --enable-native-access=ALL-UNNAMED");
    assertThat(end.err()).doesNotContain("\tat ");
  }

  @Test
  void badFilesInADropFolderAreToldWithoutALogService() throws Exception {
    Path drop = Files.createDirectory(folder.resolve("drop"));
    Path broken = Files.writeString(drop.resolve("libbroken.so"), "no image");
    // Not a file that is still being written.
    Files.setLastModifiedTime(broken, FileTime.from(Instant.now().minusSeconds(60)));
    Path policy = Files.writeString(drop.resolve("org.alfheim.policy.cfg"), "imports.dany = x");

    BareFramework.End end =
        framework(Kind.FELIX)
            .with("--enable-native-access=ALL-UNNAMED")
            .with("-Dfelix.fileinstall.dir=" + drop)
            .with("-Dfelix.fileinstall.noInitialDelay=true")
            .run(DROP_FOLDER);

    assertThat(end.out()).contains("org.alfheim.deployer: active\n");
    assertThat(end.err().lines())
        .anyMatch(line ->
            line.startsWith(
                "alfheim: not deployed: " + broken + ": invalid filetype, only ELF64 supported"))
        .anyMatch(line -> line.startsWith("alfheim: " + policy + ": nothing is opened: "));
  }

  @Test
  void theDropFolderOfTheContainerTellsEachOnce() throws Exception {
    Path broken = Files.writeString(folder.resolve("libbroken.so"), "no image");
    Files.setLastModifiedTime(broken, FileTime.from(Instant.now().minusSeconds(60)));

    assertThat(Alfheim.alfheim("run", "--deploy", folder.toString(), "-c", "echo up").err())
        .startsWith("alfheim: not deployed: " + broken)
        .hasLineCount(1);
  }
}
