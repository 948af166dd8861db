package org.alfheim.itests.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.itests.benchmarks.report.Line;
import org.alfheim.itests.benchmarks.report.Outcome;
import org.alfheim.itests.benchmarks.report.Outcome.Failed;
import org.alfheim.itests.benchmarks.report.Outcome.LeftOut;
import org.alfheim.itests.benchmarks.report.Outcome.Measured;
import org.alfheim.itests.benchmarks.report.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are measured; how long anything took is nobody's concern here. */
class RunTest {
  @TempDir Path folder;

  private final List<String> said = new ArrayList<>();

  private List<Row> run(List<Task> tasks) throws InterruptedException {
    return new Run(new Workbench(folder, Effort.LEAST, Optional.empty(), false), said::add)
        .of(tasks);
  }

  private static List<Task> tasks(String pattern) {
    return Tasks.all(Effort.LEAST).stream()
        .filter(task -> task.line().what().matches(pattern))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from a jar, deflated, JVM warm: libz",
        "a copy on disk, JVM warm: (ISO8859-1.so|geometric mean of 3)",
        "first open of a JVM(, start-up cache)?: libz",
        "where it lies, JVM that opened one: libz",
        "a bundle start on Felix, .*",
        "16 plugins by 8 threads(, how many a second)?",
        "a plugin of 15 KB: mappings",
        "call: a callback that is kept",
        "structure: 16 bytes as the result",
        "Go: (func|a callback).*",
        "(a miss of a look-up|open again)"
      })
  void aRowIsMeasuredBesideItsPeer(String pattern) throws InterruptedException {
    List<Task> tasks = tasks(pattern);

    List<Row> rows = run(tasks);

    assertThat(rows).isNotEmpty().extracting(Row::line).isEqualTo(lines(tasks));
    assertThat(rows)
        .extracting(Row::outcome)
        .allSatisfy(outcome ->
            assertThat(outcome)
                .isInstanceOfSatisfying(
                    Measured.class,
                    reading -> {
                      assertThat(reading.alfheim()).isPositive();
                      assertThat(reading.peer().orElseThrow()).isPositive();
                    }));
  }

  private static List<Line> lines(List<Task> tasks) {
    return tasks.stream().map(Task::line).toList();
  }

  @Test
  void aMappingIsCountedAsTheKernelCountsIt() throws InterruptedException {
    assertThat(run(tasks("a plugin of 15 KB: mappings")))
        .extracting(Row::outcome)
        .singleElement()
        // Four segments, and the one that is sealed takes a part of another: five by ld.so. A JVM
        // has
        // new ones of its own now and then.
        .isInstanceOfSatisfying(
            Measured.class,
            reading -> assertThat(reading.peer().orElseThrow()).isCloseTo(5, within(1.0)));
  }

  @Test
  void theTypesOfALibraryAreAskedFor() throws InterruptedException {
    assertThat(run(tasks("types of libz: .* cold")))
        .extracting(Row::outcome)
        .hasSize(2)
        .allSatisfy(outcome ->
            assertThat(outcome)
                .isInstanceOfSatisfying(
                    Measured.class, reading -> assertThat(reading.alfheim()).isPositive()));
  }

  @Test
  void aContainerThatIsNotBuiltIsLeftOutWithAWord() throws InterruptedException {
    assertThat(run(tasks("container: .*")))
        .extracting(Row::outcome)
        .isNotEmpty()
        .containsOnly(
            new LeftOut(
                "the container is not built, or older than its sources; ./alfheim build builds it"));
  }

  @Test
  void whatFailsDoesNotKeepTheOthersFromBeingMeasured() throws InterruptedException {
    Outcome fine = Measured.of(1, 2);
    List<Row> rows =
        run(
            List.of(
                new Task(
                    Line.time("first", ""),
                    _ -> {
                      throw new IOException("no\n  room");
                    }),
                new Task(Line.time("second", ""), _ -> fine)));

    assertThat(rows).extracting(Row::outcome).containsExactly(new Failed("no; room"), fine);
    assertThat(said).containsExactly("[1/2] first", "[2/2] second");
  }
}
