package org.alfheim.internal.go.call;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Type;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.TypeMismatchException;
import org.alfheim.internal.go.GoExport;
import org.alfheim.internal.go.codec.WireCodec;
import org.alfheim.internal.go.frame.CallFrame;
import org.alfheim.internal.go.frame.CallPlan;
import org.alfheim.internal.go.frame.HostInterface;
import org.alfheim.internal.go.frame.MisfitException;
import org.alfheim.types.GoType;

/** What a pointer of Go points to, as a type of Java. */
public final class VariableAccess {
  private final HostInterface host;
  private final LongSupplier pointer;

  /** What has to be there while the pointer is used; null for a variable of a plugin. */
  private final GoHandle owner;

  private final WireCodec codec;
  private final CallPlan plan;

  private VariableAccess(
      HostInterface host, String what, LongSupplier pointer, GoHandle owner, WireCodec codec) {
    this.host = host;
    this.pointer = pointer;
    this.owner = owner;
    this.codec = codec;
    this.plan = CallPlan.of(host, what, codec.words(), codec.words(), codec.refers());
  }

  /**
   * What a value that stays in Go points to.
   *
   * @throws BindingException if the type of Java doesn't fit
   */
  VariableAccess(GoHandle handle, GoType target, NamedTypes types, Type java) {
    this(handle.host(), "a " + target.text(), handle::number, handle, codec(target, types, java));
  }

  /**
   * A variable of a plugin as a type of Java.
   *
   * @throws TypeMismatchException if the type doesn't fit
   */
  public static VariableAccess of(OpenGoPlugin plugin, GoExport export, Class<?> java) {
    return of(plugin, export, () -> new CodecFactory(plugin.types()).of(export.type(), java));
  }

  /**
   * A variable of a plugin, as {@link NaturalCodecs} has it.
   *
   * @throws TypeMismatchException if what its type is made of is not known
   */
  public static VariableAccess of(OpenGoPlugin plugin, GoExport export) {
    return of(plugin, export, () -> new NaturalCodecs(plugin.types()).of(export.type()));
  }

  private static VariableAccess of(
      OpenGoPlugin plugin, GoExport export, Supplier<WireCodec> codec) {
    if (export.function()) {
      throw new BindingException(plugin.image() + ": " + export.declaration() + " is no variable");
    }
    try {
      return new VariableAccess(
          plugin.host(), export.name(), () -> plugin.handle(export.name()), null, codec.get());
    } catch (MisfitException misfit) {
      String line = plugin.image() + ": " + export.declaration() + ": " + misfit.getMessage();
      throw new TypeMismatchException(line, List.of(line));
    }
  }

  private static WireCodec codec(GoType target, NamedTypes types, Type java) {
    try {
      return new CodecFactory(types).of(target, java);
    } catch (MisfitException misfit) {
      throw new BindingException(misfit.getMessage());
    }
  }

  /**
   * Reads it.
   *
   * @throws ArgumentException if the value can't be one of Java's type
   */
  public Object get() {
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

  /**
   * Writes it.
   *
   * @throws ArgumentException if the value can't be one of Go's type; nothing is written
   */
  public void set(Object value) {
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
    call.use(owner);
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
