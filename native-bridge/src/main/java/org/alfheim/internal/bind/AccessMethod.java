package org.alfheim.internal.bind;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.OptionalLong;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Bytes;
import org.alfheim.bind.Global;
import org.alfheim.bind.Nullable;
import org.alfheim.bind.ReadOnlyException;
import org.alfheim.bind.Struct;
import org.alfheim.bind.SymbolKind;
import org.alfheim.internal.bind.marshal.Binding;
import org.alfheim.internal.bind.marshal.BoundMethod;
import org.alfheim.internal.bind.marshal.ContractMethods;
import org.alfheim.internal.bind.marshal.Conversions;
import org.alfheim.internal.bind.marshal.Crossing;
import org.alfheim.internal.bind.marshal.Handles;
import org.alfheim.internal.bind.marshal.Target;
import org.alfheim.internal.bind.struct.Structures;
import org.alfheim.internal.bind.text.BoundVariable;

/** A method that reads or writes a variable where it lies, or gives its memory. */
sealed interface AccessMethod extends MethodTypes {
  /** The method. */
  Method method();

  /**
   * The types of a method that is annotated with {@link Global}.
   *
   * @param binding what the contract's methods share
   * @throws BindingException if it neither reads nor writes, or a variable can't have such a type
   */
  static AccessMethod of(Method method, Binding binding) {
    String what = ContractMethods.describe(method);
    boolean getter = method.getParameterCount() == 0 && method.getReturnType() != void.class;
    boolean setter = method.getParameterCount() == 1 && method.getReturnType() == void.class;
    if (!getter && !setter) {
      throw new BindingException(
          what
              + ": a @Global method reads (no parameter, a result) or writes (one parameter, no"
              + " result)");
    }
    Class<?> java = setter ? method.getParameterTypes()[0] : method.getReturnType();
    if (java.isRecord() || Struct.class.isAssignableFrom(java)) {
      throw new BindingException(
          what
              + ": a structure that is a variable is read and written where it lies: let '@Global"
              + " MemorySegment "
              + method.getName()
              + "()' give its memory, and Plugin.structure("
              + java.getSimpleName()
              + ".class).at(memory) lay the "
              + (java.isRecord() ? "record" : "view")
              + " over it");
    }
    return setter ? writer(method, binding) : reader(method, binding, what);
  }

  private static AccessMethod reader(Method method, Binding binding, String what) {
    Crossing crossing = Crossing.fromC(method.getReturnType(), method, binding, what + ", result");
    if (method.getReturnType() == MemorySegment.class) {
      Bytes bytes = method.getAnnotation(Bytes.class);
      return new Memory(
          method, bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes.value()));
    }
    return new Reader(
        method,
        method.getReturnType() == String.class
            ? Crossing.pointer(Conversions.CHECKED_STRING_OUT)
            : crossing);
  }

  private static AccessMethod writer(Method method, Binding binding) {
    Parameter parameter = method.getParameters()[0];
    String place = ContractMethods.describe(method, 0);
    if (parameter.getType() == String.class) {
      throw new BindingException(
          place
              + ": a String can't be stored in a variable, which would own its memory; store the"
              + " address of memory of yours as a long");
    }
    if (parameter.getType() == MemorySegment.class) {
      throw new BindingException(
          place
              + ": a MemorySegment may stand for the variable's contents or for an address in it;"
              + " store an address as a long, or write to the memory that '@Global MemorySegment "
              + method.getName()
              + "()' gives");
    }
    if (Handles.isHandle(parameter.getType())) {
      boolean nullable = parameter.isAnnotationPresent(Nullable.class);
      return new Writer(
          method,
          Crossing.pointer(
              binding.handles().type(parameter.getType(), place).toC(nullable, place)));
    }
    return new Writer(
        method,
        Crossing.toC(parameter.getType(), parameter, place)
            .orElseThrow(() -> Crossing.noCounterpart(parameter.getType(), place)));
  }

  /**
   * A method that reads.
   *
   * @param method the method
   * @param crossing from what lies there to the method's result
   */
  record Reader(Method method, Crossing crossing) implements AccessMethod {
    @Override
    public void check(Target target, Structures structures) {
      checkSize(method, crossing, target);
    }

    @Override
    public BoundMethod bind(Target target, Structures structures) {
      check(target, structures);
      MethodHandle read = access(target, crossing.layout(), VarHandle.AccessMode.GET);
      return bound(method, crossing.ontoResult(read));
    }
  }

  /**
   * A method that writes.
   *
   * @param method the method
   * @param crossing from the method's parameter to what lies there
   */
  record Writer(Method method, Crossing crossing) implements AccessMethod {
    @Override
    public void check(Target target, Structures structures) {
      checkSize(method, crossing, target);
      if (!target.writable()) {
        throw new ReadOnlyException(
            ContractMethods.describe(method) + ": " + BoundVariable.readOnly(target));
      }
    }

    @Override
    public BoundMethod bind(Target target, Structures structures) {
      check(target, structures);
      MethodHandle write = access(target, crossing.layout(), VarHandle.AccessMode.SET);
      return bound(method, crossing.intoParameter(write, 0));
    }
  }

  /**
   * A method that gives the variable's own memory. Nothing in an image tells a pointer from a
   * structure of eight bytes, so what lies there is never taken for an address.
   *
   * @param method the method
   * @param size how many bytes the method says that there are
   */
  record Memory(Method method, OptionalLong size) implements AccessMethod {
    @Override
    public void check(Target target, Structures structures) {
      String what = ContractMethods.describe(method);
      checkKind(method, target);
      if (size.isPresent() && target.size() != 0 && target.size() != size.getAsLong()) {
        throw new BindingException(
            target.image()
                + ": "
                + target.name()
                + " has "
                + BoundVariable.bytes(target.size())
                + " (st_size), and "
                + what
                + " says @Bytes("
                + size.getAsLong()
                + "); it gives the variable's own memory, so leave @Bytes out (what a pointer in it"
                + " points to: read the address as a long, or as a String)");
      }
    }

    @Override
    public BoundMethod bind(Target target, Structures structures) {
      check(target, structures);
      long asked = size.orElse(0);
      MethodHandle memory =
          target.kind() == SymbolKind.TLS
              ? MethodHandles.insertArguments(Conversions.MEMORY, 0, target, asked)
              : MethodHandles.constant(MemorySegment.class, Conversions.memory(target, asked));
      return bound(method, memory);
    }
  }

  private static void checkKind(Method method, Target target) {
    if (target.kind() == SymbolKind.FUNCTION) {
      throw new BindingException(
          target.image()
              + ": "
              + target.name()
              + " is a function, not a variable; leave @Global out of "
              + ContractMethods.describe(method));
    }
  }

  private static void checkSize(Method method, Crossing crossing, Target target) {
    checkKind(method, target);
    BoundVariable.check(
        target,
        crossing.layout().byteSize(),
        ContractMethods.describe(method) + ": " + spelling(crossing.layout()));
  }

  private static String spelling(ValueLayout layout) {
    return layout instanceof AddressLayout ? "a pointer" : layout.carrier().getSimpleName();
  }

  private static BoundMethod bound(Method method, MethodHandle access) {
    MethodType type = BoundMethod.type(method);
    MethodHandle handle = MethodHandles.explicitCastArguments(access, type);
    return BoundMethod.plain(method, () -> handle);
  }

  /**
   * A handle that reads or writes the variable where it lies; a thread-local one is located at each
   * access.
   */
  private static MethodHandle access(Target target, ValueLayout layout, VarHandle.AccessMode mode) {
    long size = layout.byteSize();
    MethodHandle access = layout.withByteAlignment(1).varHandle().toMethodHandle(mode);
    MethodHandle atPlace = MethodHandles.insertArguments(access, 1, 0L);
    return target.kind() == SymbolKind.TLS
        ? MethodHandles.collectArguments(
            atPlace, 0, MethodHandles.insertArguments(Conversions.PLACE, 0, target, size))
        : atPlace.bindTo(Conversions.place(target, size));
  }
}
