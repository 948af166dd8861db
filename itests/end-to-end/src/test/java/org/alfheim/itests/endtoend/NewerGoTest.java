package org.alfheim.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.alfheim.itests.endtoend.Alfheim.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newer Go is asked for at the backports of the release, this once: no list of sources stays. */
class NewerGoTest {
  private static final String DEB822 =
      """
      Types: deb
      URIs: http://deb.example/security
      Suites: bookworm-security
      Components: main

      Types: deb
      URIs: http://deb.example/debian
      Suites: bookworm bookworm-updates
      Components: main contrib
      Signed-By: /keys/debian.gpg
      """;

  @TempDir private Path folder;

  private Path lists;

  @BeforeEach
  void makeMachine() throws IOException {
    lists = Files.createDirectories(folder.resolve("apt/sources.list.d"));
    Files.writeString(folder.resolve("os-release"), "VERSION_CODENAME=bookworm\n");
    program(
        "apt-get",
        """
        for option; do
          case $option in Dir::Etc::SourceParts=*)
            echo "${option#*=}" >> FOLDER/asked
            cat "${option#*=}"/* > FOLDER/source ;;
          esac
        done
        """);
    program("apt-cache", "case $* in *SourceParts*) echo golang-1.999-go ;; esac\n");
  }

  private void program(String name, String text) throws IOException {
    Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + text.replace("FOLDER", folder.toString()));
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** Runs the script on a machine without a newer Go, whose apt does nothing. */
  private Run run() throws IOException {
    String script =
        Files.readString(Alfheim.root().resolve("cnf/setup/newer-go.sh"))
            .replace("((EUID == 0)) || exit 0\n", "")
            .replace("new_enough=20", "new_enough=999")
            .replace("/etc/apt/", folder + "/apt/")
            .replace("/etc/os-release", folder + "/os-release");
    Path file = Files.writeString(folder.resolve("newer-go.sh"), script);
    ProcessBuilder builder = new ProcessBuilder("bash", file.toString());
    builder.environment().merge("PATH", folder + "/bin:", (path, own) -> own + path);
    return Alfheim.run(builder);
  }

  private Map<Path, String> sources() throws IOException {
    Map<Path, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder.resolve("apt"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(file, Files.readString(file));
      }
    }
    return all;
  }

  private void isAskedThisOnce(String source) throws IOException {
    Map<Path, String> before = sources();

    Run run = run();

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err().lines())
        .containsExactly(
            "alfheim: installing: golang-1.999-go, of bookworm-backports",
            "alfheim: no newer Go to be had from the backports of bookworm: plugins of one Go are"
                + " tested");
    assertThat(folder.resolve("source")).hasContent(source);
    List<String> asked = Files.readAllLines(folder.resolve("asked"));
    assertThat(asked).hasSize(2);
    assertThat(asked).allSatisfy(each -> assertThat(Path.of(each)).doesNotExist());
    assertThat(sources()).isEqualTo(before);
  }

  @Test
  void theMachinesOwnEntryIsAskedForItsBackports() throws IOException {
    Files.writeString(lists.resolve("debian.sources"), DEB822);

    isAskedThisOnce(
        """
        Types: deb
        URIs: http://deb.example/debian
        Suites: bookworm-backports
        Components: main
        Signed-By: /keys/debian.gpg
        """);
  }

  @Test
  void soIsOneInALine() throws IOException {
    Files.writeString(
        folder.resolve("apt/sources.list"),
        """
        # deb cdrom:[x] bookworm main
        deb [signed-by=/keys/debian.gpg] http://deb.example/debian bookworm main contrib
        """);

    isAskedThisOnce(
        "deb [signed-by=/keys/debian.gpg] http://deb.example/debian bookworm-backports main\n");
  }

  @Test
  void whereNoEntryIsKnownNobodyIsAsked() throws IOException {
    Run run = run();

    assertThat(run.status()).isZero();
    assertThat(run.err())
        .isEqualTo(
            "alfheim: no newer Go to be had from the backports of bookworm: plugins of one Go are"
                + " tested\n");
    assertThat(folder.resolve("asked")).doesNotExist();
  }
}
