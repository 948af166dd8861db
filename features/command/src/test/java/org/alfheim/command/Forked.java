package org.alfheim.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One run of the command in a process of its own, as a user starts it: for what a plugin prints,
 * and for how a process ends. Both outputs are one stream here, in the order in which they were
 * written.
 */
record Forked(int status, String output) {
  static Forked alfheim(Object... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    Arrays.stream(args).map(String::valueOf).forEach(command::add);
    Process process = Tool.start(command.toArray(String[]::new));
    String output = Tool.output(process);
    return new Forked(process.exitValue(), output);
  }
}
