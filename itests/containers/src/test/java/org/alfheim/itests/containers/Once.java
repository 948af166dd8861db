package org.alfheim.itests.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * How a container ended that was started with a command, and has come to its end.
 *
 * @param status the status of its first process
 * @param out what it wrote to the standard output
 * @param err what it wrote to the standard error
 */
record Once(long status, String out, String err) {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** Runs a command in an image, and waits for its end. */
  static Once run(String image, String... command) {
    return run(image, container -> container, command);
  }

  /** Runs a command in a container that is prepared further, and waits for its end. */
  static Once run(String image, UnaryOperator<GenericContainer<?>> preparation, String... command) {
    try (GenericContainer<?> container =
        preparation.apply(
            new GenericContainer<>(DockerImageName.parse(image))
                .withImagePullPolicy(_ -> false)
                .withCommand(command)
                .withStartupCheckStrategy(new Ended().withTimeout(PATIENCE)))) {
      container.start();
      return new Once(
          container
              .getDockerClient()
              .inspectContainerCmd(container.getContainerId())
              .exec()
              .getState()
              .getExitCodeLong(),
          container.getLogs(OutputType.STDOUT),
          container.getLogs(OutputType.STDERR));
    }
  }

  /** Any end will do. */
  private static final class Ended extends StartupCheckStrategy {
    @Override
    public StartupStatus checkStartupState(DockerClient client, String id) {
      ContainerState state = getCurrentState(client, id);
      return "exited".equals(state.getStatus())
          ? StartupStatus.SUCCESSFUL
          : StartupStatus.NOT_YET_KNOWN;
    }
  }
}
