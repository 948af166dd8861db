package org.alfheim.itests.benchmarks.probe;

import com.sun.management.ThreadMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.loader.Loader;

/**
 * Opens one copy of a library in a way that others can see where the open begins and where it ends:
 * a tracer of system calls by questions for two files, a log of classes by two classes that are
 * loaded. Counts what a thread can count by itself.
 */
public final class ProfiledOpen {
  /** Questions for these files stand before and behind the open. */
  public static final String BEGIN_FILE = "/alfheim/begin";

  public static final String END_FILE = "/alfheim/end";

  private static final int ROUNDS_OF_HABIT = 50;

  private ProfiledOpen() {}

  /** Is loaded before the open. */
  public static final class Begin {
    private Begin() {}

    static void here() {}
  }

  /** Is loaded behind the open. */
  public static final class End {
    private End() {}

    static void here() {}
  }

  /**
   * Runs it.
   *
   * @param arguments the results; {@code count} for the thread's own counts, or {@code mark}; the
   *     library; how many copies of a small one come first; the small one; how many copies of the
   *     library come then
   * @throws IOException if a copy can't be made
   */
  public static void main(String[] arguments) throws IOException {
    Path library = Path.of(arguments[2]);
    new NewCopies(Path.of(arguments[4])).open(Opener.ALFHEIM, Integer.parseInt(arguments[3]));
    new NewCopies(library).open(Opener.ALFHEIM, Integer.parseInt(arguments[5]));
    Path copy = Files.copy(library, Files.createTempDirectory("profiled").resolve("copy.so"));
    File begin = new File(BEGIN_FILE);
    File end = new File(END_FILE);
    end.exists();
    if (arguments[1].equals("mark")) {
      Begin.here();
      begin.exists();
      Loader.open(copy);
      end.exists();
      End.here();
    } else {
      count(arguments, copy);
    }
  }

  /** What is read nearest to the open is what the reading of the others would add to. */
  private static void count(String[] arguments, Path copy) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < ROUNDS_OF_HABIT; i++) {
      mappings();
      faults();
      threads.getCurrentThreadAllocatedBytes();
    }
    long mappings = mappings();
    long faults = faults();
    long bytes = threads.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    Loader.open(copy);
    long time = System.nanoTime() - start;
    bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
    faults = faults() - faults;
    mappings = mappings() - mappings;
    try (Results results = Results.of(arguments)) {
      results.say(faults);
      results.say(mappings);
      results.say(bytes);
      results.say(time / 1000);
    }
  }

  private static long mappings() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/maps")).size();
  }

  /** Behind the name, which may have anything in it, the eighth field: proc_pid_stat(5). */
  private static long faults() throws IOException {
    String stat = Files.readString(Path.of("/proc/thread-self/stat"));
    return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[7]);
  }
}
