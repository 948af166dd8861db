package org.alfheim.internal.bind.marshal;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Handle;
import org.alfheim.internal.process.libc.Downcalls;
import org.alfheim.types.CType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.IncompleteType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.KnownType;
import org.alfheim.types.PointerType;
import org.alfheim.types.StructureType;
import org.alfheim.types.VoidType;

/**
 * A function that tells what a status means.
 *
 * @param target the function
 * @param argument what it takes
 * @param handle the type of handles that it takes, where it takes one and a contract says which
 */
record MessageFunction(Target target, Argument argument, Class<?> handle) {

  /** What a function takes that gives a message. */
  enum Argument {
    NOTHING,
    STATUS,
    HANDLE
  }

  /**
   * Finds a function.
   *
   * @param name the name of a method of the contract, or of a symbol
   * @param what names, in messages, who asks
   * @throws BindingException if there is none, or nobody knows what it takes
   */
  static MessageFunction of(String name, Binding binding, String what) {
    Optional<Method> method = binding.method(name);
    String symbol = method.map(ContractMethods::symbol).orElse(name);
    Target target = binding.symbol(symbol, what + ", @Check(message = \"" + name + "\")");
    return method
        .flatMap(declared -> declared(target, declared))
        .or(() -> target.knownType().flatMap(known -> known(target, known)))
        .orElseThrow(() ->
            new BindingException(
                what
                    + ": what "
                    + name
                    + " takes is not known; declare it in the contract as a method that gives a"
                    + " String and takes nothing, an int, or a Handle"));
  }

  private static Optional<MessageFunction> declared(Target target, Method method) {
    Class<?>[] types = method.getParameterTypes();
    if (method.getReturnType() != String.class || types.length > 1) {
      return Optional.empty();
    }
    if (types.length == 0) {
      return Optional.of(new MessageFunction(target, Argument.NOTHING, Handle.class));
    }
    if (types[0] == int.class) {
      return Optional.of(new MessageFunction(target, Argument.STATUS, Handle.class));
    }
    return Handles.isHandle(types[0])
        ? Optional.of(new MessageFunction(target, Argument.HANDLE, types[0]))
        : Optional.empty();
  }

  private static Optional<MessageFunction> known(Target target, KnownType known) {
    if (!(known.type() instanceof FunctionType function)
        || !(function.result().resolved() instanceof PointerType text)
        || !(text.target().resolved() instanceof IntegerType character)
        || character.bits() != Byte.SIZE) {
      return Optional.empty();
    }
    List<CType> types =
        function.parameters().stream().map(parameter -> parameter.type().resolved()).toList();
    if (types.isEmpty() && !function.variadic()) {
      return Optional.of(new MessageFunction(target, Argument.NOTHING, Handle.class));
    }
    if (types.size() != 1) {
      return Optional.empty();
    }
    return switch (types.getFirst()) {
      case IntegerType integer when integer.bits() == Integer.SIZE ->
          Optional.of(new MessageFunction(target, Argument.STATUS, Handle.class));
      case PointerType pointer when opaque(pointer.target()) ->
          Optional.of(new MessageFunction(target, Argument.HANDLE, Handle.class));
      default -> Optional.empty();
    };
  }

  private static boolean opaque(CType target) {
    return switch (target.resolved()) {
      case StructureType _, IncompleteType _, VoidType _ -> true;
      default -> false;
    };
  }

  /** {@code (long status, MemorySegment handle) String}: what the function says. */
  MethodHandle call() {
    FunctionDescriptor descriptor =
        switch (argument) {
          case NOTHING -> FunctionDescriptor.of(ValueLayout.ADDRESS);
          case STATUS -> FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
          case HANDLE -> FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS);
        };
    MethodHandle text =
        MethodHandles.filterReturnValue(
            Downcalls.handle(target.segment(), descriptor), Conversions.STRING_OUT);
    MethodType whole = MethodType.methodType(String.class, long.class, MemorySegment.class);
    return switch (argument) {
      case NOTHING -> MethodHandles.dropArguments(text, 0, whole.parameterList());
      case STATUS ->
          MethodHandles.dropArguments(
              MethodHandles.explicitCastArguments(
                  text, MethodType.methodType(String.class, long.class)),
              1,
              MemorySegment.class);
      case HANDLE -> MethodHandles.dropArguments(text, 0, long.class);
    };
  }
}
