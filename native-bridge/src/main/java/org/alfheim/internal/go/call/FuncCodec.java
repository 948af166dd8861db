package org.alfheim.internal.go.call;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import org.alfheim.bind.BindingException;
import org.alfheim.go.GoObject;
import org.alfheim.internal.bind.codegen.ContractHome;
import org.alfheim.internal.bind.marshal.ContractMethods;
import org.alfheim.internal.go.codec.WireCodec;
import org.alfheim.internal.go.frame.CallFrame;
import org.alfheim.internal.go.frame.FrameLayout;
import org.alfheim.internal.go.frame.GoCallbacks;
import org.alfheim.internal.go.frame.HostInterface;
import org.alfheim.internal.go.frame.MisfitException;
import org.alfheim.internal.process.libc.AddressSpace;
import org.alfheim.types.GoType;

/** A function as a value: an object of a functional interface that Go calls, or that calls Go. */
final class FuncCodec extends WireCodec {
  private static final int GO = 1;
  private static final int JAVA = 2;

  private final GoType go;
  private final Class<?> type;
  private final GenericTypes generic;
  private final NamedTypes types;
  private Method method;
  private Signature signature;
  private MethodHandle invoker;
  private volatile MethodHandle constructor;

  /** A functional interface for a type of functions, whose signature is not known yet. */
  FuncCodec(GoType go, Type java, NamedTypes types) {
    this.go = go;
    this.type = GenericTypes.raw(java);
    this.generic = GenericTypes.of(java);
    this.types = types;
  }

  /**
   * Says what it takes and gives.
   *
   * @throws MisfitException if the interface's method doesn't fit
   */
  void of(GoType.Func func, CodecFactory codecs) {
    try {
      method = ContractMethods.single(type, "Go's " + go.text());
      signature = Signature.of(func, method, generic, codecs);
      invoker = invoker();
    } catch (BindingException none) {
      throw new MisfitException(none.getMessage());
    } catch (MisfitException misfit) {
      throw new MisfitException(
          "Go's "
              + go.text()
              + " is not "
              + GenericTypes.spelling(method)
              + " of "
              + type.getSimpleName()
              + (misfit.getMessage().isEmpty() ? "" : " (" + misfit.getMessage() + ")"));
    }
  }

  /** {@code (Object function, Object[] arguments) Object}. */
  private MethodHandle invoker() {
    try {
      return ContractHome.of(type)
          .unreflect(method)
          .asType(MethodType.genericMethodType(method.getParameterCount() + 1))
          .asSpreader(Object[].class, method.getParameterCount());
    } catch (IllegalAccessException e) {
      throw new MisfitException(type.getTypeName() + " is not accessible: " + e.getMessage());
    }
  }

  @Override
  public int words() {
    return 2;
  }

  @Override
  public boolean refers() {
    return false;
  }

  @Override
  public void write(CallFrame call, long at, Object value) {
    if (value == null) {
      put(at, 0, 0);
    } else if (value instanceof GoObject object
        && object.reference() instanceof GoHandle handle
        && handle.host() == call.host()) {
      call.use(handle);
      put(at, GO, handle.number());
    } else {
      signature.checkCallable();
      long id =
          GoCallbacks.keep(
              new JavaFunction(call.host(), cast(type, value), go.text(), signature, invoker));
      call.lends(id);
      put(at, JAVA, id);
    }
  }

  private static void put(long at, long tag, long word) {
    AddressSpace.putLong(at, tag);
    AddressSpace.putLong(at + FrameLayout.WORD, word);
  }

  @Override
  public Object read(CallFrame call, long at) {
    long word = AddressSpace.getLong(at + FrameLayout.WORD);
    return switch ((int) AddressSpace.getLong(at)) {
      case 0 -> null;
      case JAVA -> own(word);
      default -> make(new GoHandle(call.host(), word, go, types));
    };
  }

  /** A function of Java that comes back. */
  private Object own(long id) {
    Object function = GoCallbacks.function(id);
    if (!type.isInstance(function)) {
      throw new MisfitException("a function of Java came back that is no " + type.getSimpleName());
    }
    return function;
  }

  private Object make(GoHandle handle) {
    try {
      return (Object) constructor(handle.host()).invokeExact((Object) handle);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a constructor that does nothing failed", e);
    }
  }

  private MethodHandle constructor(HostInterface host) {
    MethodHandle known = constructor;
    if (known == null) {
      synchronized (this) {
        known = constructor;
        if (known == null) {
          MethodHandle call =
              CallCode.link(
                  CallTarget.value(host, "a " + go.text()),
                  signature,
                  MethodType.methodType(method.getReturnType(), method.getParameterTypes()));
          known = ReferenceClass.constructor(type, List.of(new ReferenceClass.Link(method, call)));
          constructor = known;
        }
      }
    }
    return known;
  }
}
