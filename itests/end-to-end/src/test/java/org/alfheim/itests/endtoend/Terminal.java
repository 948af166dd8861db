package org.alfheim.itests.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A container at a terminal of its own, which {@code script} (Debian's bsdutils) makes. */
final class Terminal implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(100);

  /** What moves the cursor, colours and the like. */
  private static final Pattern CONTROL =
      Pattern.compile("\u001b\\[[0-9;?]*[a-zA-Z@]|\u001b[=>]|[\u0007\u000f]");

  private final Process process;
  private final OutputStream keyboard;
  private final StringBuilder screen = new StringBuilder();

  private Terminal(Process process) {
    this.process = process;
    this.keyboard = process.getOutputStream();
    Thread.ofPlatform().daemon().start(this::watch);
  }

  static Terminal start() throws IOException {
    ProcessBuilder alfheim = Alfheim.builder("run");
    String command = "stty rows 50 columns 200; " + String.join(" ", alfheim.command());
    ProcessBuilder builder =
        new ProcessBuilder(List.of("script", "-qefc", command, "/dev/null"))
            .redirectErrorStream(true);
    builder.environment().putAll(alfheim.environment());
    builder.environment().put("TERM", "xterm");
    Terminal terminal = new Terminal(builder.start());
    terminal.await("alfheim> ");
    return terminal;
  }

  private void watch() {
    try (InputStream output = process.getInputStream()) {
      byte[] part = new byte[8192];
      for (int length = output.read(part); length >= 0; length = output.read(part)) {
        synchronized (screen) {
          screen.append(new String(part, 0, length, UTF_8));
          screen.notifyAll();
        }
      }
    } catch (IOException ended) {
      // With the process.
    }
  }

  /** Types keys; what was shown before is forgotten. */
  Terminal type(String keys) throws IOException {
    synchronized (screen) {
      screen.setLength(0);
    }
    keyboard.write(keys.getBytes(UTF_8));
    keyboard.flush();
    return this;
  }

  /** Waits until a text is shown; all that was shown since the last key. */
  String await(String text) {
    Instant deadline = Instant.now().plus(PATIENCE);
    synchronized (screen) {
      while (true) {
        String shown = CONTROL.matcher(screen).replaceAll("");
        if (shown.contains(text)) {
          return shown;
        }
        if (Instant.now().isAfter(deadline)) {
          throw new AssertionError("not shown: " + text + "\nbut: " + shown);
        }
        try {
          screen.wait(100);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new AssertionError(e);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    type("\u0015exit\r");
    process.onExit().completeOnTimeout(process, PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
