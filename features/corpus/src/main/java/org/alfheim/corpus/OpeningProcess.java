package org.alfheim.corpus;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.alfheim.corpus.snapshot.PeerLoader;
import org.alfheim.corpus.snapshot.SnapshotRequest;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.PluginException;

/**
 * A process that opens one library and ends: {@code OpeningProcess OPENER FILE FOLDER}. It leaves
 * its outcome in the folder, if it lives to do so, and prints nothing of its own: what it prints is
 * the library's.
 */
public final class OpeningProcess {
  private OpeningProcess() {}

  /**
   * Opens the library.
   *
   * @param args who opens ({@code dlopen} or {@code alfheim}), the library, and a folder for the
   *     outcome
   * @throws IOException if the outcome can't be written
   */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[1]);
    Path folder = Path.of(args[2]);
    SnapshotRequest.heed();
    Outcome outcome;
    try {
      outcome =
          switch (Opener.of(args[0])) {
            case DLOPEN -> byDlopen(file);
            case ALFHEIM -> byAlfheim(file);
          };
    } catch (RuntimeException | Error | IOException e) {
      outcome = new Outcome.Failed(trace(e));
    }
    OutcomeFile.write(outcome, folder);
    /* No termination function: they are not part of opening. */
    Runtime.getRuntime().halt(0);
  }

  private static Outcome byDlopen(Path file) throws IOException {
    return switch (PeerLoader.open(file, read(file))) {
      case PeerLoader.Opened _ -> new Outcome.Opened();
      case PeerLoader.Held _ -> new Outcome.Held();
      case PeerLoader.Refused(String reason) -> new Outcome.Refused(reason);
    };
  }

  /* What Alfheim can't read, dlopen may open, and then there is nothing to compare it with. */
  private static Optional<SharedObject> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      if (channel.size() == 0) {
        return Optional.empty();
      }
      return Optional.of(
          SharedObject.parse(
              file.toString(),
              channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.global())));
    } catch (ElfException e) {
      return Optional.empty();
    }
  }

  private static Outcome byAlfheim(Path file) {
    try {
      return Loader.openLocal(file).image().shared() ? new Outcome.Held() : new Outcome.Opened();
    } catch (PluginException e) {
      return new Outcome.Refused(e.getMessage());
    }
  }

  private static String trace(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
