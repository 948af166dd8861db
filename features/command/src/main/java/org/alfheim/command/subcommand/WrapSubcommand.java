package org.alfheim.command.subcommand;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.command.terminal.CommandException;
import org.alfheim.command.terminal.ExitStatus;
import org.alfheim.command.terminal.Terminal;
import org.alfheim.command.terminal.UsageException;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.search.SystemLibraries;
import org.alfheim.types.TypesException;
import org.alfheim.wrap.PluginBundle;
import org.alfheim.wrap.WrapException;
import org.alfheim.wrap.WrapOptions;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** {@code wrap FILE}: a plugin bundle from a file; nothing is executed. */
public final class WrapSubcommand implements Subcommand {
  /** Each is an option here under the name that it has there, with a hyphen for a dot. */
  private static final List<String> WRAP_OPTIONS =
      List.of(
          "name",
          "version",
          "symbols",
          "declare",
          "services",
          "requires",
          "waive",
          "go.runtime",
          "needs",
          "soname");

  /** Flags among them. */
  private static final List<String> FLAGS = List.of("referred", "symbolic");

  private static final String HEADER = "header";
  private static final String INCLUDE = "include";
  private static final List<String> HEADER_OPTIONS = List.of(HEADER, INCLUDE);

  @Override
  public String help() {
    return """
    Usage: alfheim wrap [OPTION]... FILE...

    Makes a plugin bundle of a shared object: a jar with the image and a manifest,
    without any Java. Prints the jar's path, the plugin's name, the bundle's
    symbolic name and its version. The same file gives the same bytes. Nothing is
    executed.

      -o, --output JAR        where to write: a file, or a folder; by default
                              SYMBOLICNAME-VERSION.jar in the current folder
      -f, --force             overwrite what is there
          --name NAME         the plugin's name, instead of the file's
          --version VERSION   the bundle's version, instead of the file's
          --symbols POLICY    which symbols become services: all, declared,
                              on-demand
          --declare A,B       symbols that are services from the start
          --services I,J      Java interfaces to bind and register
          --requires S,T      sonames that other plugin bundles have to provide
          --header HEADER     ask the C compiler for the types of its symbols, by
                              a header of the library: zlib.h, or a file
          --include FOLDER    where headers are looked for first
          --waive NAME        open it in spite of executable-stack,
                              text-relocations, nodlopen,
                              undefined-functions or types, without the
                              protection
          --go-runtime NAME   of a Go plugin: the runtime that it shares with those
                              of other bundles that name the same
          --needs, --soname, --referred, --symbolic
                              of objects: as for alfheim link

    Objects (.o) and archives (.a), one or several, are linked, and the shared
    object goes into the jar.

    A jar of a library with native methods (JNI) becomes a bundle that is served
    with what it has in it, if there is a recipe for it; only -o and -f go with
    that.

    What the file's debug information says of the types of its symbols goes into
    the jar, too, and stays there if the file is stripped.

    A library that the file needs and this system lacks is named in a warning, and
    so is a symbol whose type the compiler could not prove.

    Exit status: 0 done; 1 if the file was refused, or there is a jar already; 2 if
    the command line is wrong.

    Examples:
      alfheim wrap /lib/x86_64-linux-gnu/libz.so.1
      alfheim wrap libhello.so -o hello.jar --name hello --symbols on-demand
    """;
  }

  @Override
  public Options options() {
    Options options = JarTarget.options();
    HEADER_OPTIONS.forEach(
        name -> options.addOption(Option.builder().longOpt(name).hasArg().get()));
    WRAP_OPTIONS.forEach(
        name -> options.addOption(Option.builder().longOpt(hyphened(name)).hasArg().get()));
    FLAGS.forEach(name -> options.addOption(Option.builder().longOpt(name).get()));
    return options;
  }

  private static String hyphened(String name) {
    return name.replace('.', '-');
  }

  @Override
  public int run(CommandLine line, Terminal terminal) {
    if (line.getArgList().size() == 1) {
      FileArgument only = FileArgument.of(line.getArgList().getFirst());
      if (NativesJarWrapping.isFor(only.path())) {
        return NativesJarWrapping.wrap(only, line, terminal);
      }
    }
    ImageArgument named = ImageArgument.leading(line.getArgList());
    if (line.getArgList().isEmpty() || named.files().size() != line.getArgList().size()) {
      throw new UsageException("wrap takes one FILE, not " + line.getArgList().size());
    }
    FileArgument file = named.files().getFirst();
    PluginBundle bundle = bundle(named, line);
    JarTarget jar = JarTarget.of(line, bundle.symbolicName() + "-" + bundle.version() + ".jar");
    jar.write(bundle::writeTo, file.path());
    terminal.println(
        "wrote "
            + jar.shown()
            + " plugin="
            + bundle.name()
            + " bundle="
            + bundle.symbolicName()
            + " version="
            + bundle.version());
    bundle.types().problems().forEach(problem -> terminal.complain("warning: " + problem));
    bundle.warnings().forEach(warning -> terminal.complain("warning: " + warning));
    warnOfMissingLibraries(file, bundle, required(line), terminal);
    return ExitStatus.DONE;
  }

  /** The sonames that plugin bundles are to provide. */
  private static List<String> required(CommandLine line) {
    return line.hasOption("requires")
        ? List.of(String.join(",", line.getOptionValues("requires")).split("\\s*,\\s*", -1))
        : List.of();
  }

  /** The bundle may be for another system: no reason to refuse it. */
  private static void warnOfMissingLibraries(
      FileArgument file, PluginBundle bundle, List<String> required, Terminal terminal) {
    SharedObject image = SharedObject.parse(file.argument(), bundle.image());
    SystemLibraries system = SystemLibraries.ofProcess();
    Optional<Path> folder = Optional.ofNullable(file.path().toAbsolutePath().getParent());
    List<String> missing =
        image.needed().stream()
            .filter(needed -> !required.contains(needed))
            .filter(needed -> system.find(needed, image, folder).isEmpty())
            .toList();
    if (!missing.isEmpty()) {
      terminal.complain(
          "warning: "
              + file.argument()
              + " needs "
              + String.join(", ", missing)
              + ", not found on this system; --requires has plugin bundles provide it");
    }
  }

  private static PluginBundle bundle(ImageArgument file, CommandLine line) {
    Map<String, String> values = new LinkedHashMap<>();
    WRAP_OPTIONS.stream()
        .filter(name -> line.hasOption(hyphened(name)))
        .forEach(name -> values.put(name, String.join(",", line.getOptionValues(hyphened(name)))));
    FLAGS.stream().filter(line::hasOption).forEach(name -> values.put(name, "true"));
    try {
      PluginBundle bundle = PluginBundle.of(file.paths(), WrapOptions.parse(values));
      return line.hasOption(HEADER) ? bundle.withHeaders(headers(line), includes(line)) : bundle;
    } catch (TypesException e) {
      throw new CommandException(e.getMessage(), e);
    } catch (WrapException e) {
      throw new UsageException(e.getMessage());
    } catch (IOException e) {
      throw new CommandException(e.getMessage(), e);
    }
  }

  /** What is a file here is meant so; another name is for the compiler to find. */
  private static List<String> headers(CommandLine line) {
    return Arrays.stream(line.getOptionValues(HEADER))
        .map(header -> {
          Path file = FileArgument.of(header).path();
          return Files.isRegularFile(file) ? file.toAbsolutePath().toString() : header;
        })
        .toList();
  }

  private static List<String> includes(CommandLine line) {
    return line.hasOption(INCLUDE)
        ? Arrays.stream(line.getOptionValues(INCLUDE)).map(FileArgument::include).toList()
        : List.of();
  }
}
