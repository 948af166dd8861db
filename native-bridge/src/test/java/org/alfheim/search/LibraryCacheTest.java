package org.alfheim.search;

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
    LibraryCache cache = LibraryCache.read(FILE);

    expected.forEach(
        (soname, path) -> assertThat(cache.find(soname)).as(soname).hasValue(Path.of(path)));
    assertThat(cache.find("libnobody-has-this.so.1")).isEmpty();
  }

  @Test
  void aCacheThatIsNotThereIsEmpty() {
    assertThat(LibraryCache.read(Path.of("/nowhere/ld.so.cache")).find("libc.so.6")).isEmpty();
  }

  @Test
  void aDamagedCacheGivesNothingOrWhatItStillHas() throws IOException {
    byte[] whole = Files.readAllBytes(FILE);
    for (int length = 0; length < whole.length; length += 1 + whole.length / 50) {
      assertThat(LibraryCache.parse(Arrays.copyOf(whole, length)).find("libz.so.1"))
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
      assertThat(LibraryCache.parse(damaged)).isNotNull();
    }
  }
}
