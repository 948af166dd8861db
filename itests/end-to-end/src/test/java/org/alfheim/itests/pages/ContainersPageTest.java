package org.alfheim.itests.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page on containers, whose commands need a Docker engine. Where there is none the test is
 * reported as not run; under continuous integration ({@code CI=true}) it fails.
 */
class ContainersPageTest {
  private static final Path ROOT = Path.of(System.getProperty("alfheim.root"));

  /** The image that the tests in containers use, too: it is made once. */
  private static final String IMAGE = "alfheim-itests-%08x:trixie".formatted(ROOT.hashCode());

  @TempDir Path folder;

  @Test
  void commandsPrintWhatThePageSays() throws Exception {
    Optional<String> problem = noEngine();
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      assertThat(problem).isEmpty();
    }
    assumeTrue(problem.isEmpty(), () -> problem.orElse(""));

    Page page = Page.read(ROOT, ROOT.resolve(PagesTest.CONTAINERS));
    Path empty = Files.createDirectory(folder.resolve("page"));
    PageShell shell =
        new PageShell(ROOT.resolve("alfheim"), empty)
            .beginningWith("set -o pipefail; tag=" + IMAGE)
            .beginningWith(
                "alfheim() { command alfheim \"$@\" --tag $tag 2>&1 | sed \"s/$tag/alfheim/\"; }")
            .beginningWith(
                """
                docker() {
                  local word words=()
                  for word; do
                    [[ $word == alfheim ]] && word=$tag
                    words+=("$word")
                  done
                  command docker "${words[@]}"
                }
                """);
    assertThat(shell.run(page)).isEmpty();
  }

  private static Optional<String> noEngine() throws IOException, InterruptedException {
    String told = System.getenv("ALFHEIM_NO_ENGINE");
    if (told != null && !told.isEmpty()) {
      return Optional.of(told);
    }
    Process version;
    try {
      version =
          new ProcessBuilder("docker", "version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException noDocker) {
      return Optional.of("no docker is installed");
    }
    if (version.waitFor(20, TimeUnit.SECONDS) && version.exitValue() == 0) {
      return Optional.empty();
    }
    version.destroyForcibly();
    return Optional.of("no Docker engine answers; ./alfheim test starts one where it can");
  }
}
