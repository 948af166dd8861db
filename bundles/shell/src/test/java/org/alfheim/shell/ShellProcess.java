package org.alfheim.shell;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A shell in a process of its own, whose standard output can be read to the end: Java's and C's.
 * Java's is buffered, as it is where it goes to a pipe.
 */
final class ShellProcess {
  private ShellProcess() {}

  /**
   * Runs a program of the shell in a new process; what it wrote: a first line, what the program
   * prints, the program's value.
   */
  static String run(Path folder, String program) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ShellProcess.class.getName(),
                folder.toString(),
                program));
    return Compiler.run(command);
  }

  /**
   * Starts a framework and runs a program.
   *
   * @param args the current folder, the program
   */
  public static void main(String[] args) throws Exception {
    int status = 1;
    try {
      run(Framework.start(Path.of(args[0])), args[1]);
      status = 0;
    } catch (Exception e) {
      System.err.println("alfheim: " + e);
    } finally {
      // The framework's threads would keep the process.
      System.exit(status);
    }
  }

  private static void run(Framework felix, String program) throws Exception {
    PrintStream out =
        new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), false);
    try (Session session = felix.session(out)) {
      out.println("before");
      out.println(session.format(session.execute(program)));
    }
    out.flush();
    felix.stop();
  }
}
