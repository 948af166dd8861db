package org.alfheim.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static LibraryReport report(Verdict verdict) {
    return new LibraryReport(
        "/lib/libx.so",
        verdict,
        new Outcome.Opened(),
        new Outcome.Opened(),
        0,
        0,
        0,
        Map.of(),
        List.of(),
        Optional.empty(),
        0);
  }

  @Test
  void counts() {
    List<LibraryReport> reports = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      for (int i = 0; i <= verdict.compareTo(Verdict.SAME); i++) {
        reports.add(report(verdict));
      }
    }

    Summary summary = Summary.of(reports);

    assertThat(summary.line())
        .isEqualTo("55 libraries, 3 opened by both, 2 differ, 3 only by dlopen, 4 only by alfheim");
    assertThat(summary.rest())
        .isEqualTo(
            "5 by neither, 6 held by the process, 7 not to be linked, 8 linked only by ld, 9 left out, 10 unproved");
  }

  @Test
  void provesOnlyWhereNothingIsOpen() {
    assertThat(List.of(Verdict.values()))
        .filteredOn(verdict -> !Summary.of(List.of(report(verdict))).proved())
        .containsExactly(Verdict.DIFFER, Verdict.ONLY_DLOPEN, Verdict.ONLY_LD, Verdict.UNPROVED);
  }

  @Test
  void saysNothingOfUnprovedOnesWhereThereAreNone() {
    assertThat(Summary.of(List.of(report(Verdict.HELD))).rest())
        .isEqualTo("0 by neither, 1 held by the process");
  }
}
