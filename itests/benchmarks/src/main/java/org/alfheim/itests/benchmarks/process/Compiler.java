package org.alfheim.itests.benchmarks.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compiles C that comes with the benchmarks. */
public final class Compiler {
  private static final long SECONDS = 60;

  private Compiler() {}

  /**
   * Compiles a source to a shared object.
   *
   * @param source the name of the file, which is among the resources
   * @param folder where the result is to be
   * @return the shared object
   * @throws ChildException if the compiler refuses it
   */
  public static Path library(String source, Path folder) throws IOException, InterruptedException {
    return compile(source, folder, ".so", "-shared", "-fPIC");
  }

  /** Compiles a source to a shared object that knows its types. */
  public static Path typedLibrary(String source, Path folder)
      throws IOException, InterruptedException {
    return compile(source, folder, ".so", "-shared", "-fPIC", "-gbtf");
  }

  /** Compiles a source to a program. */
  public static Path program(String source, Path folder) throws IOException, InterruptedException {
    return compile(source, folder, "");
  }

  /**
   * Where the compiler has a file that it links with, such as {@code crtbeginS.o}.
   *
   * @throws ChildException if it can't be asked
   */
  public static Path file(String name, Path folder) throws IOException, InterruptedException {
    List<String> command = List.of(compiler(), "-print-file-name=" + name);
    return Path.of(Child.run(command, folder, SECONDS).output().strip());
  }

  private static Path compile(String source, Path folder, String suffix, String... options)
      throws IOException, InterruptedException {
    Path copy = folder.resolve(source);
    try (InputStream text = Compiler.class.getResourceAsStream("/c/" + source)) {
      if (text == null) {
        throw new IOException("no source " + source);
      }
      Files.write(copy, text.readAllBytes());
    }
    Path headers = Path.of(System.getProperty("java.home"), "include");
    Path result = folder.resolve(source.replace(".c", suffix));
    List<String> command = new ArrayList<>(List.of(compiler(), "-O2", "-g0"));
    command.addAll(List.of(options));
    command.addAll(List.of("-I", headers.toString(), "-I", headers.resolve("linux").toString()));
    command.addAll(List.of("-o", result.toString(), copy.toString(), "-ldl"));
    Child.run(command, folder, SECONDS);
    return result;
  }

  private static String compiler() {
    String wish = System.getenv("CC");
    return wish == null || wish.isBlank() ? "gcc" : wish.strip();
  }
}
