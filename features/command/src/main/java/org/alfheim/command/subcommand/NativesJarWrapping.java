package org.alfheim.command.subcommand;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.alfheim.command.terminal.CommandException;
import org.alfheim.command.terminal.ExitStatus;
import org.alfheim.command.terminal.Terminal;
import org.alfheim.command.terminal.UsageException;
import org.alfheim.jni.jar.NativesJar;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/** {@code wrap FILE.jar}: a jar with native methods becomes a bundle that is served. */
final class NativesJarWrapping {
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final List<String> TAKEN = List.of("output", "force");

  private NativesJarWrapping() {}

  /** Whether a file is a jar. */
  static boolean isFor(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream content = Files.newInputStream(file)) {
      return Arrays.equals(content.readNBytes(ZIP.length), ZIP);
    } catch (IOException unreadable) {
      return false;
    }
  }

  static int wrap(FileArgument file, CommandLine line, Terminal terminal) {
    String others =
        Arrays.stream(line.getOptions())
            .map(Option::getLongOpt)
            .filter(name -> !TAKEN.contains(name))
            .map(name -> "--" + name)
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      throw new UsageException("a jar is wrapped as its recipe says, without " + others);
    }
    NativesJar natives = known(file);
    JarTarget jar = JarTarget.of(line, natives.symbolicName() + "-" + natives.version() + ".jar");
    jar.write(natives::writeTo, file.path());
    terminal.println(
        "wrote "
            + jar.shown()
            + " bundle="
            + natives.symbolicName()
            + " version="
            + natives.version()
            + " natives="
            + String.join(",", natives.images()));
    return ExitStatus.DONE;
  }

  private static NativesJar known(FileArgument file) {
    try {
      return NativesJar.of(file.path())
          .orElseThrow(() ->
              new CommandException(
                  file.argument()
                      + ": there is no recipe for this jar; it is a bundle, or becomes one, as"
                      + " others do, and a fragment of it says how it finds its natives:"
                      + " Provide-Capability: org.alfheim.natives;path=\"PATH/libx.so\""));
    } catch (IOException e) {
      throw new CommandException(file.argument() + ": " + e.getMessage(), e);
    }
  }
}
