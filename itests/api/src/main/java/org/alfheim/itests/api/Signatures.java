package org.alfheim.itests.api;

import com.sun.tdk.signaturetest.Setup;
import com.sun.tdk.signaturetest.SignatureTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The API that was accepted: of each exported package a file of signatures, in SigTest's format.
 *
 * @param folder where they are
 */
record Signatures(Path folder) {
  private static final String SUFFIX = ".sig";

  /** The classes of Java itself are those of this release, whatever Java this program runs on. */
  private static final String JAVA = "25";

  /** Begins what SigTest says of a class. */
  private static final String CLASS = "Class ";

  /** An error of SigTest's report; its warnings are of what others can live with. */
  private static final Pattern ERROR = Pattern.compile("\\s*\"(E\\S+) - ([^\"]*)\" : (.*)");

  /** The error of a method that whoever implements an interface does not have. */
  private static final String ADDED_TO_INTERFACE = "E2.1";

  private static final Logger LOGGER = Logger.getLogger(SignatureTest.class.getName());

  static {
    // It logs its arguments.
    LOGGER.setLevel(Level.OFF);
  }

  /**
   * Writes the signatures of what is exported, and of nothing else.
   *
   * @throws IOException if they can't be written
   */
  void accept(Exports exports) throws IOException {
    Files.createDirectories(folder);
    for (String gone : packages()) {
      Files.delete(file(gone));
    }
    for (String name : exports.packages()) {
      Setup setup = new Setup();
      String said = run(setup::run, arguments(name, exports));
      if (!setup.isPassed()) {
        throw new IOException("no signatures of " + name + ": " + said.strip());
      }
    }
  }

  /**
   * What others can't live with, a line each: what is no longer there or is another, and what is
   * exported and was not accepted.
   *
   * @throws IOException if there are signatures that can't be read
   */
  List<String> objections(Exports exports) throws IOException {
    List<String> objections = new ArrayList<>();
    SortedSet<String> accepted = packages();
    for (String name : accepted) {
      if (exports.packages().contains(name)) {
        objections.addAll(objections(name, exports));
      } else {
        objections.add(name + ": is not exported any more");
      }
    }
    for (String name : exports.packages()) {
      if (!accepted.contains(name)) {
        objections.add(name + ": is exported, and has no signatures here");
      }
    }
    return objections;
  }

  private List<String> objections(String name, Exports exports) throws IOException {
    SignatureTest test = new SignatureTest();
    String report =
        run(test::run, arguments(name, exports, "-Backward", "-IgnoreJDKClasses", "-FormatHuman"));
    if (test.isPassed()) {
      return List.of();
    }
    String accepted = Files.readString(file(name));
    List<String> objections = new ArrayList<>();
    String type = name;
    boolean told = false;
    for (String line : report.lines().toList()) {
      var error = ERROR.matcher(line);
      if (line.startsWith(CLASS)) {
        type = line.substring(CLASS.length()).strip();
      } else if (error.matches()) {
        told = true;
        if (!error.group(1).equals(ADDED_TO_INTERFACE) || !isForProviders(type, accepted)) {
          objections.add(type + ": " + error.group(2) + ": " + error.group(3).strip());
        }
      }
    }
    if (!told) {
      objections.add(name + ": " + report.strip());
    }
    return objections;
  }

  /** Whether a type is {@code @ProviderType}: nobody but this project implements it. */
  private static boolean isForProviders(String type, String accepted) {
    return Pattern.compile(
            "^CLSS [^\\n]* "
                + Pattern.quote(type)
                + "(<[^\\n]*>)?\\n(?: [^\\n]*\\n)*? anno \\d org\\.osgi\\.annotation\\.versioning\\.ProviderType",
            Pattern.MULTILINE)
        .matcher(accepted)
        .find();
  }

  private String[] arguments(String name, Exports exports, String... further) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-PackageWithoutSubpackages", name, "-Static", "-BootCP", JAVA));
    arguments.addAll(
        List.of("-ClassPath", exports.classPath(), "-FileName", file(name).toString()));
    arguments.addAll(List.of(further));
    return arguments.toArray(String[]::new);
  }

  /** A tool of SigTest: arguments, and where it writes what it has to say. */
  private interface Tool {
    void run(String[] arguments, PrintWriter log, PrintWriter reference);
  }

  private static String run(Tool tool, String[] arguments) {
    StringWriter report = new StringWriter();
    tool.run(arguments, new PrintWriter(report, true), null);
    return report.toString();
  }

  /** The packages that have signatures. */
  private SortedSet<String> packages() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      SortedSet<String> packages = new TreeSet<>();
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .forEach(name -> packages.add(name.substring(0, name.length() - SUFFIX.length())));
      return packages;
    }
  }

  private Path file(String name) {
    return folder.resolve(name + SUFFIX).toAbsolutePath();
  }
}
