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

/** {@code bindings HEADER... --library FILE}: Java over a library's C API. */
public final class BindingsSubcommand implements Subcommand {
  private static final Option OUTPUT = Option.builder("o").longOpt("output").hasArg().get();
  private static final Option FORCE = Option.builder("f").longOpt("force").get();
  private static final List<String> VALUES =
      List.of("library", "package", "name", "include", "select", "strip", "failure");

  @Override
  public String help() {
    return """
    Usage: alfheim bindings [HEADER]... --library FILE --package NAME [OPTION]...

    Writes Java over the C API of a library: an interface with a method for each
    function and variable that FILE exports, and the handles, views, records,
    callbacks and constants that they need. The types are those of the headers, by
    the word of the system's C compiler, or without a header those of FILE's debug
    information. The same input gives the same files. Nothing of FILE is executed.

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
    FileArgument file = FileArgument.of(needed(line, "library"));
    ImageArgument named = new ImageArgument(List.of(file));
    SharedObject image = named.read(Linking.USUAL, List.of());
    List<String> headers = line.getArgList().stream().map(BindingsSubcommand::header).toList();
    List<String> flags = values(line, "include").stream().map(FileArgument::include).toList();
    String packageName = needed(line, "package");
    if (!SourceVersion.isName(packageName)) {
      throw new UsageException("--package " + packageName + " is not the name of a package");
    }
    Optional<Failure> failure = failure(line);
    LibraryApi library = new LibraryApi(image, file.path(), headers, flags, values(line, "select"));
    String name = line.hasOption("name") ? line.getOptionValue("name") : library.defaultName();
    if (!SourceVersion.isIdentifier(name) || SourceVersion.isKeyword(name)) {
      throw new UsageException("--name " + name + " is not the name of an interface");
    }
    String prefix = line.hasOption("strip") ? line.getOptionValue("strip") : "";
    LibraryApi.Read read;
    try {
      read = library.read();
    } catch (BindingsException e) {
      throw new CommandException(e.getMessage(), e);
    }
    Bindings bindings = Bindings.of(Api.of(name, packageName, prefix, read, failure));
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
    read.problems().forEach(problem -> terminal.complain("warning: " + problem));
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
