package org.alfheim.command.subcommand;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.alfheim.command.terminal.CommandException;
import org.alfheim.internal.process.libc.FileName;

/** Writes a file that comes to its place whole, or not at all. */
final class WholeFile {
  /** What writes the content. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream stream) throws IOException;
  }

  private WholeFile() {}

  /**
   * Writes a file.
   *
   * @param file its place
   * @param force whether what is there is overwritten
   * @param content what is in it
   * @throws CommandException if there is a file already, or it can't be written
   */
  static void write(Path file, boolean force, Content content) {
    String shown = FileName.shown(file);
    try {
      if (Files.exists(file) && !force) {
        throw new CommandException(
            shown + ": exists already; --force overwrites it, -o names another");
      }
      Path whole = file.resolveSibling(".alfheim." + ProcessHandle.current().pid());
      try {
        try (OutputStream stream =
            new BufferedOutputStream(Files.newOutputStream(whole, StandardOpenOption.CREATE_NEW))) {
          content.writeTo(stream);
        }
        Files.move(
            whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (NoSuchFileException e) {
      throw new CommandException(shown + ": there is no such folder", e);
    } catch (AccessDeniedException e) {
      throw new CommandException(shown + ": no permission to write there", e);
    } catch (FileSystemException e) {
      throw new CommandException(shown + ": can't be written: " + e.getReason(), e);
    } catch (IOException e) {
      throw new CommandException(shown + ": can't be written: " + e.getMessage(), e);
    }
  }
}
