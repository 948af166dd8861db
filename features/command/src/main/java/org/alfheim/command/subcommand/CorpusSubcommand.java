package org.alfheim.command.subcommand;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.alfheim.command.terminal.CommandException;
import org.alfheim.command.terminal.ExitStatus;
import org.alfheim.command.terminal.Terminal;
import org.alfheim.command.terminal.UsageException;
import org.alfheim.corpus.Corpus;
import org.alfheim.corpus.CorpusRun;
import org.alfheim.corpus.LibraryReport;
import org.alfheim.corpus.Outcome;
import org.alfheim.corpus.Reason;
import org.alfheim.corpus.Summary;
import org.alfheim.corpus.objects.PackageFolders;
import org.alfheim.corpus.objects.SymbolProviders;
import org.alfheim.names.RawText;
import org.alfheim.streams.StandardStreams;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** {@code corpus [DIR|FILE]...}: libraries opened by dlopen and by Alfheim, and compared. */
public final class CorpusSubcommand implements Subcommand {
  private static final Option LIMIT = Option.builder().longOpt("limit").hasArg().argName("N").get();
  private static final Option SAMPLE =
      Option.builder().longOpt("sample").hasArg().argName("N").get();
  private static final Option JOBS = Option.builder().longOpt("jobs").hasArg().argName("N").get();
  private static final Option PACKAGES =
      Option.builder().longOpt("packages").hasArg().argName("DIR").get();
  private static final Option TIMEOUT =
      Option.builder().longOpt("timeout").hasArg().argName("SECONDS").get();

  @Override
  public String help() {
    return """
    Usage: alfheim corpus [OPTION]... [DIR|FILE]...

    Opens each library twice, each time in a process of its own: once by
    dlopen(RTLD_NOW), once by Alfheim. Compares the outcome, and what lay in memory
    when the library was relocated and none of its constructors had run: each byte
    of the writable segments, sealed ones too; addresses count as the same if they
    lead to the same place of the same object. What libraries loaded with it are
    bound to is compared too. Then the constructors run: libraries are executed
    here. One line each:

      same FILE relocated=N bytes=N bound=N
      DIFFER FILE: how much, and the first difference
      only-dlopen FILE: what Alfheim says
      only-alfheim FILE: what dlopen says
      neither FILE: what both say
      held FILE                       in every process anyway: the C library, say
      refused FILE: member, section and symbol that can't be linked, and the cure
      only-ld FILE: the same, of what the system's linker links
      left-out FILE: why nobody tried (a Go plugin, say)
      unproved FILE: what went wrong in the observation

    Objects (.o) and archives of them (.a, .rlib) are linked first, as by alfheim
    link, all members. Where gcc is there, it links them, too: exports and dynamic
    relocations have to be the same, without their addresses (ld=same). Most that
    were not compiled for a library it declines (ld=declined).

    A folder is searched to the ground for shared objects named *.so or *.so.N,
    objects and archives, each file once; without DIR and FILE, the folders of the
    system.

          --sample N                  N of them, the same ones each time
          --limit N                   the first N of them
          --timeout SECONDS           for each opening; 20 if not given
          --jobs N                    libraries at once; one for each processor
                                      if not given
          --packages DIR              a folder of unpacked Debian packages: what an
                                      archive of one lacks is taken of those that
                                      it depends on
          --json                      all that was found, as one object

    Exit status: 0 if all that dlopen opens is opened by Alfheim and nothing
    differs, 1 if not, 2 if the command line is wrong.

    Examples:
      alfheim corpus /usr/lib/x86_64-linux-gnu/libssl.so.3
      alfheim corpus --sample 50
      alfheim corpus --json /opt/product/lib > proof.json
    """;
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(LIMIT)
        .addOption(SAMPLE)
        .addOption(JOBS)
        .addOption(TIMEOUT)
        .addOption(PACKAGES)
        .addOption(Json.option());
  }

  @Override
  public int run(CommandLine line, Terminal terminal) {
    int jobs = number(line, JOBS, Runtime.getRuntime().availableProcessors());
    Duration timeout = Duration.ofSeconds(number(line, TIMEOUT, 20));
    List<Path> libraries = libraries(line);
    if (libraries.isEmpty()) {
      throw new CommandException("there is no shared object, object or archive in " + where(line));
    }
    boolean json = Json.wanted(line);
    CorpusProgress progress =
        new CorpusProgress(terminal.err(), StandardStreams.errorIsTerminal(), libraries.size());
    List<LibraryReport> reports = new ArrayList<>();
    try {
      new CorpusRun(timeout, jobs, providers(line))
          .run(
              libraries,
              report -> progress.step(Path.of(report.file()).getFileName().toString()),
              report -> {
                reports.add(report);
                if (!json) {
                  progress.clear();
                  terminal.println(report.line());
                  terminal.out().flush();
                }
              });
    } catch (InterruptedException e) {
      throw new CommandException("interrupted");
    }
    progress.clear();
    Summary summary = Summary.of(reports);
    if (json) {
      Json.write(json(reports, summary), terminal);
    } else {
      print(reports, summary, terminal);
    }
    return summary.proved() ? ExitStatus.DONE : ExitStatus.REFUSED;
  }

  private static SymbolProviders providers(CommandLine line) {
    String folder = line.getOptionValue(PACKAGES);
    if (folder == null) {
      return SymbolProviders.NONE;
    }
    try {
      return new PackageFolders(path(folder).toRealPath());
    } catch (IOException e) {
      throw new CommandException("--packages " + folder + ": no such folder", e);
    }
  }

  private static int number(CommandLine line, Option option, int otherwise) {
    String text = line.getOptionValue(option);
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      /* As wrong as 0. */
    }
    throw new UsageException("--" + option.getLongOpt() + " takes a number from 1 on, not " + text);
  }

  private static List<Path> libraries(CommandLine line) {
    List<Path> given = line.getArgList().stream().map(CorpusSubcommand::path).toList();
    List<Path> libraries;
    try {
      libraries = Corpus.libraries(given.isEmpty() ? Corpus.system() : given);
    } catch (NoSuchFileException e) {
      throw new CommandException(e.getMessage() + ": no such file", e);
    } catch (IOException e) {
      throw new CommandException(String.valueOf(e.getMessage()), e);
    }
    int sample = number(line, SAMPLE, libraries.size() + 1);
    int limit = number(line, LIMIT, libraries.size() + 1);
    return Corpus.sample(libraries, sample).stream().limit(limit).toList();
  }

  private static Path path(String argument) {
    if (!RawText.isText(argument)) {
      throw new CommandException(
          RawText.shown(argument)
              + ": the processes that open it can't be given a name that is not UTF-8; name a link to it");
    }
    return Path.of(argument);
  }

  private static String where(CommandLine line) {
    return line.getArgList().isEmpty()
        ? "the system's library folders"
        : String.join(", ", line.getArgList());
  }

  private static void print(List<LibraryReport> reports, Summary summary, Terminal terminal) {
    terminal.println(summary.line());
    terminal.println(summary.rest());
    Map<Reason, Long> explained = new TreeMap<>();
    for (LibraryReport report : reports) {
      report.explained().forEach((reason, count) -> explained.merge(reason, count, Long::sum));
    }
    explained.forEach(
        (reason, count) -> terminal.println("not counted: " + count + " " + reason.text()));
  }

  private static Map<String, Object> json(List<LibraryReport> reports, Summary summary) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("libraries", reports.stream().map(CorpusSubcommand::json).toList());
    json.put("summary", summary);
    return json;
  }

  private static Map<String, Object> json(LibraryReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", report.file());
    json.put("verdict", report.verdict().word());
    json.put("dlopen", json(report.dlopen()));
    json.put("alfheim", json(report.alfheim()));
    json.put("relocated", report.relocated());
    json.put("bound", report.bound());
    json.put("bytes", report.bytes());
    json.put("explained", report.explained());
    json.put("differences", report.differences());
    report.link().ifPresent(link -> json.put("link", link));
    json.put("milliseconds", report.milliseconds());
    return json;
  }

  private static Map<String, Object> json(Outcome outcome) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("outcome", outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    json.put("text", outcome.text());
    return json;
  }
}
