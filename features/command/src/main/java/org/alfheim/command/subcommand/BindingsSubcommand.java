package org.alfheim.command.subcommand;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.lang.model.SourceVersion;
import org.alfheim.bind.Failure;
import org.alfheim.bindings.Api;
import org.alfheim.bindings.Bindings;
import org.alfheim.bindings.BindingsException;
import org.alfheim.bindings.GoPluginApi;
import org.alfheim.bindings.LibraryApi;
import org.alfheim.command.terminal.CommandException;
import org.alfheim.command.terminal.ExitStatus;
import org.alfheim.command.terminal.Terminal;
import org.alfheim.command.terminal.UsageException;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.process.libc.FileName;
import org.alfheim.plugin.Linking;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/**
 * {@code bindings HEADER... --library FILE}: Java over a library's C API; {@code bindings FILE}:
 * over the exports of a Go plugin.
 */
public final class BindingsSubcommand implements Subcommand {
  private static final Option OUTPUT = Option.builder("o").longOpt("output").hasArg().get();
  private static final Option FORCE = Option.builder("f").longOpt("force").get();
  private static final List<String> VALUES =
      List.of("library", "package", "name", "include", "select", "strip", "failure");

  private static final List<String> OF_C = List.of("include", "strip", "failure");

  @Override
  public String help() {
    return """
    Usage: alfheim bindings [HEADER]... --library FILE --package NAME [OPTION]...
           alfheim bindings PLUGIN --package NAME [OPTION]...

    Writes Java over the C API of a library: an interface with a method for each
    function and variable that FILE exports, and the handles, views, records,
    callbacks and constants that they need. The types are those of the headers, by
    the word of the system's C compiler, or without a header those of FILE's debug
    information. The same input gives the same files. Nothing of FILE is executed.

    Of a Go plugin its exports are written, with the types that Go has in it: it is
    named alone, or by --library. Only --name, --select, -o and -f go with it.

          --library FILE      the shared object, or an object (.o) or archive (.a)
          --package NAME      the package
      -o, --output FOLDER     the root of the sources; by default the current folder
          --name NAME         the interface's name; by default the header's
          --include FOLDER    where headers are looked for first
          --select PATTERN    only functions, variables and constants of such names:
                              'deflate*'
          --strip PREFIX      what methods are called without: sqlite3_
          --failure KIND      which status is a failure: non-zero, zero or negative;
                              a handle that such a function writes where a
                              parameter points is its result then
      -f, --force             overwrite files that were not written so

    What can't be expressed is named in a warning, with the reason.

    Exit status: 0 done; 1 if the types can't be had, or a file can't be written; 2
    if the command line is wrong.

    Examples:
      alfheim bindings zlib.h --library /lib/x86_64-linux-gnu/libz.so.1 \\
        --package com.example.zlib -o src/main/java
      alfheim bindings --library libpoints.so --package com.example.points
      alfheim bindings hello.so --package com.example.hello -o src/main/java
    """;
  }

  @Override
  public Options options() {
    Options options = new Options().addOption(OUTPUT).addOption(FORCE);
    VALUES.forEach(name -> options.addOption(Option.builder().longOpt(name).hasArg().get()));
    return options;
  }

  @Override
  public int run(CommandLine line, Terminal terminal) {
    Optional<FileArgument> plugin = pluginAlone(line);
    FileArgument file = plugin.orElseGet(() -> FileArgument.of(needed(line, "library")));
    String packageName = needed(line, "package");
    if (!SourceVersion.isName(packageName)) {
      throw new UsageException("--package " + packageName + " is not the name of a package");
    }
    SharedObject image = new ImageArgument(List.of(file)).read(Linking.USUAL, List.of());
    try {
      return plugin.isPresent() || GoPluginApi.isPlugin(image)
          ? ofGo(line, terminal, file, image, packageName)
          : ofC(line, terminal, file, image, packageName);
    } catch (BindingsException e) {
      throw new CommandException(e.getMessage(), e);
    }
  }

  /** A Go plugin that is named without {@code --library}, where a header would be. */
  private static Optional<FileArgument> pluginAlone(CommandLine line) {
    if (line.hasOption("library") || line.getArgList().size() != 1) {
      return Optional.empty();
    }
    FileArgument file = FileArgument.of(line.getArgList().getFirst());
    if (!Files.isRegularFile(file.path()) || !file.argument().contains(".so")) {
      return Optional.empty();
    }
    boolean go = GoPluginApi.isPlugin(SharedObject.parse(file.argument(), file.read()));
    return go ? Optional.of(file) : Optional.empty();
  }

  private static int ofC(
      CommandLine line,
      Terminal terminal,
      FileArgument file,
      SharedObject image,
      String packageName) {
    LibraryApi library =
        new LibraryApi(
            image,
            file.path(),
            line.getArgList().stream().map(BindingsSubcommand::header).toList(),
            values(line, "include").stream().map(FileArgument::include).toList(),
            values(line, "select"));
    Optional<Failure> failure = failure(line);
    String name = named(line).orElseGet(library::defaultName);
    String prefix = line.hasOption("strip") ? line.getOptionValue("strip") : "";
    LibraryApi.Read read = library.read();
    Bindings bindings = Bindings.of(Api.of(name, packageName, prefix, read, failure));
    return written(line, terminal, bindings, name, read.problems());
  }

  private static int ofGo(
      CommandLine line,
      Terminal terminal,
      FileArgument file,
      SharedObject image,
      String packageName) {
    for (String option : OF_C) {
      if (line.hasOption(option)) {
        throw new UsageException(
            "--" + option + " says something of C, and " + file.argument() + " is a Go plugin");
      }
    }
    if (line.hasOption("library") && !line.getArgList().isEmpty()) {
      throw new UsageException(
          file.argument() + " is a Go plugin, whose types no header says: leave the header out");
    }
    GoPluginApi api =
        GoPluginApi.read(image, file.path(), named(line), packageName, values(line, "select"));
    return written(line, terminal, Bindings.of(api), api.name(), List.of());
  }

  private static Optional<String> named(CommandLine line) {
    Optional<String> name = Optional.ofNullable(line.getOptionValue("name"));
    name.ifPresent(given -> {
      if (!SourceVersion.isIdentifier(given) || SourceVersion.isKeyword(given)) {
        throw new UsageException("--name " + given + " is not the name of an interface");
      }
    });
    return name;
  }

  private static int written(
      CommandLine line, Terminal terminal, Bindings bindings, String name, List<String> problems) {
    Path sources =
        FileArgument.of(line.hasOption(OUTPUT) ? line.getOptionValue(OUTPUT) : ".").path();
    Path target = bindings.folder(sources);
    int lines = write(bindings, sources, line.hasOption(FORCE));
    terminal.println(
        "wrote "
            + FileName.shown(target)
            + " interface="
            + name
            + " methods="
            + bindings.methods()
            + " files="
            + bindings.files().size()
            + " lines="
            + lines);
    problems.forEach(problem -> terminal.complain("warning: " + problem));
    bindings.left().forEach((what, why) -> terminal.complain("warning: " + what + ": " + why));
    return ExitStatus.DONE;
  }

  private static String needed(CommandLine line, String option) {
    if (!line.hasOption(option)) {
      throw new UsageException("bindings needs --" + option);
    }
    return line.getOptionValue(option);
  }

  private static List<String> values(CommandLine line, String option) {
    return line.hasOption(option) ? Arrays.asList(line.getOptionValues(option)) : List.of();
  }

  /** What is a file here is meant so; another name is for the compiler to find. */
  private static String header(String header) {
    Path file = FileArgument.of(header).path();
    return Files.isRegularFile(file) ? file.toAbsolutePath().toString() : header;
  }

  /** The compiler runs in a folder of its own. */
  private static Optional<Failure> failure(CommandLine line) {
    if (!line.hasOption("failure")) {
      return Optional.empty();
    }
    String kind = line.getOptionValue("failure");
    return switch (kind.toLowerCase(Locale.ROOT)) {
      case "non-zero" -> Optional.of(Failure.NON_ZERO);
      case "zero" -> Optional.of(Failure.ZERO);
      case "negative" -> Optional.of(Failure.NEGATIVE);
      default ->
          throw new UsageException("--failure " + kind + " is not non-zero, zero or negative");
    };
  }

  /** All files, or none if a person wrote one that is there. */
  private static int write(Bindings bindings, Path sources, boolean force) {
    try {
      List<Path> foreign = force ? List.of() : bindings.foreign(sources);
      if (!foreign.isEmpty()) {
        throw new CommandException(
            String.join(", ", foreign.stream().map(FileName::shown).toList())
                + ": not written by this command; --force overwrites it, -o names another folder");
      }
      return bindings.write(sources);
    } catch (IOException e) {
      throw new CommandException(
          FileName.shown(bindings.folder(sources)) + ": can't be written: " + e.getMessage(), e);
    }
  }
}
