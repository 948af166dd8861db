package org.alfheim.itests.benchmarks.report;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A run as a program reads it: the machine, and the rows, with values in plain units. */
public final class JsonDocument {
  private JsonDocument() {}

  /**
   * One document.
   *
   * @param machine where it was measured
   * @param rows the rows
   * @return JSON, without a line's end behind it
   */
  public static String of(Machine machine, List<Row> rows) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("machine", machine(machine));
    List<Object> all = new ArrayList<>();
    for (Row row : rows) {
      all.add(row(row));
    }
    document.put("rows", all);
    try {
      return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(document);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static Map<String, Object> machine(Machine machine) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("processors", machine.processors());
    fields.put("model", machine.model());
    fields.put("memory", machine.memory());
    fields.put("kernel", machine.kernel());
    fields.put("glibc", machine.glibc());
    fields.put("jdk", machine.jdk());
    return fields;
  }

  private static Map<String, Object> row(Row row) {
    Line line = row.line();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("what", line.what());
    fields.put("peer", line.peer());
    fields.put("unit", line.unit().name().toLowerCase(Locale.ROOT));
    switch (row.outcome()) {
      case Outcome.Measured reading -> {
        fields.put("alfheim", reading.alfheim());
        reading.peer().ifPresent(value -> fields.put("peerValue", value));
        if (reading.peer().isPresent()) {
          fields.put("ratio", reading.ratio());
        }
        if (!reading.note().isEmpty()) {
          fields.put("note", reading.note());
        }
      }
      case Outcome.LeftOut missing -> fields.put("leftOut", missing.reason());
      case Outcome.Failed failure -> fields.put("failed", failure.reason());
    }
    if (line.target().exists()) {
      fields.put("target", line.target().kind().name().toLowerCase(Locale.ROOT));
      fields.put("limit", line.target().limit());
    }
    if (!row.verdict().isEmpty()) {
      fields.put("met", row.verdict().equals("met"));
    }
    return fields;
  }
}
