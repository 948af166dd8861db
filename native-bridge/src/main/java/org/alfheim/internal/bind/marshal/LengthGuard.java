package org.alfheim.internal.bind.marshal;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.LengthOf;

/**
 * What has to hold before C is called: a length is not greater than what it is the length of.
 *
 * @param check {@code (array, length) void}; throws an {@link ArgumentException}
 * @param array which parameter is the array, counted from 0
 * @param length which one is the length
 */
public record LengthGuard(MethodHandle check, int array, int length) {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private static final Set<Class<?>> INTEGERS = Set.of(short.class, int.class, long.class);
  private static final Set<Class<?>> CELLS = Set.of(int[].class, long[].class);

  /**
   * The guards of a method.
   *
   * @throws BindingException if an annotation names no other parameter, or stands on or names one
   *     that has no length
   */
  public static List<LengthGuard> of(Method method) {
    Parameter[] parameters = method.getParameters();
    List<LengthGuard> guards = new ArrayList<>();
    for (int i = 0; i < parameters.length; i++) {
      LengthOf annotation = parameters[i].getAnnotation(LengthOf.class);
      if (annotation != null) {
        guards.add(of(method, parameters, annotation, i));
      }
    }
    return guards;
  }

  private static LengthGuard of(
      Method method, Parameter[] parameters, LengthOf annotation, int length) {
    String what = ContractMethods.describe(method, length);
    Class<?> counter = parameters[length].getType();
    if (!INTEGERS.contains(counter) && !CELLS.contains(counter)) {
      throw new BindingException(
          what + ": @LengthOf belongs to a short, an int, a long, an int[] or a long[]");
    }
    int array = named(parameters, annotation.value(), what);
    Class<?> type = parameters[array].getType();
    if (array == length || !hasLength(type)) {
      throw new BindingException(
          what
              + ": @LengthOf(\""
              + annotation.value()
              + "\") names "
              + (array == length ? "itself" : "a " + type.getSimpleName())
              + "; name an array, a String, a ByteBuffer or a MemorySegment");
    }
    if (type == String[].class && annotation.unit() == LengthOf.Unit.BYTES) {
      throw new BindingException(what + ": strings are counted, and not their bytes");
    }
    Words words =
        new Words(
            ContractMethods.describe(method),
            parameters[length].getName(),
            parameters[array].getName(),
            unit(type, annotation.unit()));
    MethodHandle check =
        find("check", methodType(void.class, Words.class, long.class, long.class)).bindTo(words);
    MethodHandle onArray = MethodHandles.filterArguments(check, 0, room(type, annotation.unit()));
    return new LengthGuard(
        MethodHandles.filterArguments(onArray, 1, value(counter, words)), array, length);
  }

  private static int named(Parameter[] parameters, String name, String what) {
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i].getName().equals(name)) {
        return i;
      }
    }
    String names = String.join(", ", Arrays.stream(parameters).map(Parameter::getName).toList());
    throw new BindingException(
        what
            + ": @LengthOf(\""
            + name
            + "\") names no parameter; there are "
            + names
            + (parameters[0].isNamePresent()
                ? ""
                : ", since the class file has no names: compile with -parameters, or name one of"
                    + " these"));
  }

  private static boolean hasLength(Class<?> type) {
    return type == String.class
        || type == MemorySegment.class
        || type == ByteBuffer.class
        || type == String[].class
        || (type.isArray()
            && type.componentType().isPrimitive()
            && type.componentType() != boolean.class);
  }

  private static String unit(Class<?> type, LengthOf.Unit unit) {
    return unit == LengthOf.Unit.ELEMENTS && type.isArray() && type != byte[].class
        ? "element"
        : "byte";
  }

  /** {@code (J) long}: how long it is. */
  private static MethodHandle room(Class<?> type, LengthOf.Unit unit) {
    if (!type.isArray()) {
      return find("room", methodType(long.class, type));
    }
    if (unit == LengthOf.Unit.BYTES) {
      return MethodHandles.filterReturnValue(
          Conversions.arrayOnHeap(type), find("room", methodType(long.class, MemorySegment.class)));
    }
    return find("room", methodType(long.class, Object.class)).asType(methodType(long.class, type));
  }

  /** {@code (J) long}: the length that C would be told. */
  private static MethodHandle value(Class<?> counter, Words words) {
    return CELLS.contains(counter)
        ? find("value", methodType(long.class, Words.class, counter)).bindTo(words)
        : MethodHandles.identity(long.class).asType(methodType(long.class, counter));
  }

  private static MethodHandle find(String name, MethodType type) {
    try {
      return LOOKUP.findStatic(LengthGuard.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a refusal speaks of. */
  record Words(String method, String length, String array, String unit) {}

  static void check(Words words, long room, long length) {
    if (length < 0 || length > room) {
      throw refused(words, room, length);
    }
  }

  private static ArgumentException refused(Words words, long room, long length) {
    return new ArgumentException(
        words.method()
            + ": "
            + words.length()
            + " is "
            + length
            + ", and "
            + words.array()
            + " has "
            + room
            + " "
            + words.unit()
            + (room == 1 ? "" : "s")
            + "; C was not called");
  }

  static long value(Words words, int[] cell) {
    if (cell == null) {
      return 0;
    }
    if (cell.length == 0) {
      throw noElement(words);
    }
    return cell[0];
  }

  static long value(Words words, long[] cell) {
    if (cell == null) {
      return 0;
    }
    if (cell.length == 0) {
      throw noElement(words);
    }
    return cell[0];
  }

  private static ArgumentException noElement(Words words) {
    return new ArgumentException(
        words.method()
            + ": "
            + words.length()
            + " has no element that could hold the length of "
            + words.array()
            + "; C was not called");
  }

  static long room(Object array) {
    return array == null ? 0 : java.lang.reflect.Array.getLength(array);
  }

  static long room(MemorySegment memory) {
    return memory == null ? 0 : memory.byteSize();
  }

  static long room(ByteBuffer buffer) {
    return buffer == null ? 0 : buffer.remaining();
  }

  static long room(String text) {
    return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length + 1L;
  }
}
