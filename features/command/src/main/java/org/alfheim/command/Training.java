package org.alfheim.command;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.alfheim.command.terminal.Terminal;

/**
 * Runs every subcommand once, so that the JVM can record what the command needs at its start: with
 * {@code -XX:AOTCacheOutput} this class makes a cache that serves all of them (JEP 514).
 *
 * <p>What the command itself would print goes nowhere.
 */
public final class Training {
  /**
   * Calls of the shapes that are common in C; what one needs is linked when the first of its shape
   * is called.
   */
  private static final List<String[]> CALLS =
      List.of(
          new String[] {"int abs(int)", "-1"},
          new String[] {"unsigned long strlen(const char *)", "text"},
          new String[] {"int strcmp(const char *, const char *)", "one", "two"},
          new String[] {"const char *gnu_get_libc_version(void)"},
          new String[] {"double atof(const char *)", "1.5"},
          new String[] {"double ldexp(double, int)", "1", "3"},
          new String[] {"void *memset(void *, int, unsigned long)", "@out:8", "7", "8"});

  private Training() {}

  /**
   * Runs the subcommands on two files.
   *
   * @param args a plugin to open, and a C library to call functions of
   */
  public static void main(String[] args) {
    Main main = new Main(new Terminal(nowhere(), nowhere()));
    String plugin = args[0];
    String library = args[1];
    main.run("--help");
    main.run("--version");
    main.run("open", plugin, "/nowhere/lib.so");
    for (String command : List.of("symbols", "inspect", "plan")) {
      main.run(command, "--help");
      main.run(command, plugin);
      main.run(command, "--json", plugin);
    }
    main.run("lookup", library, "abs");
    main.run("lookup", "--json", library, "absent");
    for (String[] call : CALLS) {
      String[] words = new String[call.length + 2];
      words[0] = "call";
      words[1] = library;
      System.arraycopy(call, 0, words, 2, call.length);
      main.run(words);
    }
    main.run("wrap", plugin, "-o", "/nowhere/x.jar");
    main.run("bindings", "--help");
    System.exit(0);
  }

  private static PrintStream nowhere() {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }
}
