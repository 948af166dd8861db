package org.alfheim.itests.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said on a machine that lacks something. */
class MissingToolsTest {
  private static final List<String> TOOLS =
      List.of("bash", "dirname", "readlink", "mkdir", "rm", "find", "mktemp", "sed", "mvn");

  @TempDir Path folder;

  /** Runs the command where the PATH holds those tools only that are named above, save one. */
  private String complaint(String missing, String... words) throws Exception {
    for (String tool : TOOLS) {
      if (!tool.equals(missing)) {
        provide(tool);
      }
    }
    ProcessBuilder builder = Alfheim.builder(words);
    builder.environment().put("PATH", folder.toString());
    builder.environment().remove("CC");
    return end(builder, 1);
  }

  private void provide(String tool) throws IOException {
    Path script =
        Files.writeString(folder.resolve(tool), "#!/bin/sh\nexec " + which(tool) + " \"$@\"\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  private static Path which(String tool) {
    for (String place : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(place, tool))) {
        return Path.of(place, tool);
      }
    }
    throw new AssertionError("there is no " + tool + " on this machine");
  }

  private String end(ProcessBuilder builder, int status) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(status);
    return Files.readString(output, UTF_8);
  }

  @Test
  void withoutFlockNothingIsBuilt() throws Exception {
    assertThat(complaint("", "build"))
        .isEqualTo(
            "alfheim: flock is needed to keep two builds apart, and there is none in PATH. Install it: apt-get install util-linux\n");
  }

  @Test
  void withoutACompilerNothingIsMeasured() throws Exception {
    assertThat(complaint("", "bench"))
        .isEqualTo(
            "alfheim: a C compiler is needed to build the sample plugins, and there is no gcc in PATH. Install it: apt-get install gcc libc6-dev\n");
  }

  @Test
  void withoutMktempNoProcessIsStarted() throws Exception {
    assertThat(complaint("mktemp", "--version"))
        .isEqualTo(
            "alfheim: mktemp is needed to make a folder for temporary files, and there is none in PATH. Install it: apt-get install coreutils\n");
  }

  @Test
  void withoutSedTheOutputIsThereAllTheSame() throws Exception {
    for (String tool : List.of("bash", "dirname", "readlink", "mkdir", "rm", "mktemp")) {
      provide(tool);
    }
    ProcessBuilder builder = Alfheim.builder("--version");
    builder.environment().put("PATH", folder.toString());
    assertThat(end(builder, 0)).startsWith("alfheim ").hasLineCount(1);
  }

  @Test
  void withoutProcNothingIsStarted() throws Exception {
    // Who is not the superuser is it in a user namespace, where /proc can be covered, not
    // unmounted.
    String namespaces = System.getProperty("user.name").equals("root") ? "-m" : "-rm";
    for (List<String> words : List.of(List.of("call", "x", "int f(void)"), List.of("run"))) {
      ProcessBuilder builder = Alfheim.builder(words.toArray(String[]::new));
      builder
          .command()
          .addAll(
              0,
              List.of(
                  "unshare",
                  namespaces,
                  "sh",
                  "-c",
                  "mount -t tmpfs none /proc && exec \"$@\"",
                  "sh"));
      assertThat(end(builder, 1))
          .isEqualTo(
              "alfheim: /proc is not mounted, and neither Java nor the loader can do without it: mount -t proc proc /proc\n");
    }
  }
}
