package org.alfheim.internal.bind.marshal;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Parameter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Bytes;
import org.alfheim.bind.FunctionTable;
import org.alfheim.bind.In;
import org.alfheim.bind.Nullable;
import org.alfheim.bind.Out;
import org.alfheim.bind.Retained;
import org.alfheim.bind.Struct;
import org.alfheim.bind.Variadic;

/** How a parameter of a contract's method reaches C. */
public sealed interface Passage {

  /** The layout of the argument. */
  MemoryLayout layout();

  /**
   * A parameter that needs no memory for the call.
   *
   * @param crossing how it crosses
   */
  record Direct(Crossing crossing) implements Passage {
    @Override
    public ValueLayout layout() {
      return crossing.argument();
    }
  }

  /**
   * A parameter that must be the last that is looked at before C is called, since that can't be
   * taken back.
   *
   * @param crossing how it crosses
   */
  record Last(Crossing crossing) implements Passage {
    @Override
    public ValueLayout layout() {
      return crossing.argument();
    }
  }

  /** What stands for all of {@code ...}: what C gets is known when the method is called. */
  record Rest() implements Passage {
    @Override
    public ValueLayout layout() {
      throw new IllegalStateException("any number of arguments has no layout");
    }
  }

  /**
   * A parameter that is a pointer to memory made for the call.
   *
   * @param enter makes the memory: {@code (Object frame, J) MemorySegment}
   * @param leave copies it back after the call: {@code (MemorySegment, J) void}
   * @param callback whether it is a callback, whose exceptions are thrown after the call
   * @param layout how C takes it: as an address, or as a structure by value
   */
  record Framed(
      MethodHandle enter, Optional<MethodHandle> leave, boolean callback, MemoryLayout layout)
      implements Passage {
    /** A pointer. */
    public Framed(MethodHandle enter, Optional<MethodHandle> leave, boolean callback) {
      this(enter, leave, callback, ValueLayout.ADDRESS);
    }
  }

  /**
   * A parameter that is a structure by value, passed as its words.
   *
   * @param words what each is for C
   * @param stacked whether they are on the stack, and not in registers
   * @param pack makes them, when the function is called first: {@code (J) long} for each
   * @param otherwise how the structure is passed where it can't be said what lies where
   */
  record Words(
      List<ValueLayout> words, boolean stacked, Supplier<List<MethodHandle>> pack, Framed otherwise)
      implements Passage {
    private static final ValueLayout WORD = ValueLayout.JAVA_LONG;
    private static final MethodHandle TO_DOUBLE = toDouble();

    private static MethodHandle toDouble() {
      try {
        return MethodHandles.lookup()
            .findStatic(
                Double.class, "longBitsToDouble", MethodType.methodType(double.class, long.class));
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    /** That of the structure. */
    @Override
    public MemoryLayout layout() {
      return otherwise.layout();
    }

    /** The same on the stack, where numbers do not differ, and the first one is aligned. */
    public Words onStack() {
      List<ValueLayout> stacked = new ArrayList<>(Collections.nCopies(words.size(), WORD));
      stacked.set(0, WORD.withByteAlignment(Math.max(Long.BYTES, layout().byteAlignment())));
      return new Words(stacked, true, pack, otherwise);
    }

    /**
     * Lets a handle take the structure in place of its words.
     *
     * @param handle takes the words
     * @param position where it has the first one
     */
    public MethodHandle gathered(MethodHandle handle, int position) {
      MethodHandle[] filters = pack.get().toArray(MethodHandle[]::new);
      for (int i = 0; i < filters.length; i++) {
        if (words.get(i) instanceof ValueLayout.OfDouble) {
          filters[i] = MethodHandles.filterReturnValue(filters[i], TO_DOUBLE);
        }
      }
      MethodHandle each = MethodHandles.filterArguments(handle, position, filters);
      int[] order = new int[each.type().parameterCount()];
      for (int i = 0; i < order.length; i++) {
        order[i] = i < position ? i : Math.max(position, i - filters.length + 1);
      }
      MethodType once = each.type().dropParameterTypes(position + 1, position + filters.length);
      return MethodHandles.permuteArguments(each, once, order);
    }
  }

  /**
   * A parameter that is a structure: how it is passed, the function's type says.
   *
   * @param parameter the parameter
   * @param what names it in messages
   */
  record Structured(Parameter parameter, String what) implements Passage {
    /** Whether a type of Java is a structure or an enumeration. */
    public static boolean is(Class<?> java) {
      return java.isEnum()
          || java.isRecord()
          || Struct.class.isAssignableFrom(java)
          || (java.isArray() && java.componentType().isRecord());
    }

    @Override
    public MemoryLayout layout() {
      throw new IllegalStateException(what + ": it is not known yet how it is passed");
    }
  }

  /**
   * A parameter that is a callback with structures, or a table of them: how C calls it, the
   * function's type says.
   *
   * @param parameter the parameter
   * @param binding what the contract's methods share
   * @param what names it in messages
   */
  record CalledBack(Parameter parameter, Binding binding, String what) implements Passage {
    @Override
    public MemoryLayout layout() {
      throw new IllegalStateException(what + ": it is not known yet how it is called");
    }

    /** The passage of a callback, now that its type is asked. */
    public Passage as(Callback callback) {
      return called(parameter, callback);
    }
  }

  /**
   * The passage of a parameter.
   *
   * @param critical whether C may be given memory of the Java heap
   * @param binding what the contract's methods share
   * @param what names the parameter in messages
   */
  static Passage of(Parameter parameter, boolean critical, Binding binding, String what) {
    Class<?> type = parameter.getType();
    boolean array = type.isArray();
    if (!array
        && type != ByteBuffer.class
        && !type.isRecord()
        && (parameter.isAnnotationPresent(In.class) || parameter.isAnnotationPresent(Out.class))) {
      throw new BindingException(
          what + ": @In and @Out belong to an array or a ByteBuffer, @In to a record, too");
    }
    if (parameter.isAnnotationPresent(Bytes.class)) {
      throw new BindingException(
          what
              + ": @Bytes belongs to a pointer that comes from C, to a result or a callback's"
              + " parameter");
    }
    Optional<Crossing> crossing = Crossing.toC(type, parameter, what);
    if (crossing.isPresent()) {
      return new Direct(crossing.get());
    }
    if (type == String.class) {
      return new Framed(Conversions.STRING_IN, Optional.empty(), false);
    }
    if (type == Object[].class && parameter.isAnnotationPresent(Variadic.class)) {
      return new Rest();
    }
    if (type == String[].class) {
      return strings(parameter, what);
    }
    if (Structured.is(type)) {
      if (critical) {
        throw new BindingException(what + ": a @Critical function takes no structure");
      }
      return new Structured(parameter, what);
    }
    if (array) {
      return array(parameter, critical, what);
    }
    if (type == ByteBuffer.class) {
      return buffer(parameter, critical, what);
    }
    if (Handles.isHandle(type)) {
      return handle(parameter, binding, what);
    }
    if (type.isInterface()) {
      return callback(parameter, critical, binding, what);
    }
    throw Crossing.noCounterpart(type, what);
  }

  private static Passage array(Parameter parameter, boolean critical, String what) {
    Class<?> type = parameter.getType();
    if (!type.componentType().isPrimitive() || type == boolean[].class) {
      throw Crossing.noCounterpart(type, what);
    }
    if (critical) {
      return new Direct(Crossing.pointer(Conversions.arrayOnHeap(type)));
    }
    boolean in = parameter.isAnnotationPresent(In.class);
    boolean out = parameter.isAnnotationPresent(Out.class);
    MethodHandle enter = out && !in ? Conversions.arrayRoom(type) : Conversions.arrayIn(type);
    return new Framed(
        enter, in && !out ? Optional.empty() : Optional.of(Conversions.arrayBack(type)), false);
  }

  private static Passage strings(Parameter parameter, String what) {
    if (parameter.isAnnotationPresent(Out.class)) {
      throw new BindingException(what + ": strings go to C only; C can't give any back here");
    }
    return new Framed(StringArrays.in(what), Optional.empty(), false);
  }

  private static Passage buffer(Parameter parameter, boolean critical, String what) {
    boolean in = parameter.isAnnotationPresent(In.class);
    boolean out = parameter.isAnnotationPresent(Out.class);
    if (critical) {
      return new Direct(Crossing.pointer(Buffers.inPlace(in && !out, what)));
    }
    return new Framed(
        Buffers.bufferIn(in && !out, out && !in, what),
        in && !out ? Optional.empty() : Optional.of(Buffers.BUFFER_BACK),
        false);
  }

  private static Passage handle(Parameter parameter, Binding binding, String what) {
    HandleType type = binding.handles().type(parameter.getType(), what);
    boolean nullable = parameter.isAnnotationPresent(Nullable.class);
    return Handles.releases(parameter)
        ? new Last(Crossing.pointer(type.releasing(nullable, what)))
        : new Framed(type.duringCall(nullable, what), Optional.empty(), false);
  }

  private static Passage callback(
      Parameter parameter, boolean critical, Binding binding, String what) {
    if (critical) {
      throw new BindingException(what + ": a @Critical function can't call back into Java");
    }
    Class<?> type = parameter.getType();
    if (FunctionTable.class.isAssignableFrom(type)
        || CallbackTypes.needed(ContractMethods.single(type, what))) {
      return new CalledBack(parameter, binding, what);
    }
    return called(parameter, Callback.of(type, binding, what));
  }

  private static Passage called(Parameter parameter, Callback callback) {
    return parameter.isAnnotationPresent(Retained.class)
        ? new Direct(Crossing.pointer(callback.retained()))
        : new Framed(callback.duringCall(), Optional.empty(), true);
  }
}
