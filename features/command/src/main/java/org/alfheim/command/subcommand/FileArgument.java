package org.alfheim.command.subcommand;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.alfheim.command.terminal.CommandException;
import org.alfheim.command.terminal.UsageException;
import org.alfheim.names.RawText;

/**
 * A file that the user named.
 *
 * @param argument the name as it was typed, for messages
 * @param path the same as a path
 */
record FileArgument(String argument, Path path) {
  /** Where ld.so looks by default (ld.so(8)). */
  private static final List<String> LIBRARY_FOLDERS =
      List.of(
          "/lib/x86_64-linux-gnu",
          "/usr/lib/x86_64-linux-gnu",
          "/lib64",
          "/usr/lib64",
          "/lib",
          "/usr/lib");

  static FileArgument of(String argument) {
    if (argument.isEmpty()) {
      throw new CommandException("'': an empty name is that of no file");
    }
    try {
      return new FileArgument(RawText.shown(argument), pathOf(argument));
    } catch (InvalidPathException e) {
      throw new UsageException(argument + ": not a file name: " + e.getReason());
    }
  }

  private static Path pathOf(String argument) {
    Path path;
    try {
      path = Path.of(argument);
    } catch (InvalidPathException e) {
      /* A name of bytes that the locale's encoding does not have. */
      path = RawText.path(argument);
    }
    return path.isAbsolute() ? path : inFolder(path);
  }

  /** Java would look in a folder of another name where it can't decode that of its own. */
  private static Path inFolder(Path path) {
    if (System.getProperty("user.dir").indexOf('\ufffd') < 0) {
      return path;
    }
    try {
      return Path.of("/proc/self/cwd").toRealPath().resolve(path);
    } catch (IOException e) {
      return path;
    }
  }

  /**
   * The compiler's flag that looks for headers in a folder.
   *
   * @param folder the folder, as it was typed
   * @throws CommandException if there is no such folder
   */
  static String include(String folder) {
    FileArgument named = of(folder);
    if (!Files.isDirectory(named.path())) {
      throw new CommandException("--include " + named.argument() + ": no such folder");
    }
    return "-I" + named.path().toAbsolutePath();
  }

  /**
   * Refuses a name that is that of a library elsewhere.
   *
   * @throws CommandException if there is no such file here, and one in the system's folders
   */
  void checkNotElsewhere() {
    if (!hint().isEmpty() && !Files.exists(path)) {
      throw new CommandException(argument + ": no such file" + hint());
    }
  }

  /**
   * The whole content, which can't change any more.
   *
   * @return the bytes of the file
   * @throws CommandException if there is no such file, or it can't be read
   */
  MemorySegment read() {
    try {
      if (Files.isDirectory(path)) {
        throw new CommandException(argument + ": this is a directory; name a file in it");
      }
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        throw new CommandException(argument + ": not a regular file");
      }
      if (Files.size(path) > Integer.MAX_VALUE - 8) {
        throw new CommandException(
            argument + ": larger than 2 GiB, which is more than this command reads");
      }
      return MemorySegment.ofArray(Files.readAllBytes(path)).asReadOnly();
    } catch (NoSuchFileException e) {
      throw new CommandException(argument + ": no such file" + hint(), e);
    } catch (AccessDeniedException e) {
      throw new CommandException(argument + ": no permission to read it", e);
    } catch (IOException e) {
      throw new CommandException(argument + ": can't be read: " + e.getMessage(), e);
    }
  }

  private String hint() {
    if (argument.contains("/")) {
      return "";
    }
    return inLibraryFolders(argument).map(found -> " here; there is " + found).orElse("");
  }

  /** A library of the system's by its name. */
  static Optional<Path> inLibraryFolders(String name) {
    return LIBRARY_FOLDERS.stream()
        .map(folder -> RawText.path(folder + "/" + name))
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
