package org.alfheim.internal.open;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.VersionDefinition;
import org.alfheim.elf.VersionNeed;

/**
 * A version that an image needs of a library which is there, and does not have it: as a rule the
 * image was built where the library was newer.
 *
 * @param version its name, such as {@code GLIBC_2.38}
 * @param soname the library that it is needed of
 * @param neededFor what needs it: symbols of the image, or another library by its path
 * @param library the library as it is here
 */
record MissingVersion(String version, String soname, List<String> neededFor, SharedObject library) {

  /** What ld.so says, in the locale "C", of a library that needs a version of another. */
  private static final Pattern REASON =
      Pattern.compile("(?:.*: )?(/[^:]*): version `(.*)' not found \\(required by (.*)\\)");

  private static final Pattern NUMBERED = Pattern.compile("(.*?)(\\d+(?:\\.\\d+)*)");

  /** Copies the list; a library that is needed by its path is called by its name all the same. */
  MissingVersion {
    soname = soname.substring(soname.lastIndexOf('/') + 1);
    neededFor = List.copyOf(neededFor);
  }

  /**
   * Those that an image needs itself.
   *
   * @param image the image
   * @param symbols the symbols that it does not find, each as {@code name} or {@code name@version}
   * @param libraries the library of a soname, where there is one
   */
  static List<MissingVersion> of(
      SharedObject image,
      List<String> symbols,
      Function<String, Optional<SharedObject>> libraries) {
    List<MissingVersion> missing = new ArrayList<>();
    for (VersionNeed need : image.versions().needs()) {
      for (VersionNeed.Version version : need.versions()) {
        String suffix = "@" + version.name();
        List<String> users = symbols.stream().filter(symbol -> symbol.endsWith(suffix)).toList();
        if (!users.isEmpty()) {
          libraries
              .apply(need.file())
              .filter(library -> !names(library).contains(version.name()))
              .ifPresent(library ->
                  missing.add(new MissingVersion(version.name(), need.file(), users, library)));
        }
      }
    }
    return missing;
  }

  /**
   * That which ld.so speaks of.
   *
   * @param reason what ld.so says
   * @param files the library of a path, where there is one
   */
  static Optional<MissingVersion> of(
      String reason, Function<String, Optional<SharedObject>> files) {
    Matcher words = REASON.matcher(reason);
    if (!words.matches()) {
      return Optional.empty();
    }
    String path = words.group(1);
    return files
        .apply(path)
        .map(library -> new MissingVersion(words.group(2), path, List.of(words.group(3)), library));
  }

  private static List<String> names(SharedObject library) {
    return library.versions().definitions().stream()
        .filter(definition -> !definition.base())
        .map(VersionDefinition::name)
        .toList();
  }

  /** The newest version of the same kind that the library has. */
  private Optional<String> newest() {
    Matcher wanted = NUMBERED.matcher(version);
    if (!wanted.matches()) {
      return Optional.empty();
    }
    return names(library).stream()
        .map(NUMBERED::matcher)
        .filter(name -> name.matches() && name.group(1).equals(wanted.group(1)))
        .max(Comparator.comparing(name -> numbers(name.group(2)), MissingVersion::compare))
        .map(Matcher::group);
  }

  private static List<Integer> numbers(String dotted) {
    List<Integer> numbers = new ArrayList<>();
    for (String number : dotted.split("\\.", -1)) {
      /* A longer one is no number of a version. */
      numbers.add(number.length() > 9 ? 0 : Integer.parseInt(number));
    }
    return numbers;
  }

  private static int compare(List<Integer> one, List<Integer> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int order = Integer.compare(one.get(i), other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }

  /** What is wrong, a phrase without a full stop. */
  String problem() {
    List<String> names = names(library);
    String has =
        newest()
            .map(name -> "up to " + name)
            .orElse(names.isEmpty() ? "no versions" : String.join(", ", names));
    return "the version "
        + version
        + " of "
        + soname
        + ", needed by "
        + String.join(", ", neededFor)
        + ", is not found: "
        + library.name()
        + " has "
        + has;
  }

  /** What the reader can do. */
  String cure() {
    return "install a newer " + soname + ", or build against the one that is here";
  }
}
