package org.alfheim.itests.endtoend;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Plugins to try: libraries of this machine, and files made for a test. */
final class Plugins {

  private static final List<Path> LIBRARY_FOLDERS =
      List.of(
          Path.of("/lib/x86_64-linux-gnu"),
          Path.of("/usr/lib/x86_64-linux-gnu"),
          Path.of("/lib64"),
          Path.of("/usr/lib64"),
          Path.of("/usr/lib"));

  private Plugins() {}

  /** A library of this machine, by its soname. */
  static Path library(String soname) {
    return LIBRARY_FOLDERS.stream()
        .map(folder -> folder.resolve(soname))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new AssertionError(soname + " is not installed on this machine"));
  }

  /** The libraries of this machine whose names match a pattern of the shell; at least one. */
  static List<Path> libraries(String glob) {
    for (Path folder : LIBRARY_FOLDERS) {
      List<Path> found = new ArrayList<>();
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
        files.forEach(found::add);
      } catch (NoSuchFileException e) {
        continue;
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      if (!found.isEmpty()) {
        Collections.sort(found);
        return found;
      }
    }
    throw new AssertionError("there is no " + glob + " on this machine");
  }

  /** A shared object made from C, by the compiler of this machine. */
  static Path compile(Path folder, String name, String source, String... options) {
    return compile("gcc", ".c", folder, name, source, options);
  }

  /** A shared object made from C++, by the compiler of this machine. */
  static Path compileCpp(Path folder, String name, String source, String... options) {
    return compile("g++", ".cc", folder, name, source, options);
  }

  /** A shared object with C's interface made from Rust, by the compiler of this machine. */
  static Path compileRust(Path folder, String name, String source) {
    return compile(
        List.of("rustc", "--crate-name=plugin", "--edition=2021", "--crate-type=cdylib", "-O"),
        ".rs",
        folder,
        name,
        source);
  }

  private static Path compile(
      String compiler, String ending, Path folder, String name, String source, String... options) {
    return compile(List.of(compiler, "-shared", "-fPIC"), ending, folder, name, source, options);
  }

  private static Path compile(
      List<String> compiler,
      String ending,
      Path folder,
      String name,
      String source,
      String... options) {
    try {
      Path c = Files.writeString(folder.resolve(name + ending), source);
      Path object = folder.resolve(name);
      List<String> command = new ArrayList<>(compiler);
      command.addAll(List.of("-o", object.toString(), c.toString()));
      command.addAll(List.of(options));
      Alfheim.Run run = Alfheim.run(new ProcessBuilder(command));
      if (run.status() != 0) {
        throw new AssertionError(run.err());
      }
      return object;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The image of the sample hello. */
  static Path hello() {
    return theOne(Alfheim.root().resolve("bundles/plugins/hello/target/classes/lib"), ".so");
  }

  /** The bundle of the sample hello. */
  static Path helloBundle() {
    return theOne(Alfheim.root().resolve("bundles/plugins/hello/target"), ".jar");
  }

  private static Path theOne(Path folder, String ending) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
