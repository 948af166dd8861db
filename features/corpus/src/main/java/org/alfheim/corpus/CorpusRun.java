package org.alfheim.corpus;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.alfheim.corpus.objects.CorpusLinker;
import org.alfheim.corpus.objects.LinkableFiles;
import org.alfheim.corpus.objects.SymbolProviders;
import org.alfheim.corpus.objects.SystemLinker;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.go.GoMark;
import org.alfheim.internal.go.GoPlugin;

/** Opens libraries both ways and compares. */
public final class CorpusRun {
  /** Of a hundred megabytes ld makes an image in seconds. */
  private static final Duration LINK = Duration.ofMinutes(2);

  private final Duration limit;
  private final int jobs;
  private final CorpusLinker linker;
  private final Libraries libraries = new Libraries();

  /**
   * A run in which objects are linked by themselves.
   *
   * @param limit how long each attempt to open a library may take
   * @param jobs how many libraries are in work at once
   */
  public CorpusRun(Duration limit, int jobs) {
    this(limit, jobs, SymbolProviders.NONE);
  }

  /**
   * A run.
   *
   * @param limit how long each attempt to open a library may take
   * @param jobs how many libraries are in work at once
   * @param providers who has what an object or archive lacks
   */
  public CorpusRun(Duration limit, int jobs, SymbolProviders providers) {
    this.limit = limit;
    this.jobs = jobs;
    this.linker = new CorpusLinker(providers);
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
    if (LinkableFiles.isOne(library)) {
      return new ObjectTrial(trials, linker, new SystemLinker(LINK), libraries).run(library);
    }
    Optional<String> reason = leftOut(library);
    ImageTrial trial =
        reason.isPresent()
            ? ImageTrial.untried(Verdict.LEFT_OUT, new Outcome.LeftOut(reason.get()))
            : ImageTrial.of(trials, library, List.of(), libraries);
    return trial.report(library, Optional.empty(), start);
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
}
