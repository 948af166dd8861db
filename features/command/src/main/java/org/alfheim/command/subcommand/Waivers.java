package org.alfheim.command.subcommand;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.alfheim.command.terminal.UsageException;
import org.alfheim.link.Waiver;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/** {@code --waive NAME[,NAME]}: demands of the loader that the user does without. */
final class Waivers {
  private static final Option OPTION = Option.builder().longOpt("waive").hasArg().get();

  private Waivers() {}

  static Option option() {
    return OPTION;
  }

  static Set<Waiver> of(CommandLine line) {
    Set<Waiver> waivers = EnumSet.noneOf(Waiver.class);
    if (line.hasOption(OPTION)) {
      for (String values : line.getOptionValues(OPTION)) {
        Arrays.stream(values.split(",", -1)).map(Waivers::waiver).forEach(waivers::add);
      }
    }
    return waivers;
  }

  private static Waiver waiver(String name) {
    return Waiver.of(name)
        .orElseThrow(
            () -> new UsageException("--waive takes " + Waiver.labels() + ", not '" + name + "'"));
  }
}
