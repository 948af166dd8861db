package org.alfheim.command;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.alfheim.command.terminal.Terminal;

/** One run of the command in this process: what it wrote, and its exit status. */
record Run(int status, String out, String err) {
  static Run alfheim(Object... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8));
    int status =
        new Main(terminal).run(Arrays.stream(args).map(String::valueOf).toArray(String[]::new));
    terminal.out().flush();
    terminal.err().flush();
    return new Run(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  List<String> lines() {
    return out.lines().toList();
  }

  /** The standard output as JSON: an array of objects. */
  @SuppressWarnings("unchecked")
  List<Map<String, Object>> jsonObjects() {
    try {
      return (List<Map<String, Object>>) (List<?>) JSON.std.listFrom(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The standard output as JSON: an object. */
  Map<String, Object> jsonObject() {
    try {
      return JSON.std.mapFrom(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
