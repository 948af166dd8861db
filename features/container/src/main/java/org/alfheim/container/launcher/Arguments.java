package org.alfheim.container.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the person who starts a container asks for.
 *
 * @param commands the text given with {@code -c}, a Gogo program; empty for a shell
 * @param dropFolders the folders that are watched for files to deploy, absolute; each once
 * @param state the folder where the framework keeps its state from one run to the next, absolute;
 *     empty for a container that begins anew each time
 * @param console where the Web Console listens; empty for a container without one
 * @param consoleHosts names to which the Web Console answers, besides those of the loopback and of
 *     where it listens
 * @param passwordFile a file that holds the Web Console's password
 * @param serve whether the container goes on when its standard input has ended
 * @param stackTraces whether a failed command shows where it failed in the code
 * @param help whether only the usage is asked for
 */
record Arguments(
    Optional<String> commands,
    List<Path> dropFolders,
    Optional<Path> state,
    Optional<ConsoleAddress> console,
    List<String> consoleHosts,
    Optional<Path> passwordFile,
    boolean serve,
    boolean stackTraces,
    boolean help) {

  static final String USAGE =
      """
      Usage: alfheim run [-c 'COMMANDS'] [--deploy DIR] [--state DIR] [--serve] [--console [[ADDRESS:]PORT]]
                         [--stacktrace]

      Starts a container: the framework, its shell and the sample plugins. On a terminal the shell
      is interactive; otherwise commands are read from the standard input.

        -c, --commands 'COMMANDS'  run these commands of the shell, separated by semicolons or new
                                   lines, and exit: 0 if all went well, 1 at the first that failed
            --deploy DIR           watch DIR: a plugin's file or a bundle that appears there is
                                   deployed, one that changes is updated, one that goes is removed.
                                   May be repeated
            --state DIR            keep the installed bundles in DIR from one run to the next
            --console [[ADDRESS:]PORT]
                                   add the Web Console, and print where it is; at a free port of
                                   127.0.0.1 unless one is named. Its password is made at the first
                                   start, or is that of ALFHEIM_CONSOLE_PASSWORD. Without -c such
                                   a container runs until it is stopped
            --console-password FILE
                                   the password of the Web Console is in FILE
            --console-host NAME    the console answers to this name, too: of a reverse proxy, or of
                                   the host that publishes a container's port. May be repeated
            --serve                go on when the standard input has ended, until SIGTERM or exit
            --stacktrace           show the whole stack trace of a command that failed
        -h, --help                 show this text

      Commands to begin with: help, lb, plugin:list, plugin:open FILE, plugin:symbols PLUGIN.
      """;

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException if an option is unknown, has no value or a value that cannot
   *     be
   */
  static Arguments parse(List<String> words) {
    Deque<String> rest = new ArrayDeque<>(words);
    Optional<String> commands = Optional.empty();
    Set<Path> dropFolders = new LinkedHashSet<>();
    Optional<Path> state = Optional.empty();
    Optional<ConsoleAddress> console = Optional.empty();
    List<String> consoleHosts = new ArrayList<>();
    Optional<Path> passwordFile = Optional.empty();
    boolean serve = false;
    boolean stackTraces = false;
    boolean help = false;
    while (!rest.isEmpty()) {
      String word = rest.pop();
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      if (equals > 0) {
        rest.push(word.substring(equals + 1));
        word = word.substring(0, equals);
      }
      switch (word) {
        case "-c", "--commands" -> commands = Optional.of(value(word, rest));
        case "--deploy" -> dropFolders.add(dropFolder(word, value(word, rest)));
        case "--state" -> state = Optional.of(folder(word, value(word, rest)));
        case "--console" ->
            console =
                Optional.of(
                    equals > 0 || (!rest.isEmpty() && ConsoleAddress.isMeant(rest.peek()))
                        ? ConsoleAddress.parse(rest.pop())
                        : ConsoleAddress.USUAL);
        case "--console-host" -> consoleHosts.add(value(word, rest));
        case "--console-password" ->
            passwordFile = Optional.of(Path.of(value(word, rest)).toAbsolutePath().normalize());
        case "--serve" -> serve = true;
        case "--stacktrace" -> stackTraces = true;
        case "-h", "--help" -> help = true;
        default ->
            throw new IllegalArgumentException(
                "run: unknown argument '" + word + "' (alfheim run --help lists what there is)");
      }
    }
    if (passwordFile.isPresent() && console.isEmpty()) {
      throw new IllegalArgumentException("run: --console-password without --console");
    }
    if (!consoleHosts.isEmpty() && console.isEmpty()) {
      throw new IllegalArgumentException("run: --console-host without --console");
    }
    return new Arguments(
        commands,
        List.copyOf(dropFolders),
        state,
        console,
        List.copyOf(consoleHosts),
        passwordFile,
        serve,
        stackTraces,
        help);
  }

  private static String value(String option, Deque<String> rest) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException("run: " + option + " needs a value");
    }
    return rest.pop();
  }

  private static Path dropFolder(String option, String value) {
    Path folder = Path.of(value).toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("run: " + option + ": " + value + " is not a folder");
    }
    if (folder.toString().indexOf(',') >= 0) {
      throw new IllegalArgumentException(
          "run: %s: %s has a comma in it, at which File Install would cut it; rename the folder, or name a link to it"
              .formatted(option, folder));
    }
    return folder;
  }

  private static Path folder(String option, String value) {
    Path folder = Path.of(value).toAbsolutePath().normalize();
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException("run: " + option + ": " + value + " is not a folder");
    }
    return folder;
  }
}
