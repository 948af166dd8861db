package org.alfheim.itests.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Libraries of this machine. */
class CandidatesTest {

  @Test
  void theyAreTheSameOnesEachTime() throws IOException {
    List<String> once = Candidates.of(Library.FOLDER, 10);

    assertThat(once).hasSizeGreaterThanOrEqualTo(10).doesNotHaveDuplicates();
    assertThat(Candidates.of(Library.FOLDER, 10)).isEqualTo(once);
  }

  @Test
  void whatAProcessCanHaveOnceOnlyIsNotAmongThem() throws IOException {
    List<String> names =
        Candidates.of(Library.FOLDER, 10).stream()
            .map(file -> Path.of(file).getFileName().toString())
            .toList();

    assertThat(names)
        .doesNotContain("libc.so.6", "ld-linux-x86-64.so.2", "libpthread.so.0", "libm.so.6")
        .noneMatch(name -> name.startsWith("libasan"));
  }

  @Test
  void theyAreFilesAndNoLinks() throws IOException {
    assertThat(Candidates.of(Library.FOLDER, 10))
        .allSatisfy(file -> assertThat(Files.isSymbolicLink(Path.of(file))).isFalse());
  }

  @Test
  void theFirstOnesAreSpreadOverAll() {
    List<Integer> all = IntStream.range(0, 100).boxed().toList();

    List<Integer> spread = Candidates.spread(all, 5);

    assertThat(spread.subList(0, 5)).containsExactly(0, 20, 40, 60, 80);
    assertThat(spread).hasSize(100).doesNotHaveDuplicates();
  }
}
