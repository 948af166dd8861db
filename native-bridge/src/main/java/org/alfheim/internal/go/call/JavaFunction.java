package org.alfheim.internal.go.call;

import java.lang.invoke.MethodHandle;
import java.util.List;
import org.alfheim.go.GoErrorException;
import org.alfheim.internal.go.codec.WireCodec;
import org.alfheim.internal.go.frame.CallFrame;
import org.alfheim.internal.go.frame.Counts;
import org.alfheim.internal.go.frame.FrameLayout;
import org.alfheim.internal.go.frame.GoCallbacks;
import org.alfheim.internal.go.frame.HostInterface;
import org.alfheim.internal.go.frame.IncomingCall;
import org.alfheim.internal.process.libc.AddressSpace;

/**
 * A function of Java that Go calls.
 *
 * @param host the runtime that has it
 * @param function the object
 * @param what what it is in Go, for messages
 * @param signature what it takes and gives
 * @param invoker {@code (Object function, Object[] arguments) Object}
 */
record JavaFunction(
    HostInterface host, Object function, String what, Signature signature, MethodHandle invoker)
    implements IncomingCall {

  /**
   * Does what a frame of the host's wants. What the function throws goes into the frame.
   *
   * @param frame its address
   */
  @Override
  public void call(long frame) {
    CallFrame call = CallFrame.of(host, what, frame);
    try {
      Object[] arguments = arguments(call);
      Object result = (Object) invoker.invokeExact(function, arguments);
      results(call, result);
      AddressSpace.putLong(frame + FrameLayout.STATUS, FrameLayout.RETURNED);
    } catch (Throwable thrown) {
      fail(call, thrown);
    } finally {
      call.exit();
    }
  }

  private Object[] arguments(CallFrame call) {
    List<WireCodec> parameters = signature.parameters();
    Object[] arguments = new Object[parameters.size()];
    int word = 0;
    for (int i = 0; i < arguments.length; i++) {
      WireCodec codec = parameters.get(i);
      arguments[i] = codec.read(call, call.argument(word));
      word += codec.words();
    }
    return arguments;
  }

  private void results(CallFrame call, Object result) {
    if (signature.result() != null) {
      signature.result().write(call, call.result(0), result);
    }
    if (signature.errorWord() >= 0) {
      Counts.put(call.result(signature.errorWord()), 0, 0);
    }
  }

  private static void fail(CallFrame call, Throwable thrown) {
    Throwable told = call.failure(thrown);
    String type = told.getClass().getName();
    String text = text(told);
    if (told instanceof GoErrorException error) {
      type = error.goType();
      text = error.error().text();
    }
    AddressSpace.putLong(call.frame() + FrameLayout.STATUS, FrameLayout.PANICKED);
    AddressSpace.putLong(call.frame() + FrameLayout.PANIC_HANDLE, ErrorCodec.own(call, told));
    AddressSpace.putLong(call.frame() + FrameLayout.THROWN, GoCallbacks.keep(told));
    call.text(call.frame() + FrameLayout.PANIC_TYPE, type);
    call.text(call.frame() + FrameLayout.PANIC_TEXT, text);
  }

  /** The message, which may come from a method of somebody's. */
  private static String text(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      return message == null ? "" : message;
    } catch (RuntimeException none) {
      return "(it has no text: " + none.getClass().getName() + ")";
    }
  }
}
