package org.alfheim.itests.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One shell for the commands of one page, in a folder that holds the files of the page and the
 * command {@code alfheim}.
 */
public final class PageShell {
  private static final long LIMIT_IN_SECONDS = 180;
  private static final String END = "-- end of command ";

  private static final Pattern MARK = Pattern.compile("(?m)^" + END + "(\\d+), status (\\d+)\n");

  /** The port that the pages name; the tests take one that is free. */
  private static final String PORT = "8080";

  private final Path folder;
  private final Path link;
  private final List<String> beforehand = new ArrayList<>();
  private final String port;

  /**
   * A shell that has not run anything.
   *
   * @param alfheim the command of the tree
   * @param folder an empty folder
   * @throws IOException if the folder can't be filled
   */
  public PageShell(Path alfheim, Path folder) throws IOException {
    this.folder = folder;
    this.link = Files.createSymbolicLink(folder.resolve("alfheim"), alfheim);
    port = Integer.toString(freePort());
  }

  /** Below those that the kernel gives to whoever asks for any: those come and go. */
  private static int freePort() throws IOException {
    IOException last = null;
    for (int i = 0; i < 100; i++) {
      try (ServerSocket free =
          new ServerSocket(ThreadLocalRandom.current().nextInt(20_000, 32_000))) {
        return free.getLocalPort();
      } catch (BindException taken) {
        last = taken;
      }
    }
    throw last;
  }

  /** Something that the shell runs before the first command of the page. */
  public PageShell beginningWith(String line) {
    beforehand.add(line);
    return this;
  }

  /**
   * Runs the commands of a page.
   *
   * @return what was not as the page says
   * @throws IOException if a file of the page can't be written
   * @throws InterruptedException if the thread is interrupted
   */
  public List<String> run(Page page) throws IOException, InterruptedException {
    List<Dialogue> dialogues = new ArrayList<>();
    for (Block block : page.blocks()) {
      if (block.isFile()) {
        Files.writeString(folder.resolve(block.name()), block.text());
      } else if (block.isConsole() && !block.isNotRun()) {
        dialogues.addAll(Dialogue.of(block));
      }
    }
    try {
      return compare(dialogues, output(script(dialogues)));
    } finally {
      Files.delete(link);
    }
  }

  private String script(List<Dialogue> dialogues) {
    StringBuilder script = new StringBuilder("exec 2>&1\n");
    script.append("PATH=$PWD:$JAVA_HOME/bin:$PATH\n");
    beforehand.forEach(line -> script.append(line).append('\n'));
    script.append("status=0\n");
    int number = 0;
    for (Dialogue dialogue : dialogues) {
      String command = onFreePort(dialogue.command());
      String input = "</dev/null";
      if (!dialogue.shell().isEmpty()) {
        List<String> typed = new ArrayList<>(List.of(said(number++)));
        for (Dialogue.Typed line : dialogue.shell()) {
          typed.add(onFreePort(line.command()));
          typed.add(said(number++));
        }
        input =
            "< <(printf '%s\\n' "
                + String.join(" ", typed.stream().map(PageShell::quoted).toList())
                + ")";
      }
      script
          .append("(exit $status)\n{ ")
          .append(command)
          .append("\n} ")
          .append(input)
          .append("\nstatus=$?\nprintf '\\n")
          .append(END)
          .append(number++)
          .append(", status %d\\n' $status\n");
    }
    return script.append("kill $(jobs -p) 2>/dev/null\nwait\n").toString();
  }

  private static String said(int number) {
    return "echo '" + END + number + ", status 0'";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private String onFreePort(String command) {
    return command.replace(PORT, port);
  }

  private String output(String script) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolveSibling(folder.getFileName() + ".sh"), script);
    Path out = folder.resolveSibling(folder.getFileName() + ".out");
    ProcessBuilder builder =
        new ProcessBuilder("bash", file.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    // These tests are part of a build: what is to be run has been built.
    builder.environment().put("ALFHEIM_BUILD", "never");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(LIMIT_IN_SECONDS, TimeUnit.SECONDS)) {
      List<ProcessHandle> started = process.descendants().toList();
      process.destroyForcibly();
      started.forEach(ProcessHandle::destroyForcibly);
      throw new AssertionError(
          "no end within %d seconds:%n%s"
              .formatted(LIMIT_IN_SECONDS, Files.readString(out, UTF_8)));
    }
    return Files.readString(out, UTF_8).replace(port, PORT);
  }

  private static List<String> compare(List<Dialogue> dialogues, String output) {
    List<String> problems = new ArrayList<>();
    Matcher mark = MARK.matcher(output);
    int start = 0;
    int number = 0;
    for (Dialogue dialogue : dialogues) {
      int status = 0;
      for (Dialogue.Typed step : dialogue.steps()) {
        if (!mark.find() || Integer.parseInt(mark.group(1)) != number++) {
          problems.add(
              "%s: no end of: %s%n%s"
                  .formatted(dialogue.block(), step.command(), output.substring(start)));
          return problems;
        }
        String printed = output.substring(start, mark.start());
        start = mark.end();
        status = Integer.parseInt(mark.group(2));
        if (!step.printed().fits(withoutBreak(printed))) {
          problems.add(
              "%s: %s%nprints:%n%swhere the page has:%n%s"
                  .formatted(dialogue.block(), step.command(), printed, step.printed()));
        }
      }
      if ((status != 0) != dialogue.refused()) {
        problems.add(
            "%s: %s%nends with status %d".formatted(dialogue.block(), dialogue.command(), status));
      }
    }
    return problems;
  }

  /** The shell writes a line break before a mark, so that it begins a line. */
  private static String withoutBreak(String text) {
    return text.equals("\n") || text.endsWith("\n\n") ? text.substring(0, text.length() - 1) : text;
  }
}
