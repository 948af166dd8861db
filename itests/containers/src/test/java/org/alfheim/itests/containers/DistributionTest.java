package org.alfheim.itests.containers;

import static org.alfheim.itests.containers.Alfheim.alfheim;
import static org.alfheim.itests.containers.Alfheim.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive, for those without containers. */
class DistributionTest {

  @TempDir Path temporary;

  @Test
  void itWorksWhereverItIsUnpacked() throws Exception {
    Path archive = temporary.resolve("alfheim.tar.gz");
    alfheim("dist", "-o", archive.toString());
    Path folder = Files.createDirectory(temporary.resolve("a folder"));
    run(
        List.of(
            "tar", "-C", folder.toString(), "--strip-components=1", "-xzf", archive.toString()));
    String command = folder.resolve("alfheim").toString();
    assertThat(
            run(
                List.of(
                    command,
                    "run",
                    "-c",
                    "plugin:set hello 'int V' 7; plugin:call hello 'void F(void)'")))
        .isEqualTo("Hello, number 7\n");
    Path link = Files.createSymbolicLink(temporary.resolve("link"), Path.of(command));
    assertThat(
            run(
                List.of(
                    link.toString(), "open", folder.resolve("runtime/lib/libzip.so").toString())))
        .startsWith("ok ");
    itSaysWhatItIsMadeOf(folder);
  }

  /** Of the same archive: another one takes its time. */
  private static void itSaysWhatItIsMadeOf(Path folder) throws Exception {
    for (String name : List.of("LICENSE", "NOTICE")) {
      assertThat(folder.resolve(name)).hasSameTextualContentAs(Alfheim.root().resolve(name));
    }
    Map<String, Object> bom = JSON.std.mapFrom(folder.resolve("sbom.json").toFile());
    assertThat(bom).containsEntry("bomFormat", "CycloneDX");
    List<String> listed = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Map<?, ?> component : maps(bom.get("components"))) {
      maps(component.get("hashes")).stream()
          .filter(hash -> "SHA-256".equals(hash.get("alg")))
          .map(hash -> (String) hash.get("content"))
          .findFirst()
          .ifPresentOrElse(
              listed::add,
              () -> others.add(component.get("name") + " " + component.get("version")));
    }
    assertThat(listed).containsExactlyInAnyOrderElementsOf(digests(folder.resolve("lib")));
    String release = Files.readString(folder.resolve("runtime/release"));
    assertThat(others)
        .singleElement()
        .asString()
        .startsWith(
            "Java runtime " + release.replaceAll("(?s).*JAVA_VERSION=\"([^\"]*)\".*", "$1"));
  }

  private static List<Map<?, ?>> maps(Object value) {
    List<Map<?, ?>> maps = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(each -> maps.add((Map<?, ?>) each));
    }
    return maps;
  }

  /** The SHA-256 of each jar in a folder, once. */
  private static Set<String> digests(Path folder) throws Exception {
    Set<String> digests = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digests.add(HexFormat.of().formatHex(digest.digest(Files.readAllBytes(jar))));
      }
    }
    return digests;
  }
}
