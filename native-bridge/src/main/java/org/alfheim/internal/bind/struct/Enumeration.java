package org.alfheim.internal.bind.struct;

import static java.lang.invoke.MethodType.methodType;

import java.lang.annotation.Annotation;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.CEnum;
import org.alfheim.bind.Name;
import org.alfheim.bind.Unrecognized;
import org.alfheim.internal.bind.marshal.Crossing;
import org.alfheim.types.CType;
import org.alfheim.types.EnumType;
import org.alfheim.types.IntegerType;

/**
 * A Java enumeration as one of C: each constant has a value, and of each value there is one
 * constant.
 */
final class Enumeration {
  private static final MethodHandle VALUE;
  private static final MethodHandle CONSTANT;

  static {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    try {
      VALUE = lookup.findVirtual(Enumeration.class, "value", methodType(long.class, Enum.class));
      CONSTANT =
          lookup.findVirtual(Enumeration.class, "constant", methodType(Enum.class, long.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final String what;
  private final IntegerType underlying;
  private final Map<Enum<?>, Long> values = new HashMap<>();
  private final Map<Long, Enum<?>> constants = new HashMap<>();

  /** What stands for all other values; null if nothing does. */
  private Enum<?> others;

  private Enumeration(String what, IntegerType underlying) {
    this.what = what;
    this.underlying = underlying;
  }

  /**
   * Matches an enumeration.
   *
   * @param c its type in C, if that is known
   * @param what names its place in messages
   * @throws BindingException if a constant's value is not known, or none of C's type, or two have
   *     the same, or stand for all others
   */
  static Enumeration of(Class<?> java, Optional<CType> c, String what) {
    Optional<EnumType> known =
        c.map(CType::resolved).filter(EnumType.class::isInstance).map(EnumType.class::cast);
    Object[] constants = java.getEnumConstants();
    IntegerType underlying =
        known
            .map(EnumType::underlying)
            .or(() ->
                c.map(CType::resolved)
                    .filter(IntegerType.class::isInstance)
                    .map(IntegerType.class::cast))
            .orElseGet(() -> new IntegerType("int", Integer.SIZE, true));
    Enumeration made = new Enumeration(what, underlying);
    List<String> missing = new ArrayList<>();
    for (Object each : constants) {
      Enum<?> constant = (Enum<?>) each;
      if (annotation(java, constant, Unrecognized.class).isPresent()) {
        if (made.others != null) {
          throw new BindingException(
              what + ": " + made.others + " and " + constant + " both are @Unrecognized");
        }
        made.others = constant;
        continue;
      }
      Optional<Long> value = value(java, constant, known);
      if (value.isEmpty()) {
        missing.add(constant.name());
        continue;
      }
      if (!made.has(value.get())) {
        throw new BindingException(
            what
                + ": the value of "
                + constant
                + ", "
                + value.get()
                + ", is none of "
                + underlying);
      }
      made.values.put(constant, value.get());
      Enum<?> other = made.constants.putIfAbsent(value.get(), constant);
      if (other != null) {
        throw new BindingException(
            what + ": " + other + " and " + constant + " have the same value, " + value.get());
      }
    }
    if (!missing.isEmpty()) {
      throw new BindingException(what + ": " + unknown(java, known, missing));
    }
    return made;
  }

  private static String unknown(Class<?> java, Optional<EnumType> known, List<String> missing) {
    return "the value of "
        + java.getSimpleName()
        + "."
        + String.join(", ", missing)
        + " is not known; "
        + known
            .map(type ->
                (type.toString().equals("enum") ? "the " + type + " of C" : "'" + type + "'")
                    + " has "
                    + type.enumerators().stream()
                        .map(EnumType.Enumerator::name)
                        .collect(Collectors.joining(", "))
                    + "; @Name gives a constant another name")
            .orElse("let the enumeration implement CEnum");
  }

  private static Optional<Long> value(Class<?> java, Enum<?> constant, Optional<EnumType> known) {
    if (constant instanceof CEnum own) {
      return Optional.of(own.value());
    }
    return known.stream()
        .flatMap(type -> type.enumerators().stream())
        .filter(each -> each.name().equals(name(java, constant)))
        .map(EnumType.Enumerator::value)
        .findFirst();
  }

  private static String name(Class<?> java, Enum<?> constant) {
    return annotation(java, constant, Name.class).map(Name::value).orElseGet(constant::name);
  }

  private static <A extends Annotation> Optional<A> annotation(
      Class<?> java, Enum<?> constant, Class<A> type) {
    try {
      return Optional.ofNullable(java.getField(constant.name()).getAnnotation(type));
    } catch (NoSuchFieldException impossible) {
      return Optional.empty();
    }
  }

  /** How a constant goes to C. */
  Crossing toC(Class<?> java) {
    return new Crossing(
        layout(), Optional.of(VALUE.bindTo(this).asType(methodType(long.class, java))));
  }

  /** What makes a constant of an integer of the layout. */
  MethodHandle fromC(Class<?> java) {
    MethodHandle constant = CONSTANT.bindTo(this).asType(methodType(java, long.class));
    return MethodHandles.explicitCastArguments(constant, methodType(java, layout().carrier()));
  }

  /** Whether C's type has a value, as a number with a sign or by its bits. */
  private boolean has(long value) {
    int bits = underlying.bits();
    return bits == Long.SIZE || (value >= -1L << (bits - 1) && value < 1L << bits);
  }

  ValueLayout layout() {
    return switch (underlying.bits()) {
      case Byte.SIZE -> ValueLayout.JAVA_BYTE;
      case Short.SIZE -> ValueLayout.JAVA_SHORT;
      case Long.SIZE -> ValueLayout.JAVA_LONG;
      default -> ValueLayout.JAVA_INT;
    };
  }

  /** A constant's value; called by a handle. */
  long value(Enum<?> constant) {
    if (constant == null) {
      throw new ArgumentException(what + " is null, and an enumeration is never");
    }
    Long value = values.get(constant);
    if (value == null) {
      throw new ArgumentException(
          what + " is " + constant + ", which stands for values that are not known");
    }
    return value;
  }

  /** The constant of a value; C's may have fewer bits, and no sign. */
  Enum<?> constant(long value) {
    long whole =
        underlying.signed() || underlying.bits() == Long.SIZE
            ? value
            : value & ((1L << underlying.bits()) - 1);
    Enum<?> constant = constants.get(whole);
    if (constant == null) {
      constant = constants.get(value);
    }
    if (constant == null && others == null) {
      throw new BindingException(what + ": C gave " + whole + ", which no constant has");
    }
    return constant == null ? others : constant;
  }
}
