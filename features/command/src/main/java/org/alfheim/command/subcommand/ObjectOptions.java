package org.alfheim.command.subcommand;

import java.util.Arrays;
import java.util.List;
import org.alfheim.command.terminal.UsageException;
import org.alfheim.plugin.Linking;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/** {@code --needs A,B}: libraries of relocatable objects and archives, which don't say any. */
final class ObjectOptions {
  private static final Option NEEDS = Option.builder().longOpt("needs").hasArg().get();

  private ObjectOptions() {}

  static Option option() {
    return NEEDS;
  }

  static Linking of(CommandLine line) {
    if (!line.hasOption(NEEDS)) {
      return Linking.USUAL;
    }
    List<String> names =
        Arrays.asList(String.join(",", line.getOptionValues(NEEDS)).split("\\s*,\\s*", -1));
    if (names.stream().anyMatch(String::isBlank)) {
      throw new UsageException("--needs takes names of libraries, separated by commas");
    }
    return Linking.USUAL.needing(names);
  }
}
