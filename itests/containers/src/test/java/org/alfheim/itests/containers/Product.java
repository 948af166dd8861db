package org.alfheim.itests.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.ChangeLog;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** A container of the product's image that serves until it is stopped. */
final class Product extends GenericContainer<Product> {

  private static final Duration PATIENCE = Duration.ofSeconds(100);

  private static final String READY = "alfheim: ready";

  private int questions;
  private Keyboard keyboard;

  Product(String image) {
    super(DockerImageName.parse(image));
    withImagePullPolicy(name -> false);
    waitingFor(Wait.forLogMessage(READY + ".*\\n", 1).withStartupTimeout(PATIENCE.multipliedBy(2)));
    withCreateContainerCmdModifier(create -> create.withStdinOpen(true));
  }

  /** A container that deploys what lies in a folder of this machine, which it can only read. */
  static Product deploying(Path folder) {
    return new Product(Images.image())
        .withFileSystemBind(folder.toString(), "/plugins", BindMode.READ_ONLY);
  }

  /**
   * With all that a careful person takes away: nothing can be written but memory, nothing there be
   * executed, nobody's user id, no capability and no way to one; and with little memory and one
   * processor. System calls are filtered by Docker's default profile.
   */
  Product hardened() {
    return hardened(256, 64);
  }

  /**
   * The same with more room.
   *
   * @param memory in MiB
   * @param storage what of that bundles may take, in MiB
   */
  Product hardened(int memory, int storage) {
    return withTmpFs(Map.of("/tmp", "rw,noexec,nosuid,nodev,size=16m"))
        .withCreateContainerCmdModifier(create -> {
          create.withUser("54321:54321");
          create
              .getHostConfig()
              .withReadonlyRootfs(true)
              .withCapDrop(com.github.dockerjava.api.model.Capability.ALL)
              .withSecurityOpts(List.of("no-new-privileges"))
              .withShmSize((long) storage << 20)
              .withMemory((long) memory << 20)
              .withMemorySwap((long) memory << 20)
              .withNanoCPUs(1_000_000_000L);
        });
  }

  /** Runs a command of the shell, by the container's standard input, and gives what it prints. */
  synchronized String ask(String command) {
    String before = log();
    String end = "-- end of answer %d --".formatted(++questions);
    type(command + "\necho '" + end + "'\n");
    String answer =
        await(
            "an answer to " + command,
            log -> log.startsWith(before) && log.substring(before.length()).contains(end + "\n"));
    return answer.substring(before.length(), answer.indexOf(end + "\n", before.length())).strip();
  }

  /** Runs a command again and again until its answer is what is hoped for. */
  void until(String command, Predicate<String> hope) {
    Instant deadline = Instant.now().plus(PATIENCE);
    String answer = ask(command);
    while (!hope.test(answer)) {
      assertThat(Instant.now()).as("%s still answers: %s", command, answer).isBefore(deadline);
      answer = ask(command);
    }
  }

  /** Sends a text to the container's standard input. */
  void type(String text) {
    String now = state().getStartedAt();
    if (keyboard == null || !keyboard.started().equals(now)) {
      leaveKeyboard();
      keyboard = Keyboard.of(this, now);
    }
    keyboard.type(text);
  }

  private void leaveKeyboard() {
    if (keyboard != null) {
      keyboard.close();
      keyboard = null;
    }
  }

  @Override
  public void stop() {
    leaveKeyboard();
    super.stop();
  }

  /** What the container has written to its standard output. */
  String log() {
    return getLogs(OutputType.STDOUT);
  }

  /** What the container has written to its standard error. */
  String errors() {
    return getLogs(OutputType.STDERR);
  }

  /** Waits until the standard output is as it should be. */
  String await(String what, Predicate<String> hope) {
    Instant deadline = Instant.now().plus(PATIENCE);
    String log = log();
    while (!hope.test(log)) {
      assertThat(Instant.now()).as("no %s:%n%s%s", what, log, errors()).isBefore(deadline);
      pause();
      log = log();
    }
    return log;
  }

  /** Waits until the standard error holds a text. */
  void awaitError(String text) {
    await(text, _ -> errors().contains(text));
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What bash says inside the container. */
  String bash(String script) {
    try {
      ExecResult result = execInContainer("/bin/bash", "-c", script);
      assertThat(result.getExitCode()).as("%s: %s", script, result.getStderr()).isZero();
      return result.getStdout();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The state as the engine knows it now. */
  ContainerState state() {
    return getDockerClient().inspectContainerCmd(getContainerId()).exec().getState();
  }

  /** How often the container has told that it is ready. */
  long starts() {
    return errors().lines().filter(line -> line.startsWith(READY)).count();
  }

  /** How often the engine has started it again. */
  int restarts() {
    return getDockerClient().inspectContainerCmd(getContainerId()).exec().getRestartCount();
  }

  /** What the image's health check says. */
  boolean works() {
    try {
      return execInContainer("/opt/alfheim/alfheim", "healthy").getExitCode() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The time as the container has it, in seconds since 1970. */
  long clock() {
    return Long.parseLong(ask("(new java.util.Date) getTime")) / 1000;
  }

  /** How long it took from the start of the container until it said that it is ready. */
  Duration timeToReady() {
    StringBuilder log = new StringBuilder();
    try {
      getDockerClient()
          .logContainerCmd(getContainerId())
          .withStdErr(true)
          .withTimestamps(true)
          .exec(
              new ResultCallback.Adapter<Frame>() {
                @Override
                public void onNext(Frame frame) {
                  log.append(new String(frame.getPayload(), UTF_8));
                }
              })
          .awaitCompletion();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    String line = log.toString().lines().filter(l -> l.contains(READY)).findFirst().orElseThrow();
    return Duration.between(
        Instant.parse(state().getStartedAt()), Instant.parse(line.substring(0, line.indexOf(' '))));
  }

  /** The memory of the JVM that is in use, in KiB. */
  long residentKibibytes() {
    return Long.parseLong(
        bash("""
        for p in /proc/[0-9]*; do
          if [[ $(<$p/comm) == java ]]; then
            while read -r name value _; do
              [[ $name == VmRSS: ]] && echo "$value"
            done <$p/status
          fi
        done
        """
                + ":")
            .strip());
  }

  /** What the container has changed in its file system. */
  List<ChangeLog> changes() {
    List<ChangeLog> changes = getDockerClient().containerDiffCmd(getContainerId()).exec();
    return changes == null ? List.of() : changes;
  }
}
