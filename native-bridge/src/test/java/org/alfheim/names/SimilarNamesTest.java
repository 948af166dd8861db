package org.alfheim.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarNamesTest {
  private static final List<String> NAMES =
      List.of("adler32", "compress", "crc32", "crc32_z", "deflate", "inflate", "zlibVersion");

  @ParameterizedTest
  @CsvSource({
    "crc23, crc32", "crc3, crc32", "zlibversion, zlibVersion", "zlib_version, zlibVersion",
    "comperss, compress", "defalte, deflate", "addler32, adler32", "inflat, inflate"
  })
  void aSlipOfTheFingerIsFound(String written, String meant) {
    assertThat(SimilarNames.to(written, NAMES)).containsExactly(meant);
    assertThat(SimilarNames.question(written, NAMES)).isEqualTo("; did you mean " + meant + "?");
  }

  @Test
  void whatIsEquallyNearIsNamedAndNoMoreThanThree() {
    assertThat(SimilarNames.question("nflate", List.of("inflate", "onflate")))
        .isEqualTo("; did you mean inflate or onflate?");
    assertThat(SimilarNames.to("name0", List.of("name5", "name4", "name3", "name2", "name1")))
        .containsExactly("name1", "name2", "name3");
  }

  @ParameterizedTest
  @CsvSource({"unrelated", "x", "''", "crc32", "cr", "system"})
  void anotherNameIsNoSlip(String written) {
    assertThat(SimilarNames.to(written, NAMES)).isEmpty();
    assertThat(SimilarNames.question(written, NAMES)).isEmpty();
  }

  /** The textbook's table, whole, is the judge of the narrow one. */
  @Test
  void theDistanceIsThatOfTheWholeTable() {
    Random random = new Random(7);
    for (int round = 0; round < 2000; round++) {
      String word = word(random, 1 + random.nextInt(9)) + "a";
      List<String> names =
          IntStream.range(0, 12).mapToObj(_ -> word(random, 1 + random.nextInt(10))).toList();
      int least = Math.min(3, (word.length() + 2) / 3);
      List<String> expected = new ArrayList<>();
      if (!names.contains(word)) {
        for (String name : names) {
          int distance = distance(word, name);
          if (distance > least || distance == Math.max(word.length(), name.length())) {
            continue;
          }
          if (distance < least) {
            least = distance;
            expected.clear();
          }
          expected.add(name);
        }
      }
      assertThat(SimilarNames.to(word, names))
          .as(word + " " + names)
          .isEqualTo(expected.stream().sorted().distinct().limit(3).toList());
    }
  }

  private static String word(Random random, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append((char) ('a' + random.nextInt(3)));
    }
    return word.toString();
  }

  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }

  @Test
  void aHundredThousandNamesOfAnyLengthTakeNoTimeThatAPersonNotices() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      names.add("_ZN4llvm12function" + i + "EPKcm");
    }
    names.add("x".repeat(10_000_000));

    assertTimeoutPreemptively(
        Duration.ofSeconds(50),
        () ->
            assertThat(SimilarNames.to("_ZN4llvm12function99999EPKcn", names))
                .containsExactly("_ZN4llvm12function99999EPKcm"));
  }
}
