package org.alfheim.bnd.generate;

import aQute.bnd.service.generate.BuildContext;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.lang.model.SourceVersion;
import org.alfheim.bind.Failure;

/**
 * The attributes of a clause of {@code -generate}, which have the names of the command's options.
 *
 * @param library the shared object, "library"
 * @param packageName the package, "package"
 * @param output the root of the sources, "output"
 * @param headers some names, "header", separated by commas; without, debug information is asked
 * @param flags folders where they are looked for, "include"
 * @param patterns names of functions, variables and constants, "select"
 * @param prefix what methods are called without, "strip"
 * @param name that of the interface
 * @param failure which status is one
 */
record BindingsClause(
    Path library,
    String packageName,
    Path output,
    List<String> headers,
    List<String> flags,
    List<String> patterns,
    String prefix,
    Optional<String> name,
    Optional<Failure> failure) {

  private static final List<String> OWN =
      List.of("failure", "header", "include", "library", "name", "package", "select", "strip");

  /** Those of any generator (bnd, -generate). */
  private static final List<String> OF_BND =
      List.of("clear", "generate", "output", "system", "version");

  static BindingsClause of(BuildContext context) {
    context.getProperties().keySet().stream()
        .map(String::valueOf)
        .filter(name -> name.matches("[a-z]+") && !OWN.contains(name) && !OF_BND.contains(name))
        .sorted()
        .findFirst()
        .ifPresent(name -> {
          throw new RefusedClauseException(
              name + "=… is no attribute of the clause; there are " + String.join(", ", OWN));
        });
    String packageName = needed(context, "package");
    if (!SourceVersion.isName(packageName)) {
      throw new RefusedClauseException("package=" + packageName + " is not the name of a package");
    }
    Optional<String> name = attribute(context, "name");
    name.ifPresent(given -> {
      if (!SourceVersion.isIdentifier(given) || SourceVersion.isKeyword(given)) {
        throw new RefusedClauseException("name=" + given + " is not the name of an interface");
      }
    });
    return new BindingsClause(
        context.getFile(needed(context, "library")).toPath(),
        packageName,
        context.getFile(needed(context, "output")).toPath(),
        list(context, "header").stream().map(each -> header(context, each)).toList(),
        list(context, "include").stream().map(each -> include(context, each)).toList(),
        list(context, "select"),
        attribute(context, "strip").orElse(""),
        name,
        attribute(context, "failure").map(BindingsClause::failure));
  }

  /**
   * Refuses what says something of C, where the library is a Go plugin.
   *
   * @throws RefusedClauseException if there is such an attribute
   */
  void refuseForGo() {
    String of =
        !headers.isEmpty()
            ? "header"
            : !flags.isEmpty()
                ? "include"
                : !prefix.isEmpty() ? "strip" : failure.isPresent() ? "failure" : "";
    if (!of.isEmpty()) {
      throw new RefusedClauseException(
          of + "=… says something of C, and " + library + " is a Go plugin: leave it out");
    }
  }

  /** Of the clause alone, and not of the project, which may have properties of such names. */
  private static Optional<String> attribute(BuildContext context, String name) {
    return context.getProperties().get(name) instanceof String value && !value.isBlank()
        ? Optional.of(value.strip())
        : Optional.empty();
  }

  private static String needed(BuildContext context, String name) {
    return attribute(context, name)
        .orElseThrow(() -> new RefusedClauseException("the clause needs " + name + "=…"));
  }

  private static List<String> list(BuildContext context, String name) {
    return attribute(context, name).stream()
        .flatMap(value -> Arrays.stream(value.split("\\s*,\\s*")))
        .filter(each -> !each.isEmpty())
        .toList();
  }

  /** What is a file of the project is meant so; another name is for the compiler to find. */
  private static String header(BuildContext context, String header) {
    File file = context.getFile(header);
    return file.isFile() ? file.getAbsolutePath() : header;
  }

  private static String include(BuildContext context, String folder) {
    File file = context.getFile(folder);
    if (!file.isDirectory()) {
      throw new RefusedClauseException("include=" + folder + ": no such folder: " + file);
    }
    return "-I" + file.getAbsolutePath();
  }

  private static Failure failure(String kind) {
    return switch (kind) {
      case "non-zero" -> Failure.NON_ZERO;
      case "zero" -> Failure.ZERO;
      case "negative" -> Failure.NEGATIVE;
      default ->
          throw new RefusedClauseException(
              "failure=" + kind + " is not non-zero, zero or negative");
    };
  }
}
