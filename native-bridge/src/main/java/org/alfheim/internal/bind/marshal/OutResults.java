package org.alfheim.internal.bind.marshal;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.alfheim.bind.BindingException;

/**
 * What C writes to out-parameters, as a method's result.
 *
 * @param type the result
 * @param parts how what C writes crosses: the result, or the components of a record
 */
public record OutResults(Class<?> type, List<Crossing> parts) {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  /**
   * One part of a result.
   *
   * @param element the method or the component, for its annotations
   */
  public record Part(Class<?> type, AnnotatedElement element) {}

  /** The parts of a method's result. */
  public static List<Part> parts(Method method) {
    Class<?> type = method.getReturnType();
    return type.isRecord()
        ? Arrays.stream(type.getRecordComponents())
            .map(component -> new Part(component.getType(), component))
            .toList()
        : List.of(new Part(type, method));
  }

  /**
   * The result of a method with out-parameters.
   *
   * @throws BindingException if a type can't be what C writes
   */
  public static OutResults of(Method method, Binding binding, String what) {
    List<Crossing> parts = new ArrayList<>();
    for (Part part : parts(method)) {
      String place =
          part.element() instanceof RecordComponent component
              ? what + ", component " + component.getName()
              : what + ", result";
      if (CallbackTypes.needed(part.type())) {
        throw new BindingException(
            place
                + ": a structure, an enumeration or a function pointer is no result of @OutResult;"
                + " give an array of one element");
      }
      parts.add(Crossing.fromC(part.type(), part.element(), binding, place));
    }
    return new OutResults(method.getReturnType(), List.copyOf(parts));
  }

  /** {@code (MemorySegment) R}: the result of what is in memory. */
  public MethodHandle read() {
    MethodHandle[] read = new MethodHandle[parts.size()];
    for (int i = 0; i < read.length; i++) {
      read[i] = parts.get(i).ontoResult(at(parts.get(i).layout(), OutParameter.offset(i)));
    }
    if (!type.isRecord()) {
      return read[0];
    }
    MethodHandle each = MethodHandles.filterArguments(constructor(), 0, read);
    return MethodHandles.permuteArguments(
        each, methodType(type, MemorySegment.class), new int[read.length]);
  }

  /** {@code (MemorySegment) V}. */
  public static MethodHandle at(ValueLayout layout, long offset) {
    return MethodHandles.insertArguments(
        layout.varHandle().toMethodHandle(VarHandle.AccessMode.GET), 1, offset);
  }

  private MethodHandle constructor() {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return MethodHandles.privateLookupIn(type, LOOKUP)
          .findConstructor(type, methodType(void.class, types));
    } catch (ReflectiveOperationException e) {
      throw new BindingException(type.getTypeName() + " can't be made: " + e.getMessage(), e);
    }
  }
}
