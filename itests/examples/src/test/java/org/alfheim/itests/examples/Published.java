package org.alfheim.itests.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An artifact of this tree, where it was built and where it was published.
 *
 * @param module the folder of its sources
 * @param id the artifact
 */
record Published(Path module, String id) {
  private static final Path ROOT =
      Path.of(System.getProperty("examples.folder"), "../..").normalize();

  static final String VERSION = System.getProperty("examples.version");

  /** Modules that make bundles; others have copies of libraries, or none is published. */
  private static final Pattern BUNDLES =
      Pattern.compile("native-bridge|bundles/(?!(text|bindings|go-host|plugins/hello-go)$).*");

  /** Modules that make other things for others to use. */
  private static final Pattern OTHERS = Pattern.compile("features/(bom|karaf|osgi-feature)");

  /** Everything that is published, the parent of all of it included. */
  static List<Published> all() throws IOException {
    List<Published> all = new ArrayList<>(bundles());
    all.addAll(modules(OTHERS));
    all.add(new Published(ROOT, "alfheim"));
    return all;
  }

  static List<Published> bundles() throws IOException {
    return modules(BUNDLES);
  }

  /** As the build of the tree lists them. */
  private static List<Published> modules(Pattern kind) throws IOException {
    List<Published> modules = new ArrayList<>();
    for (String module : matches("<module>([^<]+)</module>", ROOT.resolve("pom.xml"))) {
      if (kind.matcher(module).matches()) {
        Path folder = ROOT.resolve(module);
        String id =
            matches("<artifactId>(org\\.alfheim\\.[^<]+)</artifactId>", folder.resolve("pom.xml"))
                .getFirst();
        modules.add(new Published(folder, id));
      }
    }
    return modules;
  }

  private static List<String> matches(String expression, Path file) throws IOException {
    Matcher matcher = Pattern.compile(expression).matcher(Files.readString(file));
    return matcher.results().map((MatchResult result) -> result.group(1)).toList();
  }

  /** The one file of it in the repository whose name ends with {@code end} behind the version. */
  Path file(String end) throws IOException {
    List<Path> files = files();
    String release = VERSION.replace("-SNAPSHOT", "");
    Pattern name =
        Pattern.compile(
            "%s-%s(-\\d{8}\\.\\d{6}-\\d+)?%s"
                .formatted(Pattern.quote(id), Pattern.quote(release), Pattern.quote(end)));
    List<Path> found =
        files.stream()
            .filter(file -> name.matcher(file.getFileName().toString()).matches())
            .toList();
    assertThat(found).as("%s*%s among %s", id, end, files).hasSize(1);
    return found.getFirst();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files =
        Files.list(Example.REPOSITORY.resolve("org/alfheim").resolve(id).resolve(VERSION))) {
      return files.toList();
    }
  }

  /** The jar that the build has made. */
  Path built() {
    return module.resolve("target/%s-%s.jar".formatted(id, VERSION));
  }

  @Override
  public String toString() {
    return id;
  }
}
