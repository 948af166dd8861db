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

  @Test
  void theGoPluginRequiresAHostAndItsInterfaceIsChecked() throws IOException, InterruptedException {
    Example example = Example.copy("maven", folder.resolve("maven"));
    String[] build = {"package", "-pl", "counter"};

    example.maven(build).success();
    Path bundle = example.folder().resolve("counter/target/com.example.counter-1.0.0.jar");
    try (JarFile jar = new JarFile(bundle.toFile())) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      assertThat(manifest.getValue("Require-Capability"))
          .contains("org.alfheim.go;filter:=\"(&(go=go1.");
      assertThat(manifest.getValue("Provide-Capability")).contains("com.example.counter.Counter");
    }

    example.edit("counter/src/main/go/main.go", "map[string]int", "map[string]string");
    example.edit("counter/src/main/go/main.go", "counts[word]++", "counts[word] += \"1\"");
    Example.Result refused = example.maven(build);
    assertThat(refused.status()).isNotZero();
    assertThat(refused.output())
        .contains(
            "lib/counter.so: services=com.example.counter.Counter: Words: Go has func(string)"
                + " (map[string]string, error), the interface has Map<String, Long> words(String)"
                + " (result: Go's string is no Long)");
  }

  @Test
  void withoutGoTheBuildSaysSoAndLeavesThePluginOut() throws IOException, InterruptedException {
    Example example = Example.copy("maven", folder.resolve("maven"));
    example.edit("counter/src/main/go/build.sh", "go $(printf", "no-go $(printf");
    example.edit("counter/src/main/go/build.sh", "/usr/lib/go-1", "/nowhere/go-1");
    example.edit("counter/src/main/go/build.sh", "/usr/local/go", "/nowhere/go");

    assertThat(example.maven("package", "-pl", "counter").success())
        .contains("There is no Go, and the plugin of com.example.counter is left out");
    try (JarFile jar =
        new JarFile(
            example.folder().resolve("counter/target/com.example.counter-1.0.0.jar").toFile())) {
      assertThat(jar.getEntry("lib/counter.so")).isNull();
      assertThat(jar.getEntry("com/example/counter/Counter.class")).isNotNull();
    }
  }
}
