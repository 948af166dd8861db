package org.alfheim.container.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
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

  /** What Java puts in the place of what it can't decode. */
  private static final char LOST = '\ufffd';

  private static final List<String> OPTIONS =
      List.of(
          "--commands",
          "--deploy",
          "--state",
          "--console",
          "--console-host",
          "--console-password",
          "--serve",
          "--stacktrace",
          "--help");

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
        case "-c", "--commands" ->
            commands =
                once(commands, text(value(word, rest)), "-c", "separate commands by semicolons");
        case "--deploy" -> dropFolders.add(dropFolder(word, value(word, rest)));
        case "--state" ->
            state = once(state, folder(word, value(word, rest)), word, "a container has one state");
        case "--console" ->
            console =
                once(
                    console,
                    equals > 0 || (!rest.isEmpty() && ConsoleAddress.isMeant(rest.peek()))
                        ? ConsoleAddress.parse(rest.pop())
                        : ConsoleAddress.USUAL,
                    word,
                    "the console listens in one place");
        case "--console-host" -> consoleHosts.add(value(word, rest));
        case "--console-password" ->
            passwordFile =
                once(
                    passwordFile,
                    path(word, value(word, rest)),
                    word,
                    "the console has one password");
        case "--serve" -> serve = true;
        case "--stacktrace" -> stackTraces = true;
        case "-h", "--help" -> help = true;
        default ->
            throw new IllegalArgumentException(
                "run: unknown argument '"
                    + word
                    + "' (alfheim run --help lists what there is)"
                    + MeantOption.question(word, OPTIONS));
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

  /** An option that counts once: of two values one would be lost without a word. */
  private static <T> Optional<T> once(Optional<T> before, T value, String option, String why) {
    if (before.isPresent()) {
      throw new IllegalArgumentException("run: " + option + " is given twice; " + why);
    }
    return Optional.of(value);
  }

  private static String value(String option, Deque<String> rest) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException("run: " + option + " needs a value");
    }
    return rest.pop();
  }

  /** The shell's commands are text: what is none would reach a plugin as something else. */
  private static String text(String commands) {
    if (commands.indexOf(LOST) >= 0) {
      throw new IllegalArgumentException(
          "run: -c: the commands hold a byte that is not in the encoding of the locale (%s); write it as %%F6 in elf:file:/…, as @hex:f6 in an argument of plugin:call"
              .formatted(System.getProperty("sun.jnu.encoding")));
    }
    return commands;
  }

  private static Path dropFolder(String option, String value) {
    Path folder = path(option, value);
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
    Path folder = path(option, value);
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException("run: " + option + ": " + value + " is not a folder");
    }
    return folder;
  }

  /**
   * The absolute path of what the system finds by this one: {@code link/..} is above what the link
   * leads to. Other links stay, by which a folder is named anew.
   */
  private static Path path(String option, String value) {
    String named = value.indexOf(LOST) < 0 ? Path.of(value).toAbsolutePath().toString() : value;
    // The current folder may have such a name, too, and another one would be made beside it.
    if (named.indexOf(LOST) >= 0) {
      throw new IllegalArgumentException(
          "run: %s: %s is not in the encoding of the locale (%s), in which Felix has its names; name a link to it"
              .formatted(option, named, System.getProperty("sun.jnu.encoding")));
    }
    Path given = Path.of(named);
    Path path = given.getRoot();
    for (Path name : given) {
      path = name.toString().equals("..") ? above(path) : path.resolve(name).normalize();
    }
    return path;
  }

  private static Path above(Path folder) {
    Path real = folder;
    try {
      real = folder.toRealPath();
    } catch (IOException missing) {
      // There is nothing that it could lead to.
    }
    return Objects.requireNonNullElse(real.getParent(), real);
  }
}
