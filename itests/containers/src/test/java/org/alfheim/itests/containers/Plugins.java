package org.alfheim.itests.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Plugins that are made for a test, by the compiler of this machine. */
final class Plugins {

  private Plugins() {}

  /** A shared object made from C. */
  static Path compile(Path file, String source, String... options) {
    return compile("gcc", ".c", file, source, options);
  }

  /** A shared object made from C++. */
  static Path compileCpp(Path file, String source, String... options) {
    return compile("g++", ".cc", file, source, options);
  }

  private static Path compile(
      String compiler, String ending, Path file, String source, String... options) {
    try {
      Path folder = Files.createTempDirectory("containers-");
      Path code = Files.writeString(folder.resolve("source" + ending), source);
      Path object = folder.resolve("object");
      List<String> command =
          new ArrayList<>(
              List.of(compiler, "-shared", "-fPIC", "-o", object.toString(), code.toString()));
      command.addAll(List.of(options));
      Alfheim.run(command);
      Files.setPosixFilePermissions(object, PosixFilePermissions.fromString("rw-r--r--"));
      // In one step: somebody may watch the folder.
      Files.copy(object, file.resolveSibling(file.getFileName() + ".new"));
      for (Path each : List.of(code, object, folder)) {
        Files.delete(each);
      }
      return Files.move(
          file.resolveSibling(file.getFileName() + ".new"),
          file,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING,
          java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A new folder that every user of the machine can read. */
  static Path folder(Path parent, String name) {
    try {
      Path folder = Files.createDirectory(parent.resolve(name));
      Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
      return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
