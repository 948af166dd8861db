package org.alfheim.itests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.itests.fuzz.LiveSeeds.LiveSeed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The short form of the live run: the same few hundred libraries each time. */
@Timeout(300)
class LiveRunTest {
  private static final int OF_EACH = 150;

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
}
