package org.alfheim.command;

import java.util.Arrays;
import java.util.List;
import org.alfheim.plugin.SimilarNames;

/** Tells the scripts that start this program which of their commands somebody may have meant. */
public final class MeantCommand {
  private MeantCommand() {}

  /**
   * Prints the end of a message: {@code "; did you mean open?"}, or nothing.
   *
   * @param args what was typed, and the commands that there are
   */
  public static void main(String[] args) {
    List<String> commands = Arrays.asList(args).subList(1, args.length);
    System.out.print(SimilarNames.question(args[0], commands));
  }
}
