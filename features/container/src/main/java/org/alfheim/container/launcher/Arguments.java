package org.alfheim.container.launcher;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

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

  private static final Option COMMANDS = Option.builder("c").longOpt("commands").hasArg().get();
  private static final Option DEPLOY = Option.builder().longOpt("deploy").hasArg().get();
  private static final Option STATE = Option.builder().longOpt("state").hasArg().get();
  private static final Option CONSOLE = Option.builder().longOpt("console").hasArg().get();
  private static final Option CONSOLE_HOST =
      Option.builder().longOpt("console-host").hasArg().get();
  private static final Option CONSOLE_PASSWORD =
      Option.builder().longOpt("console-password").hasArg().get();
  private static final Option SERVE = Option.builder().longOpt("serve").get();
  private static final Option STACKTRACE = Option.builder().longOpt("stacktrace").get();
  private static final Option HELP = Option.builder("h").longOpt("help").get();

  private static final List<Option> OPTIONS =
      List.of(
          COMMANDS,
          DEPLOY,
          STATE,
          CONSOLE,
          CONSOLE_HOST,
          CONSOLE_PASSWORD,
          SERVE,
          STACKTRACE,
          HELP);

  /** What counts once, and why: of two values one would be lost without a word. */
  private static final Map<Option, String> ONCE =
      Map.of(
          COMMANDS, "separate commands by semicolons",
          STATE, "a container has one state",
          CONSOLE, "the console listens in one place",
          CONSOLE_PASSWORD, "the console has one password");

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
    CommandLine line = read(words);
    Set<Path> dropFolders = new LinkedHashSet<>();
    for (String folder : values(line, DEPLOY)) {
      dropFolders.add(GivenPath.dropFolder(spelled(DEPLOY), folder));
    }
    Optional<ConsoleAddress> console = value(line, CONSOLE).map(ConsoleAddress::parse);
    Optional<Path> passwordFile =
        value(line, CONSOLE_PASSWORD).map(file -> GivenPath.of(spelled(CONSOLE_PASSWORD), file));
    List<String> consoleHosts = values(line, CONSOLE_HOST);
    if (passwordFile.isPresent() && console.isEmpty()) {
      throw new IllegalArgumentException("run: --console-password without --console");
    }
    if (!consoleHosts.isEmpty() && console.isEmpty()) {
      throw new IllegalArgumentException("run: --console-host without --console");
    }
    return new Arguments(
        value(line, COMMANDS).map(Arguments::text),
        List.copyOf(dropFolders),
        value(line, STATE).map(folder -> GivenPath.folder(spelled(STATE), folder)),
        console,
        consoleHosts,
        passwordFile,
        line.hasOption(SERVE),
        line.hasOption(STACKTRACE),
        line.hasOption(HELP));
  }

  private static CommandLine read(List<String> words) {
    Options options = new Options();
    OPTIONS.forEach(options::addOption);
    try {
      CommandLine line =
          DefaultParser.builder()
              .setAllowPartialMatching(false)
              .setStripLeadingAndTrailingQuotes(false)
              .get()
              .parse(options, joined(words, options));
      if (!line.getArgList().isEmpty()) {
        throw unknown(line.getArgList().getFirst());
      }
      refuseSecondValues(line);
      return line;
    } catch (UnrecognizedOptionException e) {
      throw unknown(e.getOption().replaceFirst("=.*", ""), e);
    } catch (MissingArgumentException e) {
      throw new IllegalArgumentException("run: " + spelled(e.getOption()) + " needs a value", e);
    } catch (ParseException e) {
      throw new IllegalArgumentException("run: " + e.getMessage(), e);
    }
  }

  /**
   * The words with each option and its value as one word: commands, and names, may look like
   * options. A console without an address listens in the usual place.
   */
  private static String[] joined(List<String> words, Options options) {
    List<String> joined = new ArrayList<>();
    Deque<String> rest = new ArrayDeque<>(words);
    while (!rest.isEmpty()) {
      String word = rest.pop();
      Option option = word.startsWith("-") ? options.getOption(word) : null;
      if (CONSOLE.equals(option) && (rest.isEmpty() || !ConsoleAddress.isMeant(rest.peek()))) {
        rest.push(String.valueOf(ConsoleAddress.USUAL.port()));
      }
      boolean hasValue = option != null && option.hasArg() && !rest.isEmpty();
      joined.add(hasValue ? "--" + option.getLongOpt() + "=" + rest.pop() : word);
    }
    return joined.toArray(String[]::new);
  }

  private static void refuseSecondValues(CommandLine line) {
    Set<Option> seen = new HashSet<>();
    for (Option option : line.getOptions()) {
      if (ONCE.containsKey(option) && !seen.add(option)) {
        throw new IllegalArgumentException(
            "run: " + spelled(option) + " is given twice; " + ONCE.get(option));
      }
    }
  }

  private static IllegalArgumentException unknown(String word) {
    return unknown(word, null);
  }

  private static IllegalArgumentException unknown(String word, ParseException cause) {
    return new IllegalArgumentException(
        "run: unknown argument '"
            + word
            + "' (alfheim run --help lists what there is)"
            + MeantOption.question(
                word, OPTIONS.stream().map(option -> "--" + option.getLongOpt()).toList()),
        cause);
  }

  private static Optional<String> value(CommandLine line, Option option) {
    return Optional.ofNullable(line.getOptionValue(option));
  }

  private static List<String> values(CommandLine line, Option option) {
    return line.hasOption(option) ? List.of(line.getOptionValues(option)) : List.of();
  }

  private static String spelled(Option option) {
    return option.getOpt() == null ? "--" + option.getLongOpt() : "-" + option.getOpt();
  }

  /** The shell's commands are text: what is none would reach a plugin as something else. */
  private static String text(String commands) {
    if (commands.indexOf(GivenPath.LOST) >= 0) {
      throw new IllegalArgumentException(
          "run: -c: the commands hold a byte that is not in the encoding of the locale (%s); write it as %%F6 in elf:file:/…, as @hex:f6 in an argument of plugin:call"
              .formatted(System.getProperty("sun.jnu.encoding")));
    }
    return commands;
  }
}
