package org.alfheim.internal.header;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A C compiler: gcc, clang, or what takes the same options. No shell is asked. */
final class CCompiler {
  /** How much of what a compiler says is read; what it says of a thousand names is less. */
  private static final int MOST_SAID = 16 << 20;

  /** How much of that goes into a message. */
  private static final int MOST_TOLD = 300;

  private final List<String> command;
  private final Duration limit;
  private final WorkFolder work;
  private final boolean clang;

  /**
   * What a run of a compiler came to.
   *
   * @param status its exit status
   * @param said what it said
   */
  record Run(int status, String said) {
    boolean failed() {
      return status != 0;
    }
  }

  /**
   * A compiler.
   *
   * @param command its command
   * @param flags what to give it each time
   * @param limit how long it may take each time
   * @throws HeaderTypesException if it can't be run, or makes code for another machine
   */
  CCompiler(List<String> command, List<String> flags, Duration limit, WorkFolder work) {
    this.command = new ArrayList<>(command);
    this.limit = limit;
    this.work = work;
    if (command.isEmpty()) {
      throw new HeaderTypesException("no C compiler is named; name one, such as cc");
    }
    String macros = predefined();
    this.clang = macros.contains("#define __clang__ ");
    if (!macros.contains("#define __x86_64__ ") || !macros.contains("#define __LP64__ ")) {
      throw new HeaderTypesException(
          name() + " does not compile for x86-64 with 64-bit pointers; name a compiler that does");
    }
    this.command.addAll(flags);
    this.command.addAll(List.of("-w", "-fdiagnostics-color=never"));
    // To show the line of an error, gcc reads the file from its beginning.
    this.command.addAll(
        clang
            ? List.of("-ferror-limit=0", "-fno-caret-diagnostics", "-fno-spell-checking")
            : List.of("-fmax-errors=0", "-fno-diagnostics-show-caret"));
  }

  private String predefined() {
    Run run = run(List.of("-dM", "-E", "-x", "c", "/dev/null"));
    if (run.failed()) {
      throw new HeaderTypesException(
          name() + " is no C compiler that takes the options of gcc: " + told(run.said()));
    }
    return run.said();
  }

  /** The command, for messages. */
  String name() {
    return command.getFirst();
  }

  boolean clang() {
    return clang;
  }

  /** What to say of an output in a message: its first words. */
  static String told(String said) {
    String line = said.strip().replaceAll("\\s+", " ");
    return line.length() <= MOST_TOLD ? line : line.substring(0, MOST_TOLD) + "…";
  }

  /**
   * Runs the compiler in the folder of its files.
   *
   * @throws HeaderTypesException if it can't be run, or takes too long
   */
  Run run(List<String> arguments) {
    List<String> line = new ArrayList<>(command);
    line.addAll(arguments);
    Path output = work.file("said");
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(work.path().toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(output.toFile());
    // What it says is read here, and not by a person.
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("TMPDIR", work.path().toString());
    try {
      Process process = start(builder);
      boolean ended = false;
      try {
        ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        if (!ended) {
          end(process);
        }
      }
      if (!ended) {
        throw new HeaderTypesException(
            name()
                + " did not end within "
                + limit.toSeconds()
                + " s; the header is too much for it");
      }
      return new Run(process.exitValue(), read(output));
    } catch (IOException e) {
      throw new HeaderTypesException("the compiler's output can't be read: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HeaderTypesException("interrupted while " + name() + " ran", e);
    }
  }

  private Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new HeaderTypesException(
          "the C compiler " + name() + " can't be run; install one (gcc or clang)", e);
    }
  }

  /** With what it has started: a compiler is a driver of several programs. */
  private static void end(Process process) throws InterruptedException {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
    process.waitFor();
  }

  private static String read(Path output) throws IOException {
    try (InputStream in = Files.newInputStream(output)) {
      return new String(in.readNBytes(MOST_SAID), StandardCharsets.UTF_8);
    }
  }
}
