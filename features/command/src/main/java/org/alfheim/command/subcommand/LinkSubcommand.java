package org.alfheim.command.subcommand;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.alfheim.command.terminal.CommandException;
import org.alfheim.command.terminal.ExitStatus;
import org.alfheim.command.terminal.Terminal;
import org.alfheim.command.terminal.UsageException;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.process.libc.FileName;
import org.alfheim.linker.LinkOptions;
import org.alfheim.linker.LinkReport;
import org.alfheim.linker.LinkedImage;
import org.alfheim.linker.Linker;
import org.alfheim.linker.object.Input;
import org.alfheim.linker.object.LinkException;
import org.alfheim.linker.script.VersionScript;
import org.alfheim.names.RawText;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** {@code link FILE... -o IMAGE}: a shared object of relocatable objects and archives. */
public final class LinkSubcommand implements Subcommand {
  private static final Option OUTPUT = Option.builder("o").longOpt("output").hasArg().get();
  private static final Option FORCE = Option.builder("f").longOpt("force").get();
  private static final String SONAME = "soname";
  private static final String NEEDS = "needs";
  private static final String VERSIONS = "version-script";
  private static final String REFERRED = "referred";
  private static final String SYMBOLIC = "symbolic";
  private static final String STRIP = "strip";

  /** Libraries of the compilers: in an image if it uses them. */
  private static final List<String> USUAL =
      List.of("libc.so.6", "libm.so.6", "libstdc++.so.6", "libgcc_s.so.1", "ld-linux-x86-64.so.2");

  /** Of names that nobody has, a line of so many is enough. */
  private static final int SHOWN = 5;

  @Override
  public String help() {
    return """
    Usage: alfheim link [OPTION]... FILE... -o IMAGE

    Makes a shared object of relocatable objects (.o) and archives of them (.a),
    without a linker on the machine. Code that was compiled for a program, and not
    with -fPIC, is taken, too. Prints the image's path, how many objects are in it,
    and which libraries it needs. The same files give the same bytes. Nothing is
    executed.

      -o, --output IMAGE   where to write
      -f, --force          overwrite what is there
          --soname NAME    the name that the image has for others
          --needs A,B      libraries that it needs: files, or names in the system's
                           folders; those of C and C++ are added where they are
                           used
          --referred       of archives only the members that others refer to
          --symbolic       its own definitions stand before those of others
          --strip          without what debuggers read
          --version-script FILE
                           which names it exports, and in which versions, as
                           ld has them

    What no library has is named in a warning: another plugin, or the process, has
    to have it when the image is opened.

    Exit status: 0 done; 1 if a file was refused, or there is an image already;
    2 if the command line is wrong.

    Examples:
      alfheim link a.o b.o -o libab.so
      alfheim link libpng16.a libz.a --needs libm.so.6 -o libpng.so
    """;
  }

  @Override
  public Options options() {
    Options options = new Options().addOption(OUTPUT).addOption(FORCE);
    for (String name : List.of(SONAME, NEEDS, VERSIONS)) {
      options.addOption(Option.builder().longOpt(name).hasArg().get());
    }
    for (String name : List.of(REFERRED, SYMBOLIC, STRIP)) {
      options.addOption(Option.builder().longOpt(name).get());
    }
    return options;
  }

  @Override
  public int run(CommandLine line, Terminal terminal) {
    if (line.getArgList().isEmpty()) {
      throw new UsageException("which FILE?");
    }
    if (!line.hasOption(OUTPUT)) {
      throw new UsageException("-o names the image to write");
    }
    Path output = FileArgument.of(line.getOptionValue(OUTPUT)).path();
    List<Input> inputs = new ArrayList<>();
    for (String argument : line.getArgList()) {
      FileArgument file = FileArgument.of(argument);
      refuseSameFile(file, output);
      inputs.add(new Input(file.argument(), file.read(), name -> neighbour(file.path(), name)));
    }
    LinkedImage image = link(inputs, line);
    WholeFile.write(
        output,
        line.hasOption(FORCE),
        stream -> Channels.newChannel(stream).write(image.bytes().asByteBuffer()));
    tell(image.report(), output, terminal);
    return ExitStatus.DONE;
  }

  private static void refuseSameFile(FileArgument file, Path output) {
    try {
      if (Files.exists(output) && Files.isSameFile(output, file.path())) {
        throw new CommandException(
            FileName.shown(output) + ": this is a file to link; name another with -o");
      }
    } catch (IOException gone) {
      /* Then it is not the same, and reading it says what is wrong. */
    }
  }

  /** The member of a thin archive. */
  private static Optional<MemorySegment> neighbour(Path archive, String name) {
    try {
      Path file = archive.toAbsolutePath().resolveSibling(RawText.path(name));
      return Files.isRegularFile(file)
          ? Optional.of(MemorySegment.ofArray(Files.readAllBytes(file)).asReadOnly())
          : Optional.empty();
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static LinkedImage link(List<Input> inputs, CommandLine line) {
    List<SharedObject> libraries = new ArrayList<>();
    List<String> needed = new ArrayList<>();
    if (line.hasOption(NEEDS)) {
      for (String name : String.join(",", line.getOptionValues(NEEDS)).split("\\s*,\\s*", -1)) {
        SharedObject library = library(name);
        libraries.add(library);
        needed.add(library.soname().orElse(name));
      }
    }
    for (String name : USUAL) {
      FileArgument.inLibraryFolders(name).ifPresent(file -> libraries.add(parse(name, file)));
    }
    LinkOptions options =
        new LinkOptions(
            line.getOptionValue(SONAME, ""),
            line.hasOption(REFERRED) ? LinkOptions.Members.REFERRED : LinkOptions.Members.ALL,
            needed,
            libraries,
            line.hasOption(SYMBOLIC),
            !line.hasOption(STRIP));
    try {
      return Linker.link(
          inputs, line.hasOption(VERSIONS) ? options.withVersions(versions(line)) : options);
    } catch (LinkException e) {
      throw new CommandException(e.getMessage(), e);
    }
  }

  private static VersionScript versions(CommandLine line) {
    FileArgument file = FileArgument.of(line.getOptionValue(VERSIONS));
    return VersionScript.parse(
        file.argument(), RawText.decode(file.read().toArray(ValueLayout.JAVA_BYTE)));
  }

  private static SharedObject library(String name) {
    if (name.contains("/")) {
      return parse(name, FileArgument.of(name).path());
    }
    return FileArgument.inLibraryFolders(name)
        .map(file -> parse(name, file))
        .orElseThrow(() ->
            new CommandException(
                name + ": no such library in the system's folders; --needs takes paths, too"));
  }

  private static SharedObject parse(String name, Path file) {
    return SharedObject.parse(name, FileArgument.of(RawText.of(file)).read());
  }

  private static void tell(LinkReport report, Path output, Terminal terminal) {
    terminal.println(
        "wrote "
            + FileName.shown(output)
            + " objects="
            + report.objects().size()
            + " needed="
            + String.join(",", report.needed())
            + (report.loads() + report.thunks() == 0
                ? ""
                : " loads=" + report.loads() + " thunks=" + report.thunks()));
    report.warnings().forEach(warning -> terminal.complain("warning: " + warning));
    List<String> unknown = report.unknown();
    if (!unknown.isEmpty()) {
      String[] names = unknown.stream().limit(SHOWN).toArray(String[]::new);
      terminal.complain(
          "warning: no library that was named has "
              + String.join(", ", Arrays.asList(names))
              + (unknown.size() > SHOWN ? " and " + (unknown.size() - SHOWN) + " others" : ""));
    }
  }
}
