package org.alfheim.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The compilers of the machine, for fixtures. */
final class Compiler {
  private Compiler() {}

  /** Compiles C to a shared object. */
  static Path compile(Path folder, String name, String source, String... options)
      throws IOException, InterruptedException {
    return compile("gcc", ".c", folder, name, source, options);
  }

  /** Compiles C++ to a shared object. */
  static Path compileCpp(Path folder, String name, String source, String... options)
      throws IOException, InterruptedException {
    return compile("g++", ".cpp", folder, name, source, options);
  }

  private static Path compile(
      String compiler, String suffix, Path folder, String name, String source, String... options)
      throws IOException, InterruptedException {
    Path input = Files.writeString(folder.resolve(name + suffix), source);
    Path output = folder.resolve(name);
    List<String> command =
        new ArrayList<>(
            List.of(compiler, "-shared", "-fPIC", "-o", output.toString(), input.toString()));
    command.addAll(List.of(options));
    run(command);
    return output;
  }

  /** Runs a program; what it wrote to both outputs, if its status was 0. */
  static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
