package org.alfheim.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compiles the libraries of tests. */
public final class Tool {
  private Tool() {}

  /** Compiles C to a shared object {@code folder/name}. */
  public static Path gcc(Path folder, String name, String source, String... options) {
    try {
      Path input = Files.writeString(folder.resolve(name + ".c"), source);
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
      run(command);
      return output.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command that has to succeed, and gives what it prints. */
  public static String run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as("%s: %s", command, text).isZero();
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
