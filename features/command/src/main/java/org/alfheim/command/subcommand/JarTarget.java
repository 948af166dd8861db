package org.alfheim.command.subcommand;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.command.terminal.CommandException;
import org.alfheim.internal.process.libc.FileName;
import org.alfheim.names.RawText;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/**
 * Where a jar goes that a subcommand makes.
 *
 * @param jar its path
 * @param force whether what is there is overwritten
 */
record JarTarget(Path jar, boolean force) {
  private static final Option OUTPUT = Option.builder("o").longOpt("output").hasArg().get();
  private static final Option FORCE = Option.builder("f").longOpt("force").get();

  /** The options that say it. */
  static Options options() {
    return new Options().addOption(OUTPUT).addOption(FORCE);
  }

  /**
   * What the options say.
   *
   * @param name what it is called where they name no file
   */
  static JarTarget of(CommandLine line, String name) {
    boolean force = line.hasOption(FORCE);
    if (!line.hasOption(OUTPUT)) {
      return new JarTarget(Path.of(name), force);
    }
    String said = line.getOptionValue(OUTPUT);
    Path output = FileArgument.of(said).path();
    if (said.endsWith("/")) {
      make(said, output);
    }
    return new JarTarget(Files.isDirectory(output) ? output.resolve(name) : output, force);
  }

  /** A slash at the end says that it is a folder, whether or not it is there. */
  private static void make(String said, Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CommandException(
          FileName.shown(folder)
              + ": can't be made a folder, which '"
              + RawText.shown(said)
              + "' says that it is: "
              + (Files.exists(folder) ? "it is a file" : e.getMessage()),
          e);
    }
  }

  /** The path, for people. */
  String shown() {
    return FileName.shown(jar);
  }

  /**
   * Writes the jar, which comes to its place whole, or not at all.
   *
   * @param source the file that it is made of
   * @throws CommandException if it can't be written, or there is something already
   */
  void write(WholeFile.Content content, Path source) {
    try {
      if (Files.exists(jar) && Files.isSameFile(jar, source)) {
        throw new CommandException(shown() + ": this is the file to wrap; name another with -o");
      }
    } catch (IOException e) {
      throw new CommandException(shown() + ": can't be written: " + e.getMessage(), e);
    }
    write(content);
  }

  /** The same for a jar that is made of no file. */
  void write(WholeFile.Content content) {
    WholeFile.write(jar, force, content);
  }
}
