package org.alfheim.corpus;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alfheim.corpus.snapshot.Snapshot;
import org.alfheim.corpus.snapshot.SnapshotFile;

/** Runs {@link OpeningProcess}es, each in an empty folder of its own. */
final class Trials implements AutoCloseable {
  private static final String CRASH_REPORT = "crash.log";
  private static final String ERRORS = "errors";

  private final Path scratch;
  private final Duration limit;
  private final List<String> java;
  private final Set<Process> running = ConcurrentHashMap.newKeySet();
  private final Thread reaper = new Thread(this::endAll);

  /**
   * Trials.
   *
   * @param limit how long each may take
   */
  Trials(Duration limit) {
    this.limit = limit;
    this.java = java();
    try {
      this.scratch = Files.createTempDirectory("alfheim-corpus");
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for temporary files", e);
    }
    Runtime.getRuntime().addShutdownHook(reaper);
  }

  /* This very JVM, with this one's classes; short-lived, so nothing that pays off later. */
  private static List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:-CreateCoredumpOnCrash",
            "-Xlog:disable"));
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (option.startsWith("-XX:AOTCache=")) {
        command.add(option);
      }
    }
    return command;
  }

  /**
   * Opens a library in a new process.
   *
   * @param opener who opens it
   * @param file the library, by its real path
   * @param folders folders in which ld.so looks for libraries before those of the system
   * @return what that has shown
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  Trial run(Opener opener, Path file, List<Path> folders) throws InterruptedException {
    try {
      Path folder = folder(opener.word());
      try {
        Outcome outcome = outcome(opener, file, folders, folder);
        return new Trial(outcome, snapshot(file, folder));
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      return new Trial(new Outcome.Failed(e.toString()), Optional.empty());
    }
  }

  /** An empty folder that lives as long as the trials do, or until it is deleted. */
  Path folder(String name) throws IOException {
    return Files.createTempDirectory(scratch, name).toRealPath();
  }

  private Outcome outcome(Opener opener, Path file, List<Path> folders, Path folder)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(java);
    command.addAll(
        List.of(
            "-XX:ErrorFile=" + folder.resolve(CRASH_REPORT),
            "-D" + SnapshotFile.FOLDER_PROPERTY + "=" + folder,
            "-cp",
            classPath(),
            OpeningProcess.class.getName(),
            opener.word(),
            file.toString(),
            folder.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    if (!folders.isEmpty()) {
      builder.environment().put("LD_LIBRARY_PATH", joined(folders));
    }
    Process process =
        builder
            .directory(folder.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(folder.resolve(ERRORS).toFile())
            .start();
    running.add(process);
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Outcome.TimedOut(limit.toSeconds());
      }
    } finally {
      end(process);
      running.remove(process);
    }
    return Files.exists(folder.resolve(OutcomeFile.NAME))
        ? OutcomeFile.read(folder)
        : end(process.exitValue(), folder);
  }

  private static String joined(List<Path> folders) {
    return folders.stream().map(Path::toString).collect(Collectors.joining(":"));
  }

  /* The folders and jars of a relative class path are those of this process's folder. */
  private static String classPath() {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }

  private static Outcome end(int status, Path folder) throws IOException {
    Path report = folder.resolve(CRASH_REPORT);
    if (Files.exists(report)) {
      return CrashReport.read(report);
    }
    /* What a launcher that could not even start the class says. */
    String errors = Files.readString(folder.resolve(ERRORS), StandardCharsets.ISO_8859_1);
    if (status == 1 && (errors.startsWith("Error: ") || errors.startsWith("Exception in thread"))) {
      return new Outcome.Failed(errors.strip());
    }
    return status > 128
        ? new Outcome.Crashed(Signals.name(status - 128), "")
        : new Outcome.Exited(status);
  }

  private static Optional<Snapshot> snapshot(Path file, Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.snapshot")) {
      for (Path candidate : files) {
        Snapshot snapshot = SnapshotFile.read(candidate);
        if (snapshot.image().equals(file.toString())) {
          return Optional.of(snapshot);
        }
      }
    }
    return Optional.empty();
  }

  private static void end(Process process) {
    try (Stream<ProcessHandle> descendants = process.descendants()) {
      descendants.forEach(ProcessHandle::destroyForcibly);
    }
    process.destroyForcibly();
  }

  private void endAll() {
    running.forEach(Trials::end);
    delete(scratch);
  }

  /** Deletes a folder with all that is in it. */
  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      /* What a dying process still writes; the folder is the system's temporary one. */
      return;
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(reaper);
    endAll();
  }
}
