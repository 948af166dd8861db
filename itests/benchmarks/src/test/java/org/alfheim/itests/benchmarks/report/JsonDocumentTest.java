package org.alfheim.itests.benchmarks.report;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Rows as a program reads them. */
class JsonDocumentTest {
  private static final Machine MACHINE =
      new Machine(2, "a processor", 1 << 30, "Linux 6.1", "2.36", "25.0.1+8");

  private static Map<String, Object> document(Row... rows) throws IOException {
    return JSON.std.mapFrom(JsonDocument.of(MACHINE, List.of(rows)));
  }

  private static Map<String, Object> row(Line line, Outcome outcome) throws IOException {
    List<?> rows = (List<?>) document(new Row(line, outcome)).get("rows");
    return JSON.std.mapFrom(JSON.std.asString(rows.getFirst()));
  }

  @Test
  void theMachineIsTold() throws IOException {
    assertThat(document().get("machine"))
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsOnly(
            entry("processors", 2),
            entry("model", "a processor"),
            entry("memory", 1 << 30),
            entry("kernel", "Linux 6.1"),
            entry("glibc", "2.36"),
            entry("jdk", "25.0.1+8"));
  }

  @Test
  void aRowHasPlainNumbers() throws IOException {
    Line line = Line.time("an open", "dlopen", Target.ratioAtMost(2));

    assertThat(row(line, Outcome.Measured.of(1500, 1000).with("a note")))
        .containsOnly(
            entry("what", "an open"),
            entry("peer", "dlopen"),
            entry("unit", "nanoseconds"),
            entry("alfheim", 1500.0),
            entry("peerValue", 1000.0),
            entry("ratio", 1.5),
            entry("note", "a note"),
            entry("target", "ratio_at_most"),
            entry("limit", 2.0),
            entry("met", true));
  }

  @Test
  void whatIsNotThereIsLeftOut() throws IOException {
    Line line = new Line("heap", "", Unit.BYTES, Target.NONE);

    assertThat(row(line, new Outcome.Measured(1, OptionalDouble.empty(), "")))
        .containsOnlyKeys("what", "peer", "unit", "alfheim");
    assertThat(row(line, new Outcome.LeftOut("not installed")))
        .containsOnlyKeys("what", "peer", "unit", "leftOut")
        .containsEntry("leftOut", "not installed");
    assertThat(row(line, new Outcome.Failed("no room"))).containsEntry("failed", "no room");
  }
}
