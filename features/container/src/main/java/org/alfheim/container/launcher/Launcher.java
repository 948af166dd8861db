package org.alfheim.container.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.alfheim.container.FailureLine;

/** Starts a container from the command line, and ends with the status of what ran in it. */
public final class Launcher {

  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  /** With less, in bytes, a framework may not start. */
  private static final long LITTLE_ROOM = 1 << 20;

  private Launcher() {}

  /**
   * Runs a container until its shell, or the commands it was given, end.
   *
   * <p>The process ends with status 0, with 1 if a command failed or the container did not start,
   * or with 2 if the arguments are wrong.
   *
   * <p>The file that the property {@code alfheim.running} names is written to at the beginning, and
   * deleted when Java ends the process. Where it is left, a plugin has ended it.
   *
   * @param words the options of {@code alfheim run}
   * @throws IOException if that file can't be deleted
   */
  public static void main(String[] words) throws IOException {
    Optional<Path> running =
        Optional.ofNullable(System.getProperty("alfheim.running")).map(Path::of);
    if (running.isPresent()) {
      announce(running.get());
      StopAtExit.beforeTheEnd("alfheim-running", running.get().toFile()::delete);
    }
    int status = run(List.of(words));
    if (running.isPresent()) {
      // Where there is no room for a thread, no hook runs.
      Files.deleteIfExists(running.get());
    }
    System.exit(status);
  }

  private static void announce(Path running) {
    try {
      Files.writeString(running, "java");
    } catch (IOException full) {
      System.err.println(
          "alfheim: "
              + running
              + ": "
              + full.getMessage()
              + "; a plugin that ends the process will not be named");
    }
  }

  private static int run(List<String> words) {
    Arguments arguments;
    try {
      arguments = Arguments.parse(words);
    } catch (IllegalArgumentException e) {
      System.err.println("alfheim: " + e.getMessage());
      return WRONG_USAGE;
    }
    if (arguments.help()) {
      return printUsage();
    }
    try {
      return new Container(arguments, bundleFolder()).run();
    } catch (VirtualMachineError | LinkageError e) {
      // Not left to the JVM, which would go on without this thread, and without a purpose.
      return fail("the container can't go on: ", e, arguments);
    } catch (Exception e) {
      return fail("the container does not start: ", e, arguments);
    }
  }

  /** Not by way of System.out, which keeps the reason of a failure for itself. */
  private static int printUsage() {
    try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
      out.write(Arguments.USAGE.getBytes(StandardCharsets.UTF_8));
      return 0;
    } catch (IOException full) {
      System.err.println("alfheim: the output can't be written: " + full.getMessage());
      return FAILED;
    }
  }

  private static int fail(String what, Throwable reason, Arguments arguments) {
    System.err.println("alfheim: " + what + FailureLine.of(reason) + room(arguments));
    if (arguments.stackTraces()) {
      reason.printStackTrace();
    }
    return FAILED;
  }

  /** Where there is too little room for a framework, if that may be the reason. */
  private static String room(Arguments arguments) {
    Path folder = arguments.state().orElse(Path.of(System.getProperty("java.io.tmpdir")));
    long free = folder.toFile().getUsableSpace();
    return free >= LITTLE_ROOM
        ? ""
        : "; only %d KiB are left in %s, and %s names another folder"
            .formatted(free >> 10, folder, arguments.state().isPresent() ? "--state" : "TMPDIR");
  }

  /**
   * The bundles of the container lie beside the archive that was started, which is the class path.
   * Not asked of this class: one from a start-up cache that has moved does not know where it is
   * from.
   */
  static Path bundleFolder() {
    return Path.of(System.getProperty("java.class.path")).toAbsolutePath().getParent();
  }
}
