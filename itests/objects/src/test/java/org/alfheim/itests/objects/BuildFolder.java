package org.alfheim.itests.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder with sources in which compilers work. */
final class BuildFolder {
  private static final String SECONDS = "120";

  private final Path folder;

  BuildFolder(Path folder) {
    this.folder = folder;
  }

  /** The file of a name. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /** Takes sources out of the resources. */
  void add(List<String> sources) throws IOException {
    for (String source : sources) {
      try (InputStream text = BuildFolder.class.getResourceAsStream("/agree/" + source)) {
        Files.write(file(source), text.readAllBytes());
      }
    }
  }

  /** Runs a program, which has to succeed. */
  String run(List<String> command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("timeout", SECONDS));
    words.addAll(command);
    Process process =
        new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", command) + "\n" + said).isZero();
    return said;
  }
}
