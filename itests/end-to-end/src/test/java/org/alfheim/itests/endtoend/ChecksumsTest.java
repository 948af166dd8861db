package org.alfheim.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.itests.endtoend.Alfheim.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A local repository in which a library is another than the build was written with. */
class ChecksumsTest {
  private static final Path LIST = Alfheim.root().resolve(".mvn/checksums/checksums.sha256");

  @TempDir Path folder;

  /** Looks through the repository as {@code ./alfheim test} does at its end. */
  private Run check() {
    String script =
        """
        root=$1
        die() { echo "$2" >&2; exit "$1"; }
        . "$root/cnf/alfheim/checksums.sh"
        check_libraries
        """;
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-uc", script, "check", Alfheim.root().toString());
    builder.environment().put("MAVEN_OPTS", "-Xmx1g -Dmaven.repo.local=" + folder);
    return Alfheim.run(builder);
  }

  private Path library() throws IOException {
    String jar =
        Files.readAllLines(LIST).stream()
            .filter(line -> line.contains("biz.aQute.bndlib-") && line.endsWith(".jar"))
            .findFirst()
            .orElseThrow();
    Path file = folder.resolve(jar.split("  ", 2)[1]);
    Files.createDirectories(file.getParent());
    return file;
  }

  @Test
  void whatIsNotThereIsNoObjection() {
    assertThat(check()).isEqualTo(new Run(0, "", ""));
  }

  @Test
  void aLibraryThatIsAnotherIsNamed() throws IOException {
    Path library = Files.writeString(library(), "something else");
    Run run = check();
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "not what the build was written with: %s in %s; remove it, or see docs/releasing.md\n"
                .formatted(folder.relativize(library), folder));
  }

  @Test
  void theListIsOneForChecksums() throws IOException {
    assertThat(Files.readAllLines(LIST))
        .hasSizeGreaterThan(500)
        .allMatch(line -> line.matches("[0-9a-f]{64}  [^ ]+/[^ ]+\\.(jar|pom|xml|zip)"))
        .noneMatch(line -> line.contains("  org/alfheim/"));
  }
}
