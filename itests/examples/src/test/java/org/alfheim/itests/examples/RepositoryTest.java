package org.alfheim.itests.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

/** What {@code ./alfheim install --to} leaves, held against what Maven Central demands. */
class RepositoryTest {
  /** The ends of the names of checksums, and what they are. */
  private static final Map<String, String> CHECKSUMS =
      Map.of(".md5", "MD5", ".sha1", "SHA-1", ".sha256", "SHA-256", ".sha512", "SHA-512");

  private static List<Published> all() throws IOException {
    return Published.all();
  }

  private static List<Published> bundles() throws IOException {
    return Published.bundles();
  }

  @Test
  void allThatIsPublishedIsThereAndNothingElse() throws IOException {
    try (Stream<Path> folders = Files.list(Example.REPOSITORY.resolve("org/alfheim"))) {
      assertThat(folders.map(folder -> folder.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(all().stream().map(Published::id).toList())
          .hasSizeGreaterThan(15);
    }
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void aBundleIsTheOneThatWasBuilt(Published bundle) throws IOException {
    assertThat(bundle.file(".jar")).hasSameBinaryContentAs(bundle.built());
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void aBundleHasSourcesAndJavadocAndEachOfThemItsLicence(Published bundle) throws IOException {
    for (String end : List.of(".jar", "-sources.jar", "-javadoc.jar")) {
      assertThat(entries(bundle.file(end))).contains("META-INF/LICENSE", "META-INF/NOTICE");
    }
    assertThat(entries(bundle.file("-sources.jar")))
        .anyMatch(name -> name.matches(".*\\.(java|c)"));
    assertThat(entries(bundle.file("-javadoc.jar"))).containsAnyOf("index.html", "README.md");
  }

  /** What bnd has copied from other bundles too: nothing is copied again while it is installed. */
  @ParameterizedTest
  @MethodSource("bundles")
  void aBundleHasThePackagesThatItsManifestNames(Published bundle) throws IOException {
    List<String> entries = entries(bundle.file(".jar"));
    try (JarFile jar = new JarFile(bundle.file(".jar").toFile())) {
      for (String header : List.of("Private-Package", "Export-Package")) {
        String named = jar.getManifest().getMainAttributes().getValue(header);
        if (named == null) {
          continue;
        }
        for (String clause : named.replaceAll("\"[^\"]*\"", "").split(",", -1)) {
          String folder = clause.replaceFirst(";.*", "").strip().replace('.', '/') + "/";
          assertThat(entries)
              .as("%s of %s", header, bundle.id())
              .anyMatch(entry -> entry.startsWith(folder) && !entry.equals(folder));
        }
      }
    }
  }

  private static List<String> entries(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(Object::toString).toList();
    }
  }

  @Test
  void whatABundleExportsIsInItsJavadoc() throws IOException {
    Published bridge = bundles().getFirst();
    try (JarFile jar = new JarFile(bridge.file(".jar").toFile())) {
      String exported = jar.getManifest().getMainAttributes().getValue("Export-Package");
      String first = exported.substring(0, exported.indexOf(';')).replace('.', '/');
      assertThat(entries(bridge.file("-javadoc.jar")))
          .anyMatch(name -> name.endsWith(first + "/package-summary.html"));
    }
  }

  @Test
  void featuresArePublishedAsTheyWereBuilt() throws IOException {
    for (Published published : all()) {
      Path features = published.module().resolve("target/feature");
      switch (published.id()) {
        case "org.alfheim.karaf" ->
            assertThat(published.file("-features.xml"))
                .hasSameTextualContentAs(features.resolve("features.xml"));
        case "org.alfheim.osgi-feature" -> {
          for (String name : List.of("alfheim", "alfheim-samples")) {
            assertThat(published.file("-" + name + ".osgifeature"))
                .hasSameTextualContentAs(features.resolve(name + ".json"));
          }
        }
        default -> {}
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aPomHasWhatMavenCentralAsksFor(Published published) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    Document pom = factory.newDocumentBuilder().parse(published.file(".pom").toFile());
    for (String element :
        List.of(
            "groupId",
            "artifactId",
            "version",
            "name",
            "description",
            "url",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/name",
            "scm/connection",
            "scm/developerConnection",
            "scm/url")) {
      assertThat(text(pom, "/project/" + element)).as(element).isNotBlank();
    }
    // What a child says is all there: nothing has to be read besides.
    assertThat(text(pom, "/project/parent")).isEmpty();
  }

  private static String text(Document document, String path) throws XPathExpressionException {
    XPath xpath = XPathFactory.newInstance().newXPath();
    return xpath.evaluate(path, document).strip();
  }

  @Test
  void eachFileHasItsChecksums() throws IOException {
    int checked = 0;
    for (Path file : files()) {
      byte[] content = Files.readAllBytes(file);
      for (Map.Entry<String, String> checksum : CHECKSUMS.entrySet()) {
        Path beside = file.resolveSibling(file.getFileName() + checksum.getKey());
        assertThat(beside).hasContent(digest(checksum.getValue(), content));
        checked++;
      }
    }
    // For each bundle a jar, sources, Javadoc, a POM and two pages of metadata.
    assertThat(checked).isGreaterThan(bundles().size() * 6 * CHECKSUMS.size());
  }

  /** All files of the repository but checksums. */
  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(Example.REPOSITORY)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> CHECKSUMS.keySet().stream().noneMatch(file.toString()::endsWith))
          .toList();
    }
  }

  private static String digest(String algorithm, byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
