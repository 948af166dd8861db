package org.alfheim.internal.bind.text;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.CallResult;
import org.alfheim.bind.NativeFunction;
import org.alfheim.bind.OutValue;
import org.alfheim.bind.SymbolKind;
import org.alfheim.bind.declaration.Prototype;
import org.alfheim.internal.bind.check.TypeAssertion;
import org.alfheim.internal.bind.marshal.Target;
import org.alfheim.internal.bind.struct.WordPassing;
import org.alfheim.internal.bind.text.Argument.Slot;
import org.alfheim.internal.process.libc.Downcalls;
import org.alfheim.names.DemangledName;
import org.alfheim.types.FunctionType;
import org.alfheim.types.KnownType;
import org.alfheim.types.ObjectType;
import org.alfheim.types.Parameter;
import org.alfheim.types.ScalarType;
import org.alfheim.types.StructureType;

/** Calls a function whose prototype became known at run time. */
public final class BoundFunction implements NativeFunction {
  private final Target target;
  private final Prototype prototype;
  private final MethodHandle fixed;

  public BoundFunction(Target target, Prototype prototype) {
    if (!prototype.name().equals(target.name())) {
      throw new BindingException(
          "the prototype '" + prototype + "' is that of another function than " + target.name());
    }
    check(target, "declare it as a variable, such as 'int " + target.name() + "'");
    TypeAssertion.check(target, prototype);
    this.target = target;
    this.prototype = prototype;
    this.fixed = prototype.variadic() ? null : handle(prototype.descriptor(), -1);
  }

  /**
   * The function as what is known of it.
   *
   * @throws BindingException if it is none, nothing is known, or a value of it has no counterpart
   */
  public static BoundFunction known(Target target, Optional<KnownType> known) {
    check(target, "plugin:get reads it, and in Java variable()");
    KnownType type =
        known.orElseThrow(() ->
            new BindingException(
                target.image()
                    + ": "
                    + TypeAssertion.unknown(target)
                    + "; give its prototype, such as 'int "
                    + target.name()
                    + "(int)'"));
    if (!(type.type() instanceof FunctionType function)) {
      throw new BindingException(
          target.image()
              + ": "
              + DemangledName.declarator(target.name())
              + " is no function by "
              + type.origin());
    }
    return new BoundFunction(target, Callable.prototype(target, function));
  }

  /** Refuses what is no function. */
  public static void check(Target target, String advice) {
    if (target.kind() != SymbolKind.FUNCTION) {
      throw new BindingException(
          target.image()
              + ": "
              + target.name()
              + " is a "
              + target.kind().label()
              + " symbol and can't be called; "
              + advice);
    }
  }

  /** A handle that takes where a result in memory is to go, and the arguments in an array. */
  private MethodHandle handle(FunctionDescriptor descriptor, int fixedParameters) {
    MethodHandle handle =
        WordPassing.downcall(
            descriptor,
            Collections.nCopies(descriptor.argumentLayouts().size(), false),
            linkable ->
                Downcalls.handle(
                    target.segment(), new Downcalls.Shape(linkable, fixedParameters, false)));
    boolean inMemory = descriptor.returnLayout().orElse(null) instanceof GroupLayout;
    int count = descriptor.argumentLayouts().size();
    MethodHandle generic =
        inMemory ? handle : MethodHandles.dropArguments(handle, 0, SegmentAllocator.class);
    return generic
        .asType(generic.type().generic().changeParameterType(0, SegmentAllocator.class))
        .asSpreader(Object[].class, count);
  }

  @Override
  public Prototype prototype() {
    return prototype;
  }

  @Override
  public Object call(List<?> arguments) {
    checkCount(arguments);
    try (Arena arena = Arena.ofConfined()) {
      List<Argument> passed = new ArrayList<>();
      for (int i = 0; i < arguments.size(); i++) {
        Slot slot = slot(i);
        passed.add(
            slot.parameter().isPresent()
                ? JavaArguments.declared(slot, type(slot), arguments.get(i), arena)
                : JavaArguments.promoted(slot, arguments.get(i), arena));
      }
      Object result = invoke(passed, arena, new Allowance(Long.MAX_VALUE));
      passed.forEach(argument -> argument.after().run());
      return result;
    }
  }

  @Override
  public CallResult callText(List<String> arguments, long mostBytes) {
    checkCount(arguments);
    try (Arena memory = Arena.ofConfined()) {
      Arena arena = new Allowance(mostBytes).over(memory, name() + ": the arguments");
      List<Argument> passed = new ArrayList<>();
      for (int i = 0; i < arguments.size(); i++) {
        Slot slot = slot(i);
        passed.add(
            slot.parameter().isPresent()
                ? TextArguments.declared(slot, type(slot), arguments.get(i), arena)
                : TextArguments.promoted(slot, arguments.get(i), arena));
      }
      Allowance allowance = new Allowance(mostBytes);
      Object result = invoke(passed, arena, allowance);
      List<OutValue> outs = new ArrayList<>();
      for (int i = 0; i < passed.size(); i++) {
        Slot slot = slot(i);
        passed.get(i).cell().ifPresent(cell -> outs.add(cell.read(slot, allowance)));
      }
      return new CallResult(result, outs);
    }
  }

  @Override
  public String format(Object result) {
    return ScalarText.format(prototype.result(), result);
  }

  private Slot slot(int index) {
    List<Parameter> parameters = prototype.parameters();
    return new Slot(
        index + 1,
        index < parameters.size() ? Optional.of(parameters.get(index)) : Optional.empty());
  }

  private static ObjectType type(Slot slot) {
    return (ObjectType) slot.parameter().orElseThrow().type().resolved();
  }

  private void checkCount(List<?> arguments) {
    if (arguments.size() > Prototype.MOST_PARAMETERS) {
      throw new ArgumentException(
          "%s: %d arguments were given; at most %d can be passed"
              .formatted(name(), arguments.size(), Prototype.MOST_PARAMETERS));
    }
    int declared = prototype.parameters().size();
    boolean right =
        prototype.variadic() ? arguments.size() >= declared : arguments.size() == declared;
    if (!right) {
      throw new ArgumentException(
          name()
              + " takes "
              + (prototype.variadic() ? "at least " : "")
              + declared
              + (declared == 1 ? " argument, " : " arguments, ")
              + arguments.size()
              + (arguments.size() == 1 ? " was given: '" : " were given: '")
              + declaration()
              + "'");
    }
  }

  private String name() {
    return DemangledName.declarator(target.name());
  }

  private String declaration() {
    return prototype.type().declare(name());
  }

  private Object invoke(List<Argument> arguments, Arena arena, Allowance allowance) {
    Object[] values = arguments.stream().map(Argument::value).toArray();
    MethodHandle handle = fixed == null ? variadic(arguments) : fixed;
    Object raw;
    try {
      raw = (Object) handle.invokeExact((SegmentAllocator) arena, values);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a native call threw a checked exception", e);
    }
    return switch (prototype.result().resolved()) {
      case ScalarType scalar -> Values.fromNative(scalar, raw);
      case StructureType structure ->
          StructureValues.read(structure, (MemorySegment) raw, 0, allowance);
      default -> null;
    };
  }

  private MethodHandle variadic(List<Argument> arguments) {
    MemoryLayout[] layouts = arguments.stream().map(Argument::layout).toArray(MemoryLayout[]::new);
    FunctionDescriptor descriptor =
        prototype
            .descriptor()
            .returnLayout()
            .map(result -> FunctionDescriptor.of(result, layouts))
            .orElseGet(() -> FunctionDescriptor.ofVoid(layouts));
    return handle(descriptor, prototype.parameters().size());
  }

  @Override
  public String toString() {
    return target.image() + ": " + declaration();
  }
}
