package org.alfheim.internal.bind.marshal;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AnnotatedElement;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Bytes;
import org.alfheim.bind.Free;
import org.alfheim.bind.Nullable;
import org.alfheim.bind.Unsigned;

/**
 * How a value of a Java type crosses between Java and C where it needs no memory of its own.
 *
 * @param layout what it is in C
 * @param filter what turns it into that, or back; empty where the linker does it
 */
public record Crossing(ValueLayout layout, Optional<MethodHandle> filter) {
  private static final Map<Class<?>, ValueLayout> PRIMITIVES =
      Map.of(
          boolean.class, ValueLayout.JAVA_BOOLEAN,
          byte.class, ValueLayout.JAVA_BYTE,
          short.class, ValueLayout.JAVA_SHORT,
          char.class, ValueLayout.JAVA_CHAR,
          int.class, ValueLayout.JAVA_INT,
          long.class, ValueLayout.JAVA_LONG,
          float.class, ValueLayout.JAVA_FLOAT,
          double.class, ValueLayout.JAVA_DOUBLE);

  private Crossing(ValueLayout layout) {
    this(layout, Optional.empty());
  }

  private Crossing(ValueLayout layout, MethodHandle filter) {
    this(layout, Optional.of(filter));
  }

  /**
   * A type that comes from C: the result of a function, the parameter of a callback, a variable
   * that is read.
   *
   * @param place the method or parameter, for its annotations
   * @param binding what the contract's methods share
   * @param what names the place in messages
   */
  public static Crossing fromC(
      Class<?> type, AnnotatedElement place, Binding binding, String what) {
    Free free = place.getAnnotation(Free.class);
    if (free != null && type != String.class) {
      throw new BindingException(what + ": @Free belongs to a String");
    }
    if (free != null) {
      return OwnedString.crossing(free, binding, what);
    }
    return Handles.isHandle(type)
        ? pointer(
            binding
                .handles()
                .type(type, what)
                .fromC(place.isAnnotationPresent(Nullable.class), what))
        : fromC(type, place, what);
  }

  /**
   * The same where no contract is: a member of a structure, which is no handle.
   *
   * @param place the method or parameter, for its annotations
   * @param what names the place in messages
   */
  public static Crossing fromC(Class<?> type, AnnotatedElement place, String what) {
    Bytes bytes = place.getAnnotation(Bytes.class);
    if (bytes != null && type != MemorySegment.class) {
      throw new BindingException(what + ": @Bytes belongs to a MemorySegment");
    }
    if (bytes != null && bytes.value() < 0) {
      throw new BindingException(what + ": @Bytes(" + bytes.value() + ") is negative");
    }
    Unsigned unsigned = place.getAnnotation(Unsigned.class);
    if (unsigned != null) {
      return switch (width(unsigned, type, what)) {
        case 8 -> new Crossing(ValueLayout.JAVA_BYTE, Conversions.UNSIGNED_8);
        case 16 -> new Crossing(ValueLayout.JAVA_SHORT, Conversions.UNSIGNED_16);
        default -> new Crossing(ValueLayout.JAVA_INT, Conversions.UNSIGNED_32);
      };
    }
    if (type == String.class) {
      return new Crossing(ValueLayout.ADDRESS, Conversions.STRING_OUT);
    }
    if (type == BigInteger.class) {
      return new Crossing(ValueLayout.JAVA_LONG, Unsigned64.FROM_C);
    }
    if (type == MemorySegment.class) {
      return bytes == null
          ? new Crossing(ValueLayout.ADDRESS)
          : new Crossing(
              ValueLayout.ADDRESS,
              MethodHandles.insertArguments(Conversions.VIEW, 0, bytes.value()));
    }
    if (PRIMITIVES.containsKey(type)) {
      return new Crossing(PRIMITIVES.get(type));
    }
    throw noCounterpart(type, what);
  }

  /**
   * A type that goes to C and needs no memory there: the parameter of a function, the result of a
   * callback, a variable that is written.
   *
   * @param place the method or parameter, for its annotations
   * @param what names the place in messages
   * @return how it crosses; empty for a type that is none of these
   */
  public static Optional<Crossing> toC(Class<?> type, AnnotatedElement place, String what) {
    Unsigned unsigned = place.getAnnotation(Unsigned.class);
    if (unsigned != null) {
      int bits = width(unsigned, type, what);
      MethodHandle filter = MethodHandles.insertArguments(Conversions.UNSIGNED_IN, 0, bits, what);
      ValueLayout layout =
          switch (bits) {
            case 8 -> ValueLayout.JAVA_BYTE;
            case 16 -> ValueLayout.JAVA_SHORT;
            default -> ValueLayout.JAVA_INT;
          };
      return Optional.of(
          new Crossing(layout, filter.asType(filter.type().changeParameterType(0, type))));
    }
    if (type == MemorySegment.class) {
      return Optional.of(pointer(MethodHandles.insertArguments(Conversions.POINTER_IN, 0, what)));
    }
    if (type == BigInteger.class) {
      return Optional.of(new Crossing(ValueLayout.JAVA_LONG, Unsigned64.toC(what)));
    }
    return Optional.ofNullable(PRIMITIVES.get(type)).map(Crossing::new);
  }

  /** A crossing as a pointer that a filter makes. */
  public static Crossing pointer(MethodHandle filter) {
    return new Crossing(ValueLayout.ADDRESS, filter);
  }

  private static int width(Unsigned unsigned, Class<?> type, String what) {
    int bits = unsigned.value();
    int room = type == long.class ? 64 : type == int.class ? 32 : type == short.class ? 16 : 0;
    if (bits != 8 && bits != 16 && bits != 32) {
      throw new BindingException(what + ": @Unsigned(" + bits + ") is not one of 8, 16, 32");
    }
    if (bits >= room) {
      throw new BindingException(
          what
              + ": "
              + type.getSimpleName()
              + " can't hold every unsigned integer of "
              + bits
              + " bits; "
              + (bits == 32
                  ? "use long"
                  : bits == 16 ? "use int or long" : "use short, int or long"));
    }
    return bits;
  }

  public static BindingException noCounterpart(Class<?> type, String what) {
    String advice =
        type == Object[].class
            ? "; what stands for '...' is annotated with @Variadic"
            : type == Object.class
                ? "; where it stands for a type parameter, declare an interface of your own with the"
                    + " types that C sees"
                : "; use a primitive type, String, MemorySegment, an array of a primitive type, for a"
                    + " function pointer a functional interface, or for an opaque pointer an interface"
                    + " that extends Handle";
    return new BindingException(
        what + ": " + type.getTypeName() + " has no counterpart in C" + advice);
  }

  /**
   * The layout of an argument: what is narrower than {@code int} is passed as one, which makes few
   * shapes of call.
   */
  ValueLayout argument() {
    return switch (layout) {
      case ValueLayout.OfBoolean _,
          ValueLayout.OfByte _,
          ValueLayout.OfShort _,
          ValueLayout.OfChar _ ->
          ValueLayout.JAVA_INT;
      default -> layout;
    };
  }

  /**
   * The same for an argument of which C knows whether it has a sign. Compilers take for granted
   * that it is extended so to 32 bits, and the JVM extends it by the type of Java.
   *
   * @param signed whether C's integer is; it has as many bits
   */
  public Crossing extended(boolean signed) {
    if (filter.isPresent()) {
      return this;
    }
    return switch (layout) {
      case ValueLayout.OfByte _ when !signed -> new Crossing(layout, Conversions.UNSIGNED_8);
      case ValueLayout.OfShort _ when !signed -> new Crossing(layout, Conversions.UNSIGNED_16);
      case ValueLayout.OfChar _ when signed -> new Crossing(layout, Conversions.SIGNED_16);
      default -> this;
    };
  }

  /** Lets one parameter of a handle take the Java type. */
  public MethodHandle intoParameter(MethodHandle handle, int position) {
    if (filter.isEmpty()) {
      return handle;
    }
    Class<?> carrier = handle.type().parameterType(position);
    MethodHandle exact =
        MethodHandles.explicitCastArguments(
            filter.get(), filter.get().type().changeReturnType(carrier));
    return MethodHandles.filterArguments(handle, position, exact);
  }

  /** Lets a handle return the Java type. */
  public MethodHandle ontoResult(MethodHandle handle) {
    return filter.map(f -> MethodHandles.filterReturnValue(handle, f)).orElse(handle);
  }
}
