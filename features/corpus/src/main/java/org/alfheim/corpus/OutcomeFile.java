package org.alfheim.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The outcome that an {@link OpeningProcess} lives to tell: a word, a line end, a text. */
final class OutcomeFile {
  static final String NAME = "outcome";

  private OutcomeFile() {}

  static void write(Outcome outcome, Path folder) throws IOException {
    String text =
        switch (outcome) {
          case Outcome.Opened _ -> "opened\n";
          case Outcome.Held _ -> "held\n";
          case Outcome.Refused(String reason) -> "refused\n" + reason;
          case Outcome.Failed(String reason) -> "failed\n" + reason;
          case Outcome.Crashed _, Outcome.Exited _, Outcome.TimedOut _, Outcome.LeftOut _ ->
              throw new IllegalArgumentException("nobody lives to tell: " + outcome);
        };
    Files.write(folder.resolve(NAME), text.getBytes(StandardCharsets.UTF_8));
  }

  static Outcome read(Path folder) throws IOException {
    String text = new String(Files.readAllBytes(folder.resolve(NAME)), StandardCharsets.UTF_8);
    int end = text.indexOf('\n');
    String word = end < 0 ? text : text.substring(0, end);
    String rest = text.substring(end + 1);
    return switch (word) {
      case "opened" -> new Outcome.Opened();
      case "held" -> new Outcome.Held();
      case "refused" -> new Outcome.Refused(rest);
      default -> new Outcome.Failed(rest);
    };
  }
}
