package org.alfheim.internal.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.alfheim.fixture.Compiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The cache of ld.so, against what ldconfig says of it. */
@Timeout(60)
class LibraryCacheTest {
  private static final Path FILE = Path.of("/etc/ld.so.cache");
  private static final Pattern LINE =
      Pattern.compile("^\\t(\\S+) \\(libc6,x86-64\\) => (\\S+)$", Pattern.MULTILINE);

  @Test
  void everyLibraryIsWhereLdconfigFoundIt() {
    Map<String, String> expected = new LinkedHashMap<>();
    for (MatchResult line :
        LINE.matcher(Compiler.run(List.of("/sbin/ldconfig", "-p"))).results().toList()) {
      expected.putIfAbsent(line.group(1), line.group(2));
    }
    assertThat(expected).hasSizeGreaterThan(10);
    LibraryCache cache = LibraryCache.read(FILE, LinkerProperties.ofProcess());

    expected.forEach(
        (soname, path) -> assertThat(cache.find(soname)).as(soname).hasValue(Path.of(path)));
    assertThat(cache.find("libnobody-has-this.so.1")).isEmpty();
  }

  @Test
  void aCacheThatIsAsItWasIsReadOnceAndAnotherFileIsAnother(@TempDir Path folder)
      throws IOException {
    LinkerProperties linker = LinkerProperties.ofProcess();
    LibraryCache system = LibraryCache.read(FILE, linker);
    assertThat(LibraryCache.read(FILE, linker)).isSameAs(system);
    Path copy = Files.copy(FILE, folder.resolve("cache"));
    assertThat(LibraryCache.read(copy, linker).find("libc.so.6")).isPresent();
    Files.write(copy, new byte[(int) Files.size(copy)]);
    assertThat(LibraryCache.read(copy, linker).find("libc.so.6")).isEmpty();
  }

  /** A cache of ldconfig's for libraries in subfolders, of which the processor takes the best. */
  @Test
  void theBestForTheProcessorIsFound(@TempDir Path folder) throws IOException {
    Path real = folder.toRealPath();
    Path library =
        new Compiler(real)
            .c("libcached.so.1", "int f(void) { return 1; }", "-Wl,-soname,libcached.so.1");
    for (String subfolder : List.of("x86-64-v4", "x86-64-v3", "x86-64-v2")) {
      Path below = Files.createDirectories(real.resolve("glibc-hwcaps").resolve(subfolder));
      Files.copy(library, below.resolve("libcached.so.1"));
    }
    Path configuration = Files.writeString(real.resolve("conf"), real + "\n");
    Path cache = real.resolve("cache");
    ldconfig("new", cache, configuration);
    assertThat(Compiler.run(List.of("/sbin/ldconfig", "-p", "-C", cache.toString())))
        .contains("x86-64-v4", "x86-64-v3", "x86-64-v2");
    Path best = real.resolve(bestSubfolder()).resolve("libcached.so.1");
    LibraryCache found = LibraryCache.read(cache, LinkerProperties.ofProcess());

    assertThat(found.find("libcached.so.1")).hasValue(best);
    assertThat(found.find("libcached.so.01")).as("numbers are compared as such").hasValue(best);
    /* Behind the older format the names of subfolders are not found, by ldconfig -p neither. */
    ldconfig("compat", cache, configuration);
    assertThat(LibraryCache.read(cache, LinkerProperties.ofProcess()).find("libcached.so.1"))
        .hasValue(library);
  }

  private static void ldconfig(String format, Path cache, Path configuration) {
    Compiler.run(
        List.of(
            "/sbin/ldconfig",
            "-i",
            "-X",
            "-c",
            format,
            "-C",
            "" + cache,
            "-f",
            "" + configuration));
  }

  /** By the help that ld.so prints. */
  private static String bestSubfolder() {
    return Pattern.compile("(?m)^  (x86-64-v\\d) \\(supported, searched\\)$")
        .matcher(Compiler.run(List.of("/lib64/ld-linux-x86-64.so.2", "--help")))
        .results()
        .map(match -> "glibc-hwcaps/" + match.group(1))
        .findFirst()
        .orElse("");
  }

  @Test
  void aCacheThatIsNotThereIsEmpty() {
    assertThat(
            LibraryCache.read(Path.of("/nowhere/ld.so.cache"), LinkerProperties.ofProcess())
                .find("libc.so.6"))
        .isEmpty();
  }

  @Test
  void aDamagedCacheGivesNothingOrWhatItStillHas() throws IOException {
    byte[] whole = Files.readAllBytes(FILE);
    for (int length = 0; length < whole.length; length += 1 + whole.length / 50) {
      assertThat(
              LibraryCache.parse(Arrays.copyOf(whole, length), LinkerProperties.ofProcess())
                  .find("libz.so.1"))
          .satisfiesAnyOf(
              found -> assertThat(found).isEmpty(),
              found -> assertThat(found.orElseThrow().getFileName()).hasToString("libz.so.1"));
    }
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      byte[] damaged = Arrays.copyOf(whole, Math.min(whole.length, 4000));
      for (int i = 0; i < 40; i++) {
        damaged[20 + random.nextInt(damaged.length - 20)] = (byte) random.nextInt();
      }
      assertThat(LibraryCache.parse(damaged, LinkerProperties.ofProcess())).isNotNull();
    }
  }
}
