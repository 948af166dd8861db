package org.alfheim.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {

  /** The file system's own patterns are the second opinion, on all short words. */
  @Test
  void matchesWhatTheFileSystemMatches() {
    List<String> names = words("ab.", 4);
    for (String pattern : words("ab*?", 5)) {
      // A doubled star is something else there.
      var matcher =
          FileSystems.getDefault().getPathMatcher("glob:" + pattern.replaceAll("\\*+", "*"));
      NamePattern mine = NamePattern.whole(pattern);
      for (String name : names) {
        assertThat(mine.test(name))
            .as("%s of %s", name, pattern)
            .isEqualTo(matcher.matches(Path.of(name)));
      }
    }
  }

  /** All words of these letters, up to a length. */
  private static List<String> words(String letters, int length) {
    List<String> all = new ArrayList<>(List.of(""));
    int from = 0;
    for (int i = 0; i < length; i++) {
      int to = all.size();
      for (int j = from; j < to; j++) {
        for (int k = 0; k < letters.length(); k++) {
          all.add(all.get(j) + letters.charAt(k));
        }
      }
      from = to;
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "crc32, crc32_z, true",
    "crc32, adler32, false",
    "CRC32, crc32_z, false",
    "crc32*, crc32_z, true",
    "crc32*, get_crc32, false",
    "crc3?, crc32, true",
    "crc3?, crc32_z, false",
    "'', anything, true",
    "a.c, abc, false",
    "a.c, a.c, true",
    "\\E*, \\Ex, true",
  })
  void searchesForAPartOrByAPattern(String text, String name, boolean found) {
    assertThat(NamePattern.search(text).test(name)).isEqualTo(found);
  }

  @Test
  void searchesInAnyCase() {
    NamePattern pattern = NamePattern.searchInAnyCase("CRC*Z");
    assertThat(pattern.test("crc32_z")).isTrue();
    assertThat(pattern.test("Crc32_Z")).isTrue();
    assertThat(NamePattern.searchInAnyCase("\u00c9t\u00e9").test("l'\u00e9T\u00c9")).isTrue();
    assertThat(pattern).hasToString("CRC*Z");
  }

  @Test
  void aCharacterOutsideTheBasicPlaneIsOne() {
    assertThat(NamePattern.whole("a?b").test("a\ud83e\udd84b")).isTrue();
    assertThat(NamePattern.whole("a?b").test("a\ud83eb")).isTrue();
    assertThat(NamePattern.whole("a??b").test("a\ud83e\udd84b")).isFalse();
  }

  /** A regular expression of the same meaning takes longer than anybody waits. */
  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void aHostileNameTakesNoLongerThanAnother() {
    assertThat(NamePattern.whole("*a*a*a*a*a*a*a*a*a*a*b").test("a".repeat(100_000))).isFalse();
  }
}
