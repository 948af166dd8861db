package org.alfheim.itests.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The modules of this tree have no release to be compared with. A module like them, with the same
 * parent, has one here: its API is changed, and the build judges by the versions of the packages.
 */
class BaselineTest {
  private static final String PACKAGE = "src/main/java/com/example/api/package-info.java";

  @TempDir Path folder;

  @Test
  void aChangeThatIsNotCompatibleWantsAnotherVersion() throws IOException, InterruptedException {
    Example api = Example.copy("src/test/fixtures/api", folder.resolve("api"));
    Path options = Files.createDirectory(api.folder().resolve(".mvn")).resolve("jvm.config");
    Files.copy(Path.of(System.getProperty("examples.folder"), "../../.mvn/jvm.config"), options);

    assertThat(api.maven("verify").success())
        .contains("No previous version of com.example:com.example.api:jar:1.0.0");
    release(api, "1.0.0");

    api.edit("pom.xml", "<version>1.0.0</version>", "<version>2.0.0</version>");
    api.edit("src/main/java/com/example/api/Lamp.java", "  void off();\n", "  void out();\n");
    Example.Result refused = api.maven("verify");
    assertThat(refused.status()).isNotZero();
    assertThat(refused.output())
        .contains("Baseline problems detected")
        .containsPattern("com\\.example\\.api +PACKAGE +MAJOR +1\\.0\\.0 +1\\.0\\.0 +2\\.0\\.0");

    api.edit(PACKAGE, "@Version(\"1.0.0\")", "@Version(\"2.0.0\")");
    assertThat(api.maven("verify").success())
        .contains("The baseline version was found to be 1.0.0");
  }

  /** Puts what was built into the repository of releases. */
  private static void release(Example api, String version) throws IOException {
    Path home = api.released().resolve("com/example/com.example.api");
    Path release = Files.createDirectories(home.resolve(version));
    String name = "com.example.api-" + version;
    Files.copy(api.folder().resolve("target/" + name + ".jar"), release.resolve(name + ".jar"));
    Files.copy(api.folder().resolve("pom.xml"), release.resolve(name + ".pom"));
    Files.writeString(
        home.resolve("maven-metadata.xml"),
        """
        <metadata>
          <groupId>com.example</groupId>
          <artifactId>com.example.api</artifactId>
          <versioning><versions><version>%s</version></versions></versioning>
        </metadata>
        """
            .formatted(version));
  }
}
