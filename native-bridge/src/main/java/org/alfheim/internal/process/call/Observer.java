package org.alfheim.internal.process.call;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.alfheim.internal.process.libc.Downcalls;

/**
 * Java that native code calls in the middle of something. What goes wrong in it is kept for later:
 * an exception that left it would end the process.
 */
public final class Observer {
  private static final FunctionDescriptor FUNCTION = FunctionDescriptor.ofVoid();

  private final Runnable action;
  private Throwable failure;

  /**
   * An observer.
   *
   * @param action what is done when it is called
   */
  public Observer(Runnable action) {
    this.action = action;
  }

  /** The function to call, for as long as an arena is open. */
  public MemorySegment function(Arena arena) {
    try {
      return Downcalls.stub(
          MethodHandles.lookup().bind(this, "observe", MethodType.methodType(void.class)),
          FUNCTION,
          arena);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the method is there", e);
    }
  }

  @SuppressWarnings("UnusedMethod") // native code calls it
  private void observe() {
    try {
      action.run();
    } catch (Throwable e) {
      failure = e;
    }
  }

  /**
   * Throws what has gone wrong.
   *
   * @throws IllegalStateException if something has
   */
  public void rethrow() {
    if (failure != null) {
      throw new IllegalStateException("what was to be observed was not seen", failure);
    }
  }
}
