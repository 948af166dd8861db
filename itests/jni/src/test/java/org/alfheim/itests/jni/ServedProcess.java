package org.alfheim.itests.jni;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A process that {@linkplain ServedJar uses jars}.
 *
 * @param folder where it has its files
 * @param temporary the folder for temporary files, and the user's home
 * @param before the words that come before the command
 */
record ServedProcess(Path folder, String temporary, List<String> before) {
  /** JavaCPP's preset, as four jars. */
  static final String OPENBLAS =
      "openblas-0.3.28-1.5.11.jar,javacpp-1.5.11.jar,openblas-0.3.28-1.5.11-linux,"
          + "javacpp-1.5.11-linux";

  /** A folder that does not exist, and can't be made. */
  static final String NOWHERE = "/proc/self/nowhere";

  /** Jars that are bundles, or of the tests; each that is on the class path is an open file. */
  private static final Pattern UNDER_TEST =
      Pattern.compile(
          "/(zstd-jni|sqlite|snappy|netty|rocksdb|onnx|openblas|javacpp|jna|junit|assertj"
              + "|opentest4j|byte-buddy|apiguardian|surefire)[^/]*\\.jar$");

  private static final int PATIENCE = 200;

  /** Where nothing can be extracted. */
  static ServedProcess in(Path folder) {
    return new ServedProcess(folder, NOWHERE, List.of());
  }

  /** The same with a folder for temporary files. */
  ServedProcess with(Path temporaryFolder) {
    return new ServedProcess(folder, temporaryFolder.toString(), before);
  }

  /** The same with no more than 64 open files. */
  ServedProcess withFewDescriptors() {
    return new ServedProcess(
        folder, temporary, List.of("sh", "-c", "ulimit -n 64; exec \"$@\"", "sh"));
  }

  /** The file that has the keys of a TLS server. */
  Path keys() {
    return folder.resolve("keys");
  }

  /** The framework's storage. */
  Path storage() {
    return folder.resolve("storage");
  }

  /** All lines that it says, and the JVM besides. */
  List<String> lines(String framework, String served, String... rounds)
      throws IOException, InterruptedException {
    return lines(ServedJar.class, framework, served, rounds);
  }

  /** The same of another program with such arguments. */
  List<String> lines(Class<?> program, String framework, String served, String... rounds)
      throws IOException, InterruptedException {
    Path said = folder.resolve("said");
    List<String> command = new ArrayList<>(before);
    Collections.addAll(
        command,
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xcheck:jni",
        "-XX:+UseSerialGC",
        // The other compiler keeps what it learns in the metaspace.
        "-XX:TieredStopAtLevel=1",
        "-XX:-CreateCoredumpOnCrash",
        "-XX:ErrorFile=" + folder.resolve("hs_err"),
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Djava.io.tmpdir=" + temporary,
        "-Dio.netty.native.workdir=/proc/self",
        "-Duser.home=" + temporary,
        "-Dalfheim.keys=" + keys(),
        "-Dalfheim.jars=" + ServedJar.classPath().collect(Collectors.joining(":")),
        "-cp",
        classPath(framework),
        program.getName(),
        framework,
        storage().toString(),
        served);
    Collections.addAll(command, rounds);
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return Files.readAllLines(said, StandardCharsets.UTF_8);
  }

  /** Whether a line is what is said of a kind of rounds. */
  static boolean isOfRounds(String line) {
    return line.contains("; images ");
  }

  /** One framework alone: both have the framework's API and a resolver, Equinox signed ones. */
  private static String classPath(String framework) {
    String others =
        framework.equals("felix")
            ? ".*/org.eclipse.osgi-.*"
            : ".*/(org.apache.felix.framework|osgi.core)-.*";
    return ServedJar.classPath()
        .filter(entry -> !entry.matches(others) && !UNDER_TEST.matcher(entry).find())
        .collect(Collectors.joining(":"));
  }
}
