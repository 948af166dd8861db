package org.alfheim.internal.go.call;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Type;
import java.util.function.LongSupplier;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.types.GoType;

/** What a pointer of Go points to, as a type of Java. */
final class VariableAccess {
  private final HostInterface host;
  private final LongSupplier pointer;
  private final WireCodec codec;
  private final CallPlan plan;

  VariableAccess(HostInterface host, String what, LongSupplier pointer, WireCodec codec) {
    this.host = host;
    this.pointer = pointer;
    this.codec = codec;
    this.plan = CallPlan.of(host, what, codec.words(), codec.words(), codec.refers());
  }

  /**
   * What a value that stays in Go points to.
   *
   * @throws BindingException if the type of Java doesn't fit
   */
  VariableAccess(GoHandle handle, GoType target, NamedTypes types, Type java) {
    this(handle.host(), "a " + target.text(), handle::number, codec(target, types, java));
  }

  private static WireCodec codec(GoType target, NamedTypes types, Type java) {
    try {
      return new CodecFactory(types).of(target, java);
    } catch (MisfitException misfit) {
      throw new BindingException(misfit.getMessage());
    }
  }

  /** Reads it. */
  Object get() {
    CallFrame call = CallFrame.enter(plan);
    try {
      run(call, host.load());
      return codec.read(call, call.result(0));
    } catch (MisfitException misfit) {
      throw refused(misfit);
    } finally {
      call.exit();
    }
  }

  /** Writes it. */
  void set(Object value) {
    CallFrame call = CallFrame.enter(plan);
    try {
      codec.write(call, call.argument(0), value);
      run(call, host.store());
    } catch (MisfitException misfit) {
      throw refused(misfit);
    } finally {
      call.exit();
    }
  }

  private ArgumentException refused(MisfitException misfit) {
    return new ArgumentException(plan.what() + ": " + misfit.getMessage());
  }

  private void run(CallFrame call, MethodHandle use) {
    try {
      use.invokeExact(pointer.getAsLong(), call.frame());
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a downcall threw what it can't", e);
    }
    call.check();
  }
}
