package org.alfheim.itests.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.alfheim.itests.benchmarks.process.ChildException;
import org.alfheim.itests.benchmarks.report.Outcome;
import org.alfheim.itests.benchmarks.report.Row;

/** Measures lines, one after the other. */
final class Run {
  private final Workbench bench;
  private final Consumer<String> progress;

  /**
   * @param bench what it works with
   * @param progress is told what is measured now
   */
  Run(Workbench bench, Consumer<String> progress) {
    this.bench = bench;
    this.progress = progress;
  }

  /** The rows of some tasks; one that fails does not keep the others from being measured. */
  List<Row> of(List<Task> tasks) throws InterruptedException {
    List<Row> rows = new ArrayList<>();
    for (Task task : tasks) {
      progress.accept("[" + (rows.size() + 1) + "/" + tasks.size() + "] " + task.line().what());
      rows.add(new Row(task.line(), outcome(task)));
    }
    return List.copyOf(rows);
  }

  private Outcome outcome(Task task) throws InterruptedException {
    try {
      return task.reading().take(bench);
    } catch (IOException | ChildException e) {
      return new Outcome.Failed(
          String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; "));
    }
  }
}
