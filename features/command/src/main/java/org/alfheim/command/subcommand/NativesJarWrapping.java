package org.alfheim.command.subcommand;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
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

  private static final Pattern LIBRARY = Pattern.compile(".*\\.so(\\.[0-9.]+)?");

  /** So many libraries of a jar are named. */
  private static final int SHOWN = 20;

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
      Optional<NativesJar> natives = NativesJar.of(file.path());
      if (natives.isEmpty()) {
        throw new CommandException(file.argument() + ": " + unknown(file.path()));
      }
      return natives.get();
    } catch (IOException e) {
      throw new CommandException(file.argument() + ": " + e.getMessage(), e);
    }
  }

  /** What to do with a jar that there is no recipe for. */
  private static String unknown(Path file) throws IOException {
    List<String> libraries;
    try (JarFile jar = new JarFile(file.toFile())) {
      libraries =
          jar.stream().map(JarEntry::getName).filter(LIBRARY.asMatchPredicate()).sorted().toList();
    }
    if (libraries.isEmpty()) {
      return "there is no recipe for this jar, and no library (.so) in it; if it is a bundle, the"
          + " framework takes it as it is";
    }
    return "there is no recipe for this jar. Install it as it is, or as a bundle that you make of"
        + " it, with a fragment that names the libraries for Linux on amd64:"
        + " Provide-Capability: org.alfheim.natives;path=\"LIBRARY\". It has "
        + String.join(", ", libraries.subList(0, Math.min(libraries.size(), SHOWN)))
        + (libraries.size() > SHOWN ? " and " + (libraries.size() - SHOWN) + " more" : "");
  }
}
