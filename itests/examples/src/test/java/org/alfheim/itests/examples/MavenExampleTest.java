package org.alfheim.itests.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenExampleTest {
  @TempDir Path folder;

  @Test
  void itIsBuiltAndRunsAndFailsWhereItShould() throws IOException, InterruptedException {
    Example example = Example.copy("maven", folder.resolve("maven"));

    example.maven("package").success();
    Path app = example.folder().resolve("app/target/app.jar");
    assertThat(example.run(app).success())
        .isEqualTo("Hello, World! This is C.\nIt is 7.0 around the corner.\n");
    example.endsWhereItCannotRun(app);
    try (JarFile jar =
        new JarFile(
            example.folder().resolve("greeter/target/com.example.greeter-1.0.0.jar").toFile())) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      assertThat(manifest.getValue("Provide-Capability"))
          .contains("org.alfheim.plugin;", "soname=\"libgreeter.so.1\"");
      assertThat(jar.getEntry("lib/libgreeter.so.1.0").getMethod()).isEqualTo(ZipEntry.STORED);
    }

    example.edit("greeter/src/main/c/greeter.c", "*greeting(", "*greet(");
    Example.Result refused = example.maven("-o", "package");
    assertThat(refused.status()).isNotZero();
    assertThat(refused.output())
        .contains(
            "lib/libgreeter.so.1.0: exports none of the 1 symbols of com.example.greeter.Greeter;"
                + " missing: greeting; export them, or give the methods other symbols by @Name");
  }
}
