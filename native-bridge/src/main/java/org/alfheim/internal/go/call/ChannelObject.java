package org.alfheim.internal.go.call;

import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.alfheim.bind.BindingException;
import org.alfheim.go.GoChannel;
import org.alfheim.go.GoReference;
import org.alfheim.internal.go.codec.WireCodec;
import org.alfheim.internal.go.frame.CallFrame;
import org.alfheim.internal.go.frame.CallPlan;
import org.alfheim.internal.go.frame.MisfitException;
import org.alfheim.internal.process.libc.AddressSpace;
import org.alfheim.types.GoType;

/** A channel of Go. Who waits, looks now and then whether the thread has been interrupted. */
final class ChannelObject implements GoChannel<Object> {
  private static final int DONE = 0;
  private static final int CLOSED = 1;
  private static final int TIMED_OUT = 2;
  private static final long LOOK = Duration.ofMillis(50).toNanos();

  private final GoHandle handle;
  private final GoType.Direction direction;
  private final WireCodec element;
  private final CallPlan plan;

  ChannelObject(GoHandle handle, GoType.Direction direction, WireCodec element, String what) {
    this.handle = handle;
    this.direction = direction;
    this.element = element;
    int words = 1 + element.words();
    this.plan = CallPlan.of(handle.host(), what, words, words, element.refers());
  }

  @Override
  public GoReference reference() {
    return handle;
  }

  @Override
  public void send(Object value) throws InterruptedException {
    while (!sendWithin(value, LOOK)) {
      // Nobody took it.
    }
  }

  @Override
  public boolean send(Object value, Duration timeout) throws InterruptedException {
    long end = end(timeout);
    while (true) {
      long left = end - System.nanoTime();
      if (sendWithin(value, left(left))) {
        return true;
      }
      if (left <= LOOK) {
        return false;
      }
    }
  }

  private static long end(Duration timeout) {
    try {
      return Math.addExact(System.nanoTime(), timeout.toNanos());
    } catch (ArithmeticException forever) {
      return timeout.isNegative() ? System.nanoTime() : System.nanoTime() + Long.MAX_VALUE;
    }
  }

  private static long left(long nanos) {
    return Math.clamp(nanos, 0, LOOK);
  }

  private boolean sendWithin(Object value, long nanos) throws InterruptedException {
    refuse(GoType.Direction.RECEIVE, "received from");
    CallFrame call = CallFrame.enter(plan);
    try {
      AddressSpace.putLong(call.argument(0), nanos);
      element.write(call, call.argument(1), value);
      int state = used(call, handle.host().send());
      if (state == CLOSED) {
        throw new IllegalStateException("the channel is closed");
      }
      return state == DONE;
    } catch (MisfitException misfit) {
      throw new BindingException(plan.what() + ": " + misfit.getMessage());
    } finally {
      call.exit();
    }
  }

  /** What became of it. */
  private int used(CallFrame call, MethodHandle use) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    run(call, use);
    return (int) AddressSpace.getLong(call.result(0));
  }

  private void run(CallFrame call, MethodHandle use) {
    call.use(handle);
    try {
      use.invokeExact(handle.number(), call.frame());
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a downcall threw what it can't", e);
    }
    call.check();
  }

  private void refuse(GoType.Direction other, String what) {
    if (direction == other) {
      throw new UnsupportedOperationException("a " + plan.what() + " can only be " + what);
    }
  }

  @Override
  public Optional<Object> receive() throws InterruptedException {
    while (true) {
      Optional<Optional<Object>> received = receiveWithin(LOOK);
      if (received.isPresent()) {
        return received.get();
      }
    }
  }

  @Override
  public Optional<Object> receive(Duration timeout) throws InterruptedException, TimeoutException {
    long end = end(timeout);
    while (true) {
      long left = end - System.nanoTime();
      Optional<Optional<Object>> received = receiveWithin(left(left));
      if (received.isPresent()) {
        return received.get();
      }
      if (left <= LOOK) {
        throw new TimeoutException("nothing came through the " + plan.what());
      }
    }
  }

  /** Empty if nothing came; in it is the value, if the channel is not closed. */
  private Optional<Optional<Object>> receiveWithin(long nanos) throws InterruptedException {
    refuse(GoType.Direction.SEND, "sent to");
    CallFrame call = CallFrame.enter(plan);
    try {
      AddressSpace.putLong(call.argument(0), nanos);
      return switch (used(call, handle.host().receive())) {
        case TIMED_OUT -> Optional.empty();
        case CLOSED -> Optional.of(Optional.empty());
        default -> Optional.of(Optional.ofNullable(element.read(call, call.result(1))));
      };
    } catch (MisfitException misfit) {
      throw new BindingException(plan.what() + ": " + misfit.getMessage());
    } finally {
      call.exit();
    }
  }

  @Override
  public void closeChannel() {
    refuse(GoType.Direction.RECEIVE, "received from");
    CallFrame call = CallFrame.enter(plan);
    try {
      run(call, handle.host().closeChannel());
    } finally {
      call.exit();
    }
  }

  @Override
  public String toString() {
    return handle.toString();
  }
}
