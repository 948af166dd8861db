package org.alfheim.go;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A channel of Go.
 *
 * <p>To wait occupies the thread, a virtual one's carrier too: in Go, nothing else is waited for
 * meanwhile.
 *
 * @param <T> what stands in Java for its elements
 */
@ProviderType
public interface GoChannel<T> extends GoObject {

  /**
   * Sends, and waits as long as it takes: {@code c <- value}.
   *
   * @param value the value
   * @throws InterruptedException if the thread is interrupted; nothing was sent
   * @throws IllegalStateException if the channel is closed
   * @throws UnsupportedOperationException if it can only be received from
   */
  void send(T value) throws InterruptedException;

  /**
   * Sends, if that can be done in time.
   *
   * @param value the value
   * @param timeout how long to wait; zero or less: not at all
   * @return whether it was sent
   * @throws InterruptedException if the thread is interrupted; nothing was sent
   * @throws IllegalStateException if the channel is closed
   * @throws UnsupportedOperationException if it can only be received from
   */
  boolean send(T value, Duration timeout) throws InterruptedException;

  /**
   * Receives, and waits as long as it takes: {@code value, ok := <-c}.
   *
   * @return the value; empty if the channel is closed, or the value is nil
   * @throws InterruptedException if the thread is interrupted; nothing was received
   * @throws UnsupportedOperationException if it can only be sent to
   */
  Optional<T> receive() throws InterruptedException;

  /**
   * Receives, if that can be done in time.
   *
   * @param timeout how long to wait; zero or less: not at all
   * @return the value; empty if the channel is closed, or the value is nil
   * @throws TimeoutException if nothing came
   * @throws InterruptedException if the thread is interrupted; nothing was received
   * @throws UnsupportedOperationException if it can only be sent to
   */
  Optional<T> receive(Duration timeout) throws InterruptedException, TimeoutException;

  /**
   * Says that nothing more will be sent: {@code close(c)}. {@link #close} lets go of the channel
   * and says nothing to those who receive.
   *
   * @throws GoPanicException if that has been done
   * @throws UnsupportedOperationException if it can only be received from
   */
  void closeChannel();
}
