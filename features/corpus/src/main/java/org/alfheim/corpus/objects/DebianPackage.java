package org.alfheim.corpus.objects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Debian package that was unpacked into a folder of its name: {@code control} has its fields
 * (deb-control(5)), {@code files} what it installs.
 *
 * @param folder the folder
 * @param source the source package that it was built of
 * @param depends the packages that it depends on, those of alternatives too, without versions
 */
record DebianPackage(Path folder, String source, List<String> depends) {
  private static final Pattern LIBRARY = Pattern.compile("lib.*\\.so(\\.[0-9].*)?");

  /**
   * Reads the fields of a package.
   *
   * @param folder the package's folder
   */
  static DebianPackage of(Path folder) {
    Map<String, String> fields = new HashMap<>();
    try {
      String last = "";
      for (String line : Files.readAllLines(folder.resolve("control"))) {
        int colon = line.indexOf(':');
        if (!line.startsWith(" ") && colon > 0) {
          last = line.substring(0, colon);
          fields.put(last, line.substring(colon + 1).strip());
        } else {
          fields.merge(last, line.strip(), String::concat);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " is no unpacked package", e);
    }
    String name = folder.getFileName().toString();
    List<String> depends = new ArrayList<>();
    for (String field : List.of("Depends", "Pre-Depends")) {
      for (String word : fields.getOrDefault(field, "").split("[,|]", -1)) {
        String other = word.strip().split("[ (:]", 2)[0];
        if (!other.isEmpty()) {
          depends.add(other);
        }
      }
    }
    return new DebianPackage(
        folder, fields.getOrDefault("Source", name).split(" ", 2)[0], List.copyOf(depends));
  }

  /** Its objects and archives. */
  List<Path> objects() {
    return files(LinkableFiles::isNamedSo);
  }

  /** Its shared libraries; the links that only a linker needs are not among them. */
  List<Path> libraries() {
    return files(file ->
        LIBRARY.matcher(file.getFileName().toString()).matches() && !Files.isSymbolicLink(file));
  }

  private List<Path> files(Predicate<Path> wanted) {
    try (Stream<Path> files = Files.walk(folder.resolve("files"))) {
      return files.filter(file -> Files.isRegularFile(file) && wanted.test(file)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
