package org.alfheim.itests.jni;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jars that are damaged, odd, or gone while they are in use. */
@Timeout(300)
class HostileJarsTest {
  /** Offsets in an ELF header, and a value (ELF specification, figures 1-3 and 1-4). */
  private static final int E_MACHINE = 18;

  private static final int EM_AARCH64 = 183;
  private static final int E_PHOFF = 32 + 7;

  @TempDir Path folder;

  private List<String> life(String framework, String served, String... what) throws Exception {
    Path temporary = Files.createDirectories(folder.resolve("temporary"));
    List<String> lines =
        ServedProcess.in(folder)
            .with(temporary)
            .lines(LifeOfNatives.class, framework, served, what);
    assertThat(lines).noneMatch(line -> line.contains("FATAL"));
    return lines;
  }

  private static List<String> said(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("said: "))
        .map(line -> line.substring("said: ".length()))
        .toList();
  }

  /** A damage: what is done to the library, and what is said of it. */
  private record Damage(UnaryOperator<byte[]> library, String reason) {}

  private static final Map<String, Damage> DAMAGES =
      Map.of(
          "cut",
          new Damage(
              library -> Arrays.copyOf(library, library.length / 2),
              "truncated or damaged file: a segment"),
          "header",
          new Damage(library -> with(library, E_PHOFF, -1), "e_phoff at offset 0x20"),
          "processor",
          new Damage(library -> with(library, E_MACHINE, EM_AARCH64), "this file is for aarch64"),
          "entry",
          new Damage(UnaryOperator.identity(), "the archive that it lies in is damaged"));

  private static byte[] with(byte[] library, int offset, int value) {
    library[offset] = (byte) value;
    return library;
  }

  @ParameterizedTest
  @ValueSource(strings = {"cut", "header", "processor", "entry"})
  void aDamagedLibraryIsRefusedInOneLineAndOthersAreServed(String damage) throws Exception {
    UnaryOperator<byte[]> library = DAMAGES.get(damage).library();
    List<String> rounds = new ArrayList<>();
    for (String jar : List.of("zstd-jni", "sqlite-jdbc", "jna-5")) {
      Path copy = folder.resolve("damaged-" + jar + ".jar");
      DamagedJar.write(ServedJar.jar(jar), library, damage.equals("entry"), copy);
      rounds.add(jar.replaceFirst("-.*", "") + "||1|" + copy);
    }
    rounds.add("zstd||1|zstd-jni");
    List<String> lines =
        ServedProcess.in(folder)
            .with(Files.createDirectories(folder.resolve("temporary")))
            .lines("felix", "all", rounds.toArray(String[]::new));

    assertThat(lines.stream().filter(ServedProcess::isOfRounds))
        .as(String.join("\n", lines))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("zstd: fails: ").contains("images 0"),
            line -> assertThat(line).startsWith("sqlite: fails: ").contains("images 0"),
            line -> assertThat(line).startsWith("jna: fails: ").contains("images 0"),
            line -> assertThat(line).startsWith("zstd: to be compressed true; images 1"));
    for (String name : List.of("libzstd-jni-1.5.7-4.so", "libsqlitejdbc.so", "libjnidispatch.so")) {
      assertThat(lines)
          .anyMatch(line ->
              line.contains(" does not get its library: ")
                  && line.contains(name)
                  && line.contains(DAMAGES.get(damage).reason()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"felix", "eclipse"})
  void anImageStaysAsLongAsANativeMethodOfItRuns(String framework) throws Exception {
    assertThat(said(life(framework, "nobody", "busy")))
        .containsExactly("running true [1 1.2.3], done false", "returned 1", "left 0 false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"felix", "eclipse"})
  void anImageOfABundleThatHasGoneIsNotThatOfItsNamesake(String framework) throws Exception {
    assertThat(said(life(framework, "nobody", "namesake")))
        .containsExactly("before [1 1.2.3]", "counts 2 1", "after [1 1.2.3, 2 1.2.3]", "ids 1 2");
  }

  @Test
  void whatABundleExtractsUnderAnyNameIsKnownByItsContent() throws Exception {
    assertThat(said(life("felix", "nobody", "extracted", "com.example.odd")))
        .containsExactly("counts 1 images 1");
  }

  @Test
  void aJarThatItsRecipeDoesNotFitIsToldOfAndGoesOnAsItIs() throws Exception {
    List<String> lines = life("felix", "all", "extracted", "org.xerial.sqlite-jdbc");
    assertThat(said(lines)).containsExactly("counts 1 images 0");
    assertThat(lines).anyMatch(line -> line.contains("org.xerial.sqlite-jdbc is not served"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite-jdbc", "zstd-jni", "snappy-java"})
  void whatIsRefusedIsNotLoadedFromACopyEither(String jar) throws Exception {
    List<String> lines = life("felix", "all", "refused", jar);
    assertThat(lines).anyMatch(line -> line.contains("refused by the policy nobody"));
    assertThat(said(lines).getFirst()).startsWith("use fails: ");
    assertThat(said(lines).getLast()).isEqualTo("images 0");
  }
}
