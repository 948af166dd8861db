package org.alfheim.command;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.declaration.DeclarationException;
import org.alfheim.command.subcommand.BindingsSubcommand;
import org.alfheim.command.subcommand.CallSubcommand;
import org.alfheim.command.subcommand.CorpusSubcommand;
import org.alfheim.command.subcommand.GoHostSubcommand;
import org.alfheim.command.subcommand.InspectSubcommand;
import org.alfheim.command.subcommand.LinkSubcommand;
import org.alfheim.command.subcommand.LookupSubcommand;
import org.alfheim.command.subcommand.OpenSubcommand;
import org.alfheim.command.subcommand.PlanSubcommand;
import org.alfheim.command.subcommand.Subcommand;
import org.alfheim.command.subcommand.SymbolsSubcommand;
import org.alfheim.command.subcommand.WrapSubcommand;
import org.alfheim.command.terminal.CommandException;
import org.alfheim.command.terminal.ExitStatus;
import org.alfheim.command.terminal.Terminal;
import org.alfheim.command.terminal.UsageException;
import org.alfheim.elf.ElfException;
import org.alfheim.internal.process.libc.ProcessException;
import org.alfheim.names.SimilarNames;
import org.alfheim.plugin.PluginException;
import org.alfheim.streams.StandardOutput;
import org.alfheim.text.Visible;
import org.apache.commons.cli.AlreadySelectedException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/**
 * The entry of the command {@code alfheim}: picks the subcommand, runs it, and turns what it throws
 * into one line and a status.
 */
public final class Main {
  private static final List<String> COMMANDS =
      List.of(
          "open",
          "lookup",
          "call",
          "symbols",
          "inspect",
          "plan",
          "wrap",
          "link",
          "bindings",
          "go-host",
          "corpus",
          "help");

  /** Options whose values add up. */
  private static final Set<String> LISTS =
      Set.of("waive", "declare", "services", "requires", "include", "select", "with", "needs");

  private static final Option STACKTRACE = Option.builder().longOpt("stacktrace").get();

  private final Terminal terminal;

  Main(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Runs the command and ends the process.
   *
   * @param args a subcommand, its options and its arguments
   */
  public static void main(String[] args) {
    announceTheEnd();
    // System.out writes each line by itself; a table of 5,000 symbols would be as many system
    // calls.
    StandardOutput output = new StandardOutput();
    PrintStream out = new PrintStream(new BufferedOutputStream(output, 1 << 13), false, charset());
    Terminal terminal = new Terminal(out, System.err);
    int status = new Main(terminal).run(RawArguments.of(args));
    out.flush();
    status = status(status, output.state(), terminal);
    sayThatTheEndIsOurs();
    System.exit(status);
  }

  /** What was done and could not be told was not done. */
  private static int status(int status, StandardOutput.State output, Terminal terminal) {
    return switch (output) {
      case StandardOutput.Whole() -> status;
      case StandardOutput.Closed() -> status == ExitStatus.DONE ? ExitStatus.CLOSED_PIPE : status;
      case StandardOutput.Failed(String reason) -> {
        terminal.complain("the output can't be written: " + reason);
        yield status == ExitStatus.DONE ? ExitStatus.REFUSED : status;
      }
    };
  }

  /**
   * Writes to the file that the property {@code alfheim.running} names, and deletes it when Java
   * ends the process. Where it is left with something in it, a plugin has ended the process.
   */
  private static void announceTheEnd() {
    String running = System.getProperty("alfheim.running");
    if (running != null) {
      try {
        Files.writeString(Path.of(running), "java");
      } catch (IOException full) {
        System.err.println(
            "alfheim: "
                + Visible.of(running + ": " + full.getMessage())
                + "; a plugin that ends the process will not be named");
      }
      Runnable deletion = new File(running)::delete;
      try {
        Runtime.getRuntime().addShutdownHook(new Thread(deletion));
      } catch (IllegalStateException ending) {
        deletion.run();
        // A signal was faster: this waits for the end, which has its status.
        System.exit(ExitStatus.DONE);
      }
    }
  }

  /**
   * Removes the file that the property names. Whoever started the process can tell by it whether
   * the process has ended in its own way, or a plugin has ended it.
   */
  private static void sayThatTheEndIsOurs() {
    String running = System.getProperty("alfheim.running");
    if (running != null) {
      try {
        Files.deleteIfExists(Path.of(running));
      } catch (IOException e) {
        System.err.println("alfheim: " + Visible.of(running + " can't be removed: " + e));
      }
    }
  }

  /**
   * That of the terminal; under a locale that knows no more than ASCII, the bytes that names and
   * strings have in C anyway.
   */
  private static Charset charset() {
    Charset charset = System.out.charset();
    return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
  }

  int run(String... args) {
    boolean stacktrace = false;
    int first = 0;
    while (first < args.length && args[first].equals("--stacktrace")) {
      stacktrace = true;
      first++;
    }
    List<String> rest = Arrays.asList(args).subList(first, args.length);
    try {
      return dispatch(rest, stacktrace);
    } catch (UsageException e) {
      terminal.complain(e.getMessage());
      return ExitStatus.USAGE;
    }
  }

  private int dispatch(List<String> words, boolean stacktrace) {
    String first = words.isEmpty() ? "" : words.getFirst();
    return switch (first) {
      case "" -> throw new UsageException("which command? alfheim --help lists them");
      case "-h", "--help", "help" -> {
        terminal
            .out()
            .print(
                words.size() > 1 && first.equals("help")
                    ? subcommand(words.get(1)).help()
                    : Help.text());
        yield ExitStatus.DONE;
      }
      case "-V", "--version" -> {
        terminal.println("alfheim " + ProgramVersion.current());
        yield ExitStatus.DONE;
      }
      default -> {
        if (first.startsWith("-")) {
          throw new UsageException(
              "unknown option "
                  + first
                  + "; alfheim --help lists what there is"
                  + SimilarNames.question(first, List.of("--help", "--version", "--stacktrace")));
        }
        yield run(first, subcommand(first), words.subList(1, words.size()), stacktrace);
      }
    };
  }

  private static Subcommand subcommand(String name) {
    return switch (name) {
      case "open" -> new OpenSubcommand();
      case "lookup" -> new LookupSubcommand();
      case "call" -> new CallSubcommand();
      case "symbols" -> new SymbolsSubcommand();
      case "inspect" -> new InspectSubcommand();
      case "plan" -> new PlanSubcommand();
      case "wrap" -> new WrapSubcommand();
      case "link" -> new LinkSubcommand();
      case "bindings" -> new BindingsSubcommand();
      case "go-host" -> new GoHostSubcommand();
      case "corpus" -> new CorpusSubcommand();
      default ->
          throw new UsageException(
              "there is no command "
                  + name
                  + "; alfheim --help lists those there are"
                  + SimilarNames.question(name, COMMANDS));
    };
  }

  private int run(String name, Subcommand subcommand, List<String> words, boolean stacktrace) {
    // Before the options are read, so that --help helps whatever else is wrong. Behind the first
    // argument of call it is an argument.
    List<String> asked =
        subcommand.optionsFirst() ? words.subList(0, Math.min(1, words.size())) : words;
    if (asked.contains("--help") || asked.contains("-h")) {
      terminal.out().print(subcommand.help());
      return ExitStatus.DONE;
    }
    CommandLine line = parse(name, subcommand, words);
    Terminal shown =
        stacktrace || line.hasOption(STACKTRACE) ? terminal.withStackTraces() : terminal;
    try {
      return subcommand.run(line, shown);
    } catch (UsageException e) {
      throw new UsageException(hint(name, e.getMessage()));
    } catch (PluginException
        | BindingException
        | DeclarationException
        | ElfException
        | ProcessException
        | UncheckedIOException
        | CommandException e) {
      shown.complain(e);
      return ExitStatus.REFUSED;
    } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
      shown.complain(
          "internal error: " + e + (shown.stackTraces() ? "" : "; --stacktrace shows where"));
      shown.trace(e);
      return ExitStatus.REFUSED;
    }
  }

  private static CommandLine parse(String name, Subcommand subcommand, List<String> words) {
    Options options = subcommand.options().addOption(STACKTRACE);
    try {
      CommandLine line =
          DefaultParser.builder()
              .setAllowPartialMatching(false)
              .setStripLeadingAndTrailingQuotes(false)
              .get()
              .parse(options, words.toArray(String[]::new), subcommand.optionsFirst());
      refuseOptionsThatPassAsArguments(subcommand, words, line);
      refuseSecondValues(name, line);
      return line;
    } catch (UnrecognizedOptionException e) {
      throw new UsageException(
          hint(name, "unknown option " + e.getOption())
              + SimilarNames.question(e.getOption().replaceFirst("=.*", ""), names(options)));
    } catch (MissingArgumentException e) {
      throw new UsageException(hint(name, "option " + spelled(e.getOption()) + " needs a value"));
    } catch (AlreadySelectedException e) {
      throw new UsageException(
          hint(name, "option " + spelled(e.getOption()) + " can't be given here"));
    } catch (ParseException e) {
      throw new UsageException(hint(name, e.getMessage()));
    }
  }

  /**
   * Where options end with the first argument, the parser takes an unknown option for that
   * argument.
   */
  private static void refuseOptionsThatPassAsArguments(
      Subcommand subcommand, List<String> words, CommandLine line)
      throws UnrecognizedOptionException {
    if (subcommand.optionsFirst() && !line.getArgList().isEmpty()) {
      String first = line.getArgList().getFirst();
      if (first.startsWith("-") && !words.subList(0, words.indexOf(first)).contains("--")) {
        throw new UnrecognizedOptionException(first, first);
      }
    }
  }

  /** Of two values the parser would keep one, without a word. */
  private static void refuseSecondValues(String name, CommandLine line) {
    Set<Option> seen = new HashSet<>();
    for (Option option : line.getOptions()) {
      if (option.hasArg() && !LISTS.contains(option.getLongOpt()) && !seen.add(option)) {
        throw new UsageException(hint(name, "option " + spelled(option) + " is given twice"));
      }
    }
  }

  private static List<String> names(Options options) {
    List<String> names = new ArrayList<>(List.of("--help"));
    options.getOptions().stream()
        .filter(option -> option.getLongOpt() != null)
        .forEach(option -> names.add(spelled(option)));
    return names;
  }

  private static String spelled(Option option) {
    return option.getLongOpt() == null ? "-" + option.getOpt() : "--" + option.getLongOpt();
  }

  private static String hint(String name, String message) {
    return message + "; see alfheim " + name + " --help";
  }
}
