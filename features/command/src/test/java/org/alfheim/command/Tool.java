package org.alfheim.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program of the system: the compiler that makes fixtures, the tools that say what is in a file.
 */
final class Tool {
  private Tool() {}

  /** Runs a program; what it wrote to both outputs, if its status was 0. */
  static String run(String... command) {
    Process process = start(command);
    String output = output(process);
    assertThat(process.exitValue()).as("%s: %s", Arrays.toString(command), output).isZero();
    return output;
  }

  static Process start(String... command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("LC_ALL", "C");
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String output(Process process) {
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Compiles C++ to {@code folder/name}, a shared object. */
  static Path cpp(Path folder, String name, String source, String... options) {
    try {
      Path input = Files.writeString(folder.resolve(name + ".cpp"), source);
      Path output = folder.resolve(name);
      List<String> command =
          new ArrayList<>(
              List.of("g++", "-fPIC", "-shared", "-o", output.toString(), input.toString()));
      command.addAll(List.of(options));
      run(command.toArray(String[]::new));
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compiles C to {@code folder/name}: a shared object, unless the options say otherwise. */
  static Path gcc(Path folder, String name, String source, String... options) {
    try {
      Path input = Files.writeString(folder.resolve(name + ".c"), source);
      Path output = folder.resolve(name);
      List<String> command =
          new ArrayList<>(List.of("gcc", "-fPIC", "-o", output.toString(), input.toString()));
      command.addAll(options.length == 0 ? List.of("-shared") : List.of(options));
      run(command.toArray(String[]::new));
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
