package org.alfheim.container.launcher;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.alfheim.container.Reason;

/** Starts a container from the command line, and ends with the status of what ran in it. */
public final class Main {

  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private Main() {}

  /**
   * Runs a container until its shell, or the commands it was given, end.
   *
   * <p>The process ends with status 0, with 1 if a command failed or the container did not start,
   * or with 2 if the arguments are wrong.
   *
   * @param words the options of {@code alfheim run}
   */
  public static void main(String[] words) {
    announceTheEnd();
    System.exit(run(List.of(words)));
  }

  /**
   * Deletes the file that the property {@code alfheim.running} names when Java ends the process.
   * Where it is left, a plugin has done so.
   */
  private static void announceTheEnd() {
    String running = System.getProperty("alfheim.running");
    if (running != null) {
      Runtime.getRuntime().addShutdownHook(new Thread(new File(running)::delete));
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
      System.out.print(Arguments.USAGE);
      return 0;
    }
    try {
      return new Container(arguments, bundleFolder()).run();
    } catch (Exception e) {
      System.err.println("alfheim: the container does not start: " + Reason.of(e));
      if (arguments.stackTraces()) {
        e.printStackTrace();
      }
      return FAILED;
    }
  }

  /**
   * The bundles of the container lie beside the archive that was started, which is the class path.
   * Not asked of this class: one from a start-up cache that has moved does not know where it is
   * from.
   */
  private static Path bundleFolder() {
    return Path.of(System.getProperty("java.class.path")).toAbsolutePath().getParent();
  }
}
