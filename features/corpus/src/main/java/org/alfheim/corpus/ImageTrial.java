package org.alfheim.corpus;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;

/**
 * One image opened both ways, and compared.
 *
 * @param verdict what both attempts come to
 * @param dlopen dlopen's attempt
 * @param alfheim Alfheim's attempt
 * @param comparison what the memory of both has shown, where both opened it
 */
record ImageTrial(
    Verdict verdict, Outcome dlopen, Outcome alfheim, ImageComparison.Result comparison) {
  private static final ImageComparison.Result NONE =
      new ImageComparison.Result(0, 0, 0, Map.of(), List.of());

  /** An image that nobody tried to open. */
  static ImageTrial untried(Verdict verdict, Outcome outcome) {
    return new ImageTrial(verdict, outcome, outcome, NONE);
  }

  /**
   * Opens an image.
   *
   * @param trials who does it
   * @param image the image, by its real path
   * @param folders folders in which ld.so looks for libraries before those of the system
   * @param libraries the libraries that are loaded with it
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  static ImageTrial of(Trials trials, Path image, List<Path> folders, Libraries libraries)
      throws InterruptedException {
    Trial dlopen = trials.run(Opener.DLOPEN, image, folders);
    Trial alfheim = trials.run(Opener.ALFHEIM, image, folders);
    Verdict verdict = Verdict.of(dlopen, alfheim);
    if (verdict != Verdict.SAME) {
      return new ImageTrial(verdict, dlopen.outcome(), alfheim.outcome(), NONE);
    }
    try {
      ImageComparison.Result result = compare(image, dlopen, alfheim, libraries);
      return new ImageTrial(
          result.differences().isEmpty() ? Verdict.SAME : Verdict.DIFFER,
          dlopen.outcome(),
          alfheim.outcome(),
          result);
    } catch (IOException | ElfException e) {
      return new ImageTrial(
          Verdict.UNPROVED, dlopen.outcome(), new Outcome.Failed(e.toString()), NONE);
    }
  }

  private static ImageComparison.Result compare(
      Path image, Trial dlopen, Trial alfheim, Libraries libraries) throws IOException {
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(image)) {
      SharedObject parsed =
          SharedObject.parse(
              image.toString(),
              channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
      return ImageComparison.compare(
          ImageFacts.of(parsed),
          dlopen.snapshot().orElseThrow(),
          alfheim.snapshot().orElseThrow(),
          libraries);
    }
  }

  /**
   * The report of it.
   *
   * @param file the file that it is told of
   * @param link the link that came before, if there was one
   * @param start when work on it began, by {@link System#nanoTime}
   */
  LibraryReport report(Path file, Optional<LinkFacts> link, long start) {
    return new LibraryReport(
        file.toString(),
        verdict,
        dlopen,
        alfheim,
        comparison.relocated(),
        comparison.bound(),
        comparison.bytes(),
        comparison.explained(),
        comparison.differences(),
        link,
        (System.nanoTime() - start) / 1_000_000);
  }

  /** The same with another verdict. */
  ImageTrial as(Verdict other) {
    return new ImageTrial(other, dlopen, alfheim, comparison);
  }
}
