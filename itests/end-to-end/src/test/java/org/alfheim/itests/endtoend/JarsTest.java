package org.alfheim.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jars that people put into frameworks, and on class and module paths. */
class JarsTest {
  private static final Path ROOT = Path.of(System.getProperty("alfheim.root"));

  static List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.find(ROOT, 5, (path, _) -> isJar(ROOT.relativize(path)))) {
      return files.sorted().toList();
    }
  }

  private static boolean isJar(Path file) {
    return file.toString()
        .matches(
            "(native-bridge|bundles/.*|features/[^/]*)/target/org\\.alfheim\\.[^/]*(?<!-sources|-javadoc)\\.jar");
  }

  @Test
  void allModulesAreLookedAt() throws IOException {
    assertThat(jars())
        .extracting(jar -> jar.getFileName().toString().replaceFirst("-\\d.*", ""))
        .contains("org.alfheim.native-bridge", "org.alfheim.activator", "org.alfheim.plugins.zlib")
        .hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @MethodSource("jars")
  void theLicenceGoesWithEachJar(Path jar) throws IOException {
    try (JarFile content = new JarFile(jar.toFile())) {
      for (String name : List.of("LICENSE", "NOTICE")) {
        assertThat(content.getInputStream(content.getEntry("META-INF/" + name)))
            .hasSameContentAs(Files.newInputStream(ROOT.resolve(name)));
      }
    }
  }

  /** Without a name of its own, one made of the file's may be no Java identifier. */
  @ParameterizedTest
  @MethodSource("jars")
  void eachJarIsAModuleOnTheModulePath(Path jar) {
    assertThat(ModuleFinder.of(jar).findAll())
        .singleElement()
        .satisfies(module -> assertThat(module.descriptor().name()).startsWith("org.alfheim."));
  }

  @Test
  void theClassPathOfTheCommandIsWhatLiesBesideIt() throws IOException {
    Path lib = ROOT.resolve("features/command/target/dist/lib");
    String command = "org.alfheim.command.jar";
    try (JarFile jar = new JarFile(lib.resolve(command).toFile());
        Stream<Path> files = Files.list(lib)) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Class-Path").split(" "))
          .containsExactlyInAnyOrderElementsOf(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> !name.equals(command))
                  .toList());
    }
  }
}
