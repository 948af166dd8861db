package org.alfheim.itests.jni;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Well-known jars in frameworks, each as it is, and where nothing can be extracted: the folder for
 * temporary files and the user's home are none.
 */
@Timeout(300)
class RecipesTest {
  private static final String NOWHERE = "/proc/self/nowhere";

  @TempDir Path folder;

  private String temporary = NOWHERE;

  /** What a process says that uses a jar; what the JVM says besides comes first. */
  private List<String> output(String framework, String served, String jar, String use, int rounds)
      throws IOException, InterruptedException {
    Path said = folder.resolve("said");
    List<String> command = new ArrayList<>();
    Collections.addAll(
        command,
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xcheck:jni",
        "-XX:+UseSerialGC",
        "-XX:-CreateCoredumpOnCrash",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Djava.io.tmpdir=" + temporary,
        "-Dio.netty.native.workdir=/proc/self",
        "-Duser.home=" + NOWHERE,
        "-Dalfheim.keys=" + folder.resolve("keys"),
        "-cp",
        classPath(framework),
        ServedJar.class.getName(),
        framework,
        folder.resolve("storage-" + served).toString(),
        served,
        jars(jar),
        use,
        Integer.toString(rounds));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    List<String> lines = Files.readAllLines(said, StandardCharsets.UTF_8);
    assertThat(lines).as(String.join("\n", lines)).noneMatch(line -> line.contains("FATAL"));
    return lines.stream()
        .filter(
            line -> line.matches("(to be|HELLO|pid|sqlite|sum|context|value|fails|collected).*"))
        .toList();
  }

  private static String jars(String names) {
    return Stream.of(names.split(",", -1))
        .map(name -> name.endsWith(".jar") ? name : ServedJar.jar(name).toString())
        .collect(Collectors.joining(","));
  }

  /** One framework alone: both have the framework's API and a resolver, Equinox signed ones. */
  private static String classPath(String framework) {
    String others =
        framework.equals("felix")
            ? ".*/org.eclipse.osgi-.*"
            : ".*/(org.apache.felix.framework|osgi.core)-.*";
    return ServedJar.classPath()
        .filter(entry -> !entry.matches(others))
        .collect(Collectors.joining(":"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"felix", "eclipse"})
  void zstdCompressesWithNothingExtracted(String framework) throws Exception {
    assertThat(output(framework, "com.github.luben.zstd-jni", "zstd-jni", "zstd", 1))
        .containsExactly("to be compressed true", "collected 0 images 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"felix", "eclipse"})
  void jnaCallsTheCLibraryWithNothingExtracted(String framework) throws Exception {
    assertThat(output(framework, "all", "jna-5", "jna", 1))
        .containsExactly("pid true", "collected 0 images 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"felix", "eclipse"})
  void sqliteHasADatabaseWithNothingExtracted(String framework) throws Exception {
    assertThat(output(framework, "all", "sqlite-jdbc", "sqlite", 1))
        .containsExactly("sqlite 42", "collected 0 images 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"felix", "eclipse"})
  void snappyCompressesWithNothingExtracted(String framework) throws Exception {
    assertThat(output(framework, "all", "snappy-java", "snappy", 3))
        .containsExactly(
            "to be compressed true",
            "to be compressed true",
            "to be compressed true",
            "collected 2 images 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"felix", "eclipse"})
  void tcnativeMakesAContextWithTheImageOfItsFragment(String framework) throws Exception {
    String jars = "netty-tcnative-classes,netty-tcnative-boringssl-static";
    assertThat(output(framework, "all", jars, "tcnative", 3))
        .containsExactly(
            "context true true", "context true true", "context true true", "collected 2 images 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"felix", "eclipse"})
  void rocksdbBecomesABundleAndKeepsAValue(String framework) throws Exception {
    assertThat(output(framework, ServedJar.WRAPPED, "rocksdbjni", "rocksdb", 3))
        .containsExactly("value 42", "value 42", "value 42", "collected 2 images 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"felix", "eclipse"})
  void onnxRunsAModelOnTwoLibrariesOfWhichOneNeedsTheOther(String framework) throws Exception {
    temporary = Files.createDirectory(folder.resolve("temporary")).toString();
    assertThat(output(framework, ServedJar.WRAPPED, "onnxruntime", "onnx", 1))
        .containsExactly("sum 42.0", "collected 0 images 2");
    assertThat(Path.of(temporary)).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({
    "zstd-jni, zstd, to be compressed true",
    "sqlite-jdbc, sqlite, sqlite 42",
    "snappy-java, snappy, to be compressed true",
    "jna-5, jna, pid true"
  })
  void whatIsWrappedIsServedWithoutBeingNamed(String jar, String use, String line)
      throws Exception {
    assertThat(output("felix", ServedJar.WRAPPED, jar, use, 1))
        .containsExactly(line, "collected 0 images 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"felix", "eclipse"})
  void twoVersionsOfSqliteLiveSideBySide(String framework) throws Exception {
    String jars = "sqlite-jdbc,target/older/sqlite-jdbc-3.45.3.0.jar";
    assertThat(output(framework, ServedJar.WRAPPED, jars, "versions", 1).getFirst())
        .isEqualTo("sqlite 3.45.3 sqlite 3.50.3");
  }

  /** The classes of one bundle load the image for those of another, which has it in a fragment. */
  @ParameterizedTest
  @ValueSource(strings = {"felix", "eclipse"})
  void nettysOpenSslTalksToAClientOfTheJdk(String framework) throws Exception {
    keys();
    String jars =
        "netty-handler,netty-common,netty-buffer,netty-codec,netty-resolver,netty-transport-4,"
            + "netty-transport-native,netty-tcnative-classes,netty-tcnative-boringssl-static";
    assertThat(output(framework, "all", jars, "openssl", 1))
        .containsExactly("HELLO TLSv1.3", "collected 0 images 0");
    assertThat(output(framework, "nothing", jars, "openssl", 1).getFirst()).startsWith("fails: ");
  }

  private void keys() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-dname",
                "CN=localhost",
                "-storepass",
                ServedJar.PASSWORD,
                "-keystore",
                folder.resolve("keys").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool").toFile())
            .start();
    assertThat(process.waitFor()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"zstd-jni, zstd", "jna-5, jna", "sqlite-jdbc, sqlite"})
  void withoutThatTheyFailThere(String jar, String use) throws Exception {
    assertThat(output("felix", "nothing", jar, use, 1).getFirst()).startsWith("fails: ");
  }

  @Test
  void whoIsNotNamedIsNotServed() throws Exception {
    assertThat(output("felix", "com.example.other", "zstd-jni", "zstd", 1).getFirst())
        .startsWith("fails: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"felix", "eclipse"})
  void twentyUpdatesLeaveOneImage(String framework) throws Exception {
    assertThat(output(framework, "all", "zstd-jni", "zstd", 20))
        .isEqualTo(
            Stream.concat(
                    Collections.nCopies(20, "to be compressed true").stream(),
                    Stream.of("collected 19 images 1"))
                .toList());
  }
}
