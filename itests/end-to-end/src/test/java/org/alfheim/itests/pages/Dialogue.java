package org.alfheim.itests.pages;

import java.util.ArrayList;
import java.util.List;

/**
 * A command at a terminal, as a page shows it.
 *
 * @param block the block that it stands in
 * @param command the command, for Bash
 * @param printed what it prints, before it reads
 * @param shell what is then typed to the container that it has started
 * @param refused whether it has to end with another status than 0
 */
public record Dialogue(
    Block block, String command, Printed printed, List<Typed> shell, boolean refused) {
  private static final String COMMAND = "$ ";
  private static final String SHELL = "alfheim> ";

  /**
   * A command of the container's shell.
   *
   * @param command the command, for Gogo
   * @param printed what it prints
   */
  public record Typed(String command, Printed printed) {}

  /** What happens, one after the other: the command begins, what is typed to it, and its end. */
  List<Typed> steps() {
    List<Typed> steps = new ArrayList<>();
    steps.add(new Typed(command, printed));
    steps.addAll(shell);
    if (!shell.isEmpty()) {
      steps.add(new Typed("the end of " + command, new Printed(List.of())));
    }
    return steps;
  }

  /** The commands of a block, in order. */
  public static List<Dialogue> of(Block block) {
    List<Dialogue> dialogues = new ArrayList<>();
    List<String> lines = block.lines();
    int i = 0;
    while (i < lines.size()) {
      if (!lines.get(i).startsWith(COMMAND)) {
        throw new AssertionError(block + ": this is no command: " + lines.get(i));
      }
      StringBuilder command = new StringBuilder(lines.get(i).substring(COMMAND.length()));
      while (command.charAt(command.length() - 1) == '\\') {
        i++;
        command.append('\n').append(lines.get(i));
      }
      int end = endOfOutput(lines, i + 1);
      Printed printed = new Printed(List.copyOf(lines.subList(i + 1, end)));
      i = end;
      List<Typed> shell = new ArrayList<>();
      while (i < lines.size() && lines.get(i).startsWith(SHELL)) {
        end = endOfOutput(lines, i + 1);
        shell.add(
            new Typed(
                lines.get(i).substring(SHELL.length()),
                new Printed(List.copyOf(lines.subList(i + 1, end)))));
        i = end;
      }
      boolean refused = block.name().equals("refused") && i == lines.size();
      dialogues.add(new Dialogue(block, command.toString(), printed, shell, refused));
    }
    return dialogues;
  }

  private static int endOfOutput(List<String> lines, int start) {
    int end = start;
    while (end < lines.size()
        && !lines.get(end).startsWith(COMMAND)
        && !lines.get(end).startsWith(SHELL)) {
      end++;
    }
    return end;
  }
}
