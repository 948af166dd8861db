package org.alfheim.command;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/**
 * Results for programs: maps, lists, strings, numbers and booleans as JSON; numbers are decimal,
 * addresses too.
 */
final class Json {
  private static final Option OPTION = Option.builder().longOpt("json").get();

  private Json() {}

  static Option option() {
    return OPTION;
  }

  static boolean wanted(CommandLine line) {
    return line.hasOption(OPTION);
  }

  static void write(Object value, Terminal terminal) {
    try {
      terminal.out().println(JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
