package org.alfheim.itests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.itests.fuzz.LiveSeeds.LiveSeed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short form of the live run: the same few hundred libraries each time. */
@Timeout(300)
class LiveRunTest {
  private static final int OF_EACH = 40;

  @TempDir Path folder;

  @Test
  void noProcessDiesOfALibraryThatIsBroken() throws IOException, InterruptedException {
    List<String> said = new ArrayList<>();
    List<LiveSeed> seeds = LiveSeeds.compile(folder);
    LiveRun run = new LiveRun(folder.resolve("died"), said::add);
    run.sample(seeds, OF_EACH, 20250101);

    assertThat(run.found()).as(String.join("\n", said)).isZero();
    assertThat(run.inputs()).isEqualTo((long) OF_EACH * seeds.size());
    assertThat(run.outcomes().get("opened")).isGreaterThan(OF_EACH / 2);
    assertThat(run.outcomes().get("refused InvalidImageException")).isGreaterThan(OF_EACH / 2);
  }

  @Test
  void aProcessThatDiesOfALibraryIsFoundAndTheLibraryKept()
      throws IOException, InterruptedException {
    LiveSeed sound = LiveSeeds.compile(folder).getFirst();
    Path deadly = Files.createDirectories(folder.resolve("deadly")).resolve("libdeadly.so");
    Path code =
        Files.writeString(
            deadly.resolveSibling("deadly.s"),
            """
                    .text
            dies:   mov     $60, %eax
                    mov     $3, %edi
                    syscall
                    .section .init_array, "aw"
                    .quad   dies
                    .section .note.GNU-stack, "", @progbits
            """);
    Seeds.run(List.of("gcc", "-shared", "-nostdlib", "-o", deadly.toString(), code.toString()));
    List<String> said = new ArrayList<>();
    LiveRun run = new LiveRun(folder.resolve("died"), said::add);
    run.sample(List.of(new LiveSeed("deadly", deadly, sound.client())), 3, 1);

    assertThat(run.found()).isPositive();
    assertThat(said).first().asString().contains("the process died");
    assertThat(folder.resolve("died")).isDirectoryContaining("glob:**deadly-BY_CHANCE-*.so");
  }

  /** A Java that says nothing at all and ends, well or not. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aWorkerThatEndsBeforeItsFirstLibraryEndsTheRun(int status) throws IOException {
    Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nexit " + status + "\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    List<LiveSeed> seeds = LiveSeeds.compile(folder);
    LiveRun run = new LiveRun(folder.resolve("died"), line -> {});
    String home = System.setProperty("java.home", folder.toString());
    try {
      assertThatThrownBy(() -> run.sample(seeds, 3, 1))
          .isInstanceOf(IOException.class)
          .hasMessageMatching("a worker for \\S+ ended before its first library, status " + status);
    } finally {
      System.setProperty("java.home", home);
    }
  }
}
