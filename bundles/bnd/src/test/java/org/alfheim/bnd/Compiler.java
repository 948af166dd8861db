package org.alfheim.bnd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The system's C compiler, which makes the images of the tests. */
final class Compiler {
  private Compiler() {}

  static Path compile(Path folder, String name, String source, String... options)
      throws IOException, InterruptedException {
    Path input = Files.writeString(folder.resolve("source.c"), source);
    Path output = folder.resolve(name);
    List<String> command =
        new ArrayList<>(
            List.of(
                "timeout",
                "120",
                "gcc",
                "-shared",
                "-fPIC",
                "-o",
                output.toString(),
                input.toString()));
    command.addAll(List.of(options));
    Process gcc = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(gcc.waitFor()).as(said).isZero();
    return output;
  }
}
