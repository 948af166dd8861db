package org.alfheim.itests.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Rows as a person reads them. */
class TableTest {

  private static List<String> table(Line line, Outcome outcome) {
    List<String> lines = Table.of(List.of(new Row(line, outcome)));
    return lines.subList(1, lines.size()).stream().map(each -> each.replaceAll(" +", " ")).toList();
  }

  @Test
  void aRowHasBothValuesTheirRatioTheTargetAndWhetherItIsMet() {
    Line line = Line.time("an open", "dlopen", Target.ratioAtMost(2));

    assertThat(table(line, Outcome.Measured.of(1_500_000, 1_000_000)))
        .containsExactly("an open 1.50 ms 1.00 ms 1.50 ≤ 2.00 met dlopen");
    assertThat(table(line, Outcome.Measured.of(3_000_000, 1_000_000)))
        .containsExactly("an open 3.00 ms 1.00 ms 3.00 ≤ 2.00 not met dlopen");
  }

  @Test
  void columnsStandBelowEachOther() {
    Row row = new Row(Line.time("an open", "the peer"), Outcome.Measured.of(1, 1));

    List<String> lines = Table.of(List.of(row, row));

    assertThat(lines).extracting(line -> line.indexOf("the peer")).doesNotContain(-1);
    assertThat(lines.stream().map(line -> line.indexOf("the peer")).distinct()).hasSize(1);
  }

  @Test
  void aValueWithoutAPeerHasNoRatio() {
    Line line = new Line("heap", "", Unit.BYTES, Target.valueAtMost(20 * 1024));

    assertThat(table(line, new Outcome.Measured(30 * 1024, OptionalDouble.empty(), "")))
        .containsExactly("heap 30.0 KiB – – ≤ 20.0 KiB not met");
  }

  @Test
  void whatIsLeftOutAndWhatFailedIsNamedWithTheReason() {
    Line line = Line.time("an open", "dlopen", Target.ratioAtMost(2));

    assertThat(table(line, new Outcome.LeftOut("libLLVM is not installed")))
        .containsExactly("an open, beside dlopen: left out: libLLVM is not installed");
    assertThat(table(line, new Outcome.Failed("no room")))
        .containsExactly("an open, beside dlopen: failed: no room");
  }

  @Test
  void aNoteStandsBelow() {
    Line line = Line.time("a mean", "dlopen");

    assertThat(table(line, Outcome.Measured.of(1, 1).with("58 libraries")))
        .containsExactly("a mean 1.00 ns 1.00 ns 1.00 dlopen", "a mean: 58 libraries");
  }
}
