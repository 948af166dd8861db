package org.alfheim.corpus;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.go.GoMark;
import org.alfheim.internal.go.GoPlugin;

/** Opens libraries both ways and compares. */
public final class CorpusRun {
  private final Duration limit;
  private final int jobs;
  private final Libraries libraries = new Libraries();

  /**
   * A run.
   *
   * @param limit how long each attempt to open a library may take
   * @param jobs how many libraries are in work at once
   */
  public CorpusRun(Duration limit, int jobs) {
    this.limit = limit;
    this.jobs = jobs;
  }

  /**
   * Opens libraries.
   *
   * @param files their real paths
   * @param done gets each report as soon as it is there, by some thread, one at a time
   * @param ordered gets each report in the order of the files, by the calling thread
   * @throws InterruptedException if the thread is interrupted; what runs is ended
   */
  public void run(List<Path> files, Consumer<LibraryReport> done, Consumer<LibraryReport> ordered)
      throws InterruptedException {
    ExecutorService workers =
        Executors.newFixedThreadPool(jobs, Thread.ofPlatform().daemon().name("corpus").factory());
    try (Trials trials = new Trials(limit)) {
      List<Future<LibraryReport>> reports = new ArrayList<>();
      for (Path file : files) {
        reports.add(
            workers.submit(() -> {
              LibraryReport report = open(trials, file);
              synchronized (done) {
                done.accept(report);
              }
              return report;
            }));
      }
      for (Future<LibraryReport> report : reports) {
        ordered.accept(report.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private LibraryReport open(Trials trials, Path library) throws InterruptedException {
    long start = System.nanoTime();
    Optional<String> reason = leftOut(library);
    if (reason.isPresent()) {
      Outcome notTried = new Outcome.LeftOut(reason.get());
      return new LibraryReport(
          library.toString(),
          Verdict.LEFT_OUT,
          notTried,
          notTried,
          0,
          0,
          0,
          Map.of(),
          List.of(),
          (System.nanoTime() - start) / 1_000_000);
    }
    Trial dlopen = trials.run(Opener.DLOPEN, library);
    Trial alfheim = trials.run(Opener.ALFHEIM, library);
    Verdict verdict = Verdict.of(dlopen, alfheim);
    ImageComparison.Result result = new ImageComparison.Result(0, 0, 0, Map.of(), List.of());
    if (verdict == Verdict.SAME) {
      try {
        result = compare(library, dlopen, alfheim);
        verdict = result.differences().isEmpty() ? Verdict.SAME : Verdict.DIFFER;
      } catch (IOException | ElfException e) {
        verdict = Verdict.UNPROVED;
        alfheim = new Trial(new Outcome.Failed(e.toString()), alfheim.snapshot());
      }
    }
    return new LibraryReport(
        library.toString(),
        verdict,
        dlopen.outcome(),
        alfheim.outcome(),
        result.relocated(),
        result.bound(),
        result.bytes(),
        result.explained(),
        result.differences(),
        (System.nanoTime() - start) / 1_000_000);
  }

  /** Why nobody need try: dlopen opens Go plugins, which are of no use without a Go runtime. */
  private static Optional<String> leftOut(Path library) {
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(library)) {
      SharedObject image =
          SharedObject.parse(
              library.toString(),
              channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
      return GoMark.isOn(image)
          ? Optional.of(GoPlugin.read(image).refusal(image.name()).problem())
          : Optional.empty();
    } catch (IOException | ElfException other) {
      return Optional.empty(); // Both say what they think of it.
    }
  }

  private ImageComparison.Result compare(Path library, Trial dlopen, Trial alfheim)
      throws IOException {
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(library)) {
      SharedObject image =
          SharedObject.parse(
              library.toString(),
              channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
      return ImageComparison.compare(
          ImageFacts.of(image),
          dlopen.snapshot().orElseThrow(),
          alfheim.snapshot().orElseThrow(),
          libraries);
    }
  }
}
