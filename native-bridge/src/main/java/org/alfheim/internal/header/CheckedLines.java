package org.alfheim.internal.header;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A file of C whose lines stand each for something: those that the compiler does not take are left
 * out, until it takes all.
 */
final class CheckedLines {
  /** One error can hide others; so often it does not. */
  private static final int MOST_ROUNDS = 30;

  private final CCompiler compiler;
  private final WorkFolder work;
  private final List<String> before;

  /** What the lines came to. */
  static final class Outcome {
    private final SequencedMap<String, String> taken;
    private final Map<String, String> refused = new LinkedHashMap<>();

    private Outcome(SequencedMap<String, String> lines) {
      taken = new LinkedHashMap<>(lines);
    }

    /** What the compiler takes, each with its line. */
    SequencedMap<String, String> taken() {
      return taken;
    }

    /** What it does not take, each with the reason. */
    Map<String, String> refused() {
      return refused;
    }
  }

  /**
   * Lines that come after others.
   *
   * @param before what comes before them, and has no errors
   */
  CheckedLines(CCompiler compiler, WorkFolder work, List<String> before) {
    this.compiler = compiler;
    this.work = work;
    this.before = List.copyOf(before);
  }

  /**
   * Finds the lines that the compiler takes, and leaves a file that has just those.
   *
   * @param file the file's name
   * @param lines what the lines stand for, and each line
   * @throws HeaderTypesException if there are errors that belong to none of the lines
   */
  Outcome check(String file, SequencedMap<String, String> lines) throws IOException {
    Outcome outcome = new Outcome(lines);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<String> items = write(file, outcome.taken);
      CCompiler.Run run = compiler.run(List.of("-fsyntax-only", file));
      if (!run.failed()) {
        return outcome;
      }
      Diagnostics diagnostics = Diagnostics.of(run.said(), file);
      boolean fewer = false;
      for (Map.Entry<Integer, String> error : diagnostics.lines().entrySet()) {
        int index = error.getKey() - before.size() - 1;
        if (index >= 0 && index < items.size() && outcome.taken.remove(items.get(index)) != null) {
          outcome.refused.put(items.get(index), error.getValue());
          fewer = true;
        }
      }
      if (!fewer) {
        throw new HeaderTypesException(
            compiler.name()
                + " does not take what the header says: "
                + CCompiler.told(diagnostics.elsewhere().orElse(run.said())));
      }
    }
    throw new HeaderTypesException(
        compiler.name()
            + " finds new errors each time; the last files had "
            + outcome.refused.size());
  }

  private List<String> write(String file, SequencedMap<String, String> lines) throws IOException {
    List<String> text = new ArrayList<>(before);
    text.addAll(lines.values());
    Files.write(work.file(file), text);
    return List.copyOf(lines.keySet());
  }
}
