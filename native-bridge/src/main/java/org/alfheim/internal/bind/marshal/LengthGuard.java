package org.alfheim.internal.bind.marshal;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
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
 * @param words what a refusal speaks of
 * @param of the type of what it is the length of
 * @param counter the type of the length
 * @param limit what the length is held against
 * @param array which parameter is the array, counted from 0
 * @param length which one is the length
 */
public record LengthGuard(
    Words words, Class<?> of, Class<?> counter, Limit limit, int array, int length) {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private static final Set<Class<?>> INTEGERS = Set.of(short.class, int.class, long.class);
  private static final Set<Class<?>> CELLS = Set.of(int[].class, long[].class);

  /** What a length is held against. */
  enum Limit {
    ELEMENTS("check"),
    BYTES("check"),
    /** Bytes, as C's names say; null is C's affair, and so is what is below 0 for it. */
    SIGNED_AS_NAMED("checkSigned"),
    /** The same where C has no sign. */
    UNSIGNED_AS_NAMED("checkUnsigned");

    private final String check;

    Limit(String check) {
      this.check = check;
    }
  }

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
        for (String array : annotation.value()) {
          guards.add(of(method, parameters, array, annotation.unit(), i));
        }
      }
    }
    return guards;
  }

  private static LengthGuard of(
      Method method, Parameter[] parameters, String name, LengthOf.Unit unit, int length) {
    String what = ContractMethods.describe(method, length);
    Class<?> counter = parameters[length].getType();
    if (!INTEGERS.contains(counter) && !CELLS.contains(counter)) {
      throw new BindingException(
          what + ": @LengthOf belongs to a short, an int, a long, an int[] or a long[]");
    }
    int array = named(parameters, name, what);
    Class<?> type = parameters[array].getType();
    if (array == length || !hasLength(type)) {
      throw new BindingException(
          what
              + ": @LengthOf(\""
              + name
              + "\") names "
              + (array == length ? "itself" : "a " + type.getSimpleName())
              + "; name an array, a String, a ByteBuffer or a MemorySegment");
    }
    boolean bytes = unit == LengthOf.Unit.BYTES;
    if (type == String[].class && bytes) {
      throw new BindingException(what + ": strings are counted, and not their bytes");
    }
    Words words =
        new Words(
            ContractMethods.describe(method),
            parameters[length].getName(),
            parameters[array].getName(),
            unit(type, unit),
            "");
    return new LengthGuard(
        words, type, counter, bytes ? Limit.BYTES : Limit.ELEMENTS, array, length);
  }

  /**
   * The guard of an array of bytes whose length C's own names say.
   *
   * @param array which parameter is the array
   * @param length which one is the length
   * @param signed whether C's integer has a sign
   * @param because how C calls them
   */
  public static LengthGuard asNamed(
      Method method, int array, int length, boolean signed, String because) {
    Parameter[] parameters = method.getParameters();
    Words words =
        new Words(
            ContractMethods.describe(method),
            parameters[length].getName(),
            parameters[array].getName(),
            "byte",
            because);
    return new LengthGuard(
        words,
        parameters[array].getType(),
        parameters[length].getType(),
        signed ? Limit.SIGNED_AS_NAMED : Limit.UNSIGNED_AS_NAMED,
        array,
        length);
  }

  /** {@code (array, length) void}: throws an {@link ArgumentException} if it does not hold. */
  public MethodHandle check() {
    MethodHandle check =
        find(limit.check, methodType(void.class, Words.class, long.class, long.class))
            .bindTo(words);
    boolean bytes = limit == Limit.BYTES;
    return MethodHandles.filterArguments(
        check, 0, room(of, bytes), value(counter, limit == Limit.UNSIGNED_AS_NAMED, words));
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

  /** {@code (J) long}: how long it is; -1 for null. */
  private static MethodHandle room(Class<?> type, boolean bytes) {
    if (!type.isArray()) {
      return find("room", methodType(long.class, type));
    }
    if (bytes) {
      return MethodHandles.filterReturnValue(
          Conversions.arrayOnHeap(type), find("room", methodType(long.class, MemorySegment.class)));
    }
    return find("room", methodType(long.class, Object.class)).asType(methodType(long.class, type));
  }

  /** {@code (J) long}: the length that C would be told. */
  private static MethodHandle value(Class<?> counter, boolean unsigned, Words words) {
    if (unsigned && counter == int.class) {
      return find("unsigned", methodType(long.class, int.class));
    }
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

  /**
   * What a refusal speaks of.
   *
   * @param because why the one is the length of the other, where no annotation says it
   */
  record Words(String method, String length, String array, String unit, String because) {}

  static void check(Words words, long room, long length) {
    if (length < 0 || length > Math.max(room, 0)) {
      throw refused(words, room, length);
    }
  }

  static void checkSigned(Words words, long room, long length) {
    if (length > room && room >= 0) {
      throw refused(words, room, length);
    }
  }

  static void checkUnsigned(Words words, long room, long length) {
    if (Long.compareUnsigned(length, room) > 0 && room >= 0) {
      throw refused(words, room, length);
    }
  }

  static long unsigned(int length) {
    return Integer.toUnsignedLong(length);
  }

  private static ArgumentException refused(Words words, long room, long length) {
    boolean unsigned = !words.because().isEmpty();
    return new ArgumentException(
        words.method()
            + ": "
            + words.length()
            + " is "
            + (unsigned ? Long.toUnsignedString(length) : Long.toString(length))
            + ", and "
            + words.array()
            + (room < 0 ? " is null" : " has " + room + " " + words.unit() + (room == 1 ? "" : "s"))
            + words.because()
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
    return array == null ? -1 : Array.getLength(array);
  }

  static long room(MemorySegment memory) {
    return memory == null ? -1 : memory.byteSize();
  }

  static long room(ByteBuffer buffer) {
    return buffer == null ? -1 : buffer.remaining();
  }

  static long room(String text) {
    return text == null ? -1 : text.getBytes(StandardCharsets.UTF_8).length + 1L;
  }
}
