package org.alfheim.itests.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;

/**
 * The standard input of a container's process. The client sends what is written in a thread of its
 * own, and no more once it is closed: so it is open as long as the process runs.
 *
 * @param started when the process was started
 */
record Keyboard(String started, PipedOutputStream keys, ResultCallback.Adapter<Frame> attached)
    implements AutoCloseable {

  static Keyboard of(Product product, String started) {
    try {
      PipedOutputStream keys = new PipedOutputStream();
      PipedInputStream typed = new PipedInputStream(keys);
      return new Keyboard(
          started,
          keys,
          product
              .getDockerClient()
              .attachContainerCmd(product.getContainerId())
              .withStdIn(typed)
              .withFollowStream(true)
              .exec(new ResultCallback.Adapter<>()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void type(String text) {
    try {
      keys.write(text.getBytes(UTF_8));
      keys.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try (attached) {
      keys.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
