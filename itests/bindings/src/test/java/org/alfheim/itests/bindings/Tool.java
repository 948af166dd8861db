package org.alfheim.itests.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of the machine, which say what is right. */
record Tool(Path folder) {
  private static final int SECONDS = 60;

  /**
   * Runs a program in the folder to its end.
   *
   * @return what it writes to its standard output
   */
  String run(String... command) {
    return run(List.of(command));
  }

  private String run(List<String> command) {
    try {
      Path out = Files.createTempFile("out", "");
      Path err = Files.createTempFile("err", "");
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      // Nothing of what the user has configured.
      builder.environment().put("HOME", folder.toString());
      builder.environment().put("LC_ALL", "C.UTF-8");
      Process process = builder.start();
      process.getOutputStream().close();
      try {
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
      } finally {
        process.destroyForcibly();
      }
      assertThat(process.exitValue()).as("%s: %s", command, Files.readString(err)).isZero();
      String said = Files.readString(out, StandardCharsets.UTF_8);
      Files.delete(out);
      Files.delete(err);
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Compiles a program of C, and runs it. */
  String c(String source, List<String> flags) {
    try {
      Path file = Files.writeString(folder.resolve("program.c"), source);
      String program = folder.resolve("program").toString();
      List<String> compiler = new ArrayList<>(List.of("cc", "-w", "-o", program, file.toString()));
      compiler.addAll(flags);
      run(compiler);
      return run(program);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
