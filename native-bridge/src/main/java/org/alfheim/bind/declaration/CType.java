package org.alfheim.bind.declaration;

import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * A C type, as the x86-64 psABI lays it out (LP64: {@code int} has 32 bits, {@code long} and
 * pointers have 64).
 *
 * <p>Sizes and layouts are facts of the ABI; the spelling is what the declaration used, so that
 * messages speak the caller's language: {@code size_t} stays {@code size_t}. Qualifiers are read
 * and forgotten, save {@code const} behind a pointer, which says that a function leaves the memory
 * alone.
 */
public sealed interface CType {

  /**
   * The type in C, declaring a name.
   *
   * @param declarator the name, or what stands around it; empty for the type alone
   * @return {@code int x}, {@code char *x}, {@code int (*x)(int)}
   */
  String declare(String declarator);

  /** The type in C: {@code unsigned long}, {@code const char *}. */
  default String spelling() {
    return declare("");
  }

  /** {@code void}: no value. */
  record VoidType() implements CType {
    @Override
    public String declare(String declarator) {
      return word("void", declarator);
    }

    @Override
    public String toString() {
      return spelling();
    }
  }

  /** A type that has values and a size in memory: a scalar, or an array. */
  sealed interface ObjectType extends CType {
    /** {@code sizeof}, in bytes; empty for an array of unknown length. */
    OptionalLong size();
  }

  /** A type whose values travel in one register: what a function takes and returns. */
  sealed interface ScalarType extends ObjectType {
    /**
     * How the value lies in memory; alignment is not demanded, since variables of packed structures
     * have none.
     */
    ValueLayout layout();

    @Override
    default OptionalLong size() {
      return OptionalLong.of(layout().byteSize());
    }
  }

  /** {@code _Bool}: one byte, 0 or 1. */
  record BoolType() implements ScalarType {
    @Override
    public ValueLayout layout() {
      return ValueLayout.JAVA_BOOLEAN;
    }

    @Override
    public String declare(String declarator) {
      return word("_Bool", declarator);
    }

    @Override
    public String toString() {
      return spelling();
    }
  }

  /**
   * An integer type.
   *
   * @param name its spelling
   * @param bits its width: 8, 16, 32 or 64
   * @param signed whether it has negative values; plain {@code char} has
   */
  record IntegerType(String name, int bits, boolean signed) implements ScalarType {
    /** The smallest value. */
    public BigInteger min() {
      return signed ? BigInteger.TWO.pow(bits - 1).negate() : BigInteger.ZERO;
    }

    /** The largest value. */
    public BigInteger max() {
      return BigInteger.TWO.pow(signed ? bits - 1 : bits).subtract(BigInteger.ONE);
    }

    /** Whether it is plain {@code char}, which holds text and not numbers. */
    public boolean character() {
      return name.equals("char");
    }

    @Override
    public ValueLayout layout() {
      return switch (bits) {
        case 8 -> ValueLayout.JAVA_BYTE;
        case 16 -> signed ? ValueLayout.JAVA_SHORT_UNALIGNED : ValueLayout.JAVA_CHAR_UNALIGNED;
        case 32 -> ValueLayout.JAVA_INT_UNALIGNED;
        default -> ValueLayout.JAVA_LONG_UNALIGNED;
      };
    }

    @Override
    public String declare(String declarator) {
      return word(name, declarator);
    }

    @Override
    public String toString() {
      return spelling();
    }
  }

  /**
   * A floating type: {@code float} or {@code double}.
   *
   * @param name its spelling
   * @param bits its width: 32 or 64
   */
  record FloatingType(String name, int bits) implements ScalarType {
    @Override
    public ValueLayout layout() {
      return bits == 32 ? ValueLayout.JAVA_FLOAT_UNALIGNED : ValueLayout.JAVA_DOUBLE_UNALIGNED;
    }

    @Override
    public String declare(String declarator) {
      return word(name, declarator);
    }

    @Override
    public String toString() {
      return spelling();
    }
  }

  /**
   * A pointer.
   *
   * @param target what it points to
   * @param constant whether what it points to is {@code const}
   */
  record PointerType(CType target, boolean constant) implements ScalarType {
    /** Whether it points to plain {@code char}: a string that ends in NUL. */
    public boolean string() {
      return target instanceof IntegerType integer && integer.character();
    }

    @Override
    public ValueLayout layout() {
      return ValueLayout.ADDRESS_UNALIGNED;
    }

    @Override
    public String declare(String declarator) {
      String pointer = "*" + declarator;
      boolean grouped = target instanceof ArrayType || target instanceof FunctionType;
      String inner = grouped ? "(" + pointer + ")" : pointer;
      return constant ? constant(target, inner) : target.declare(inner);
    }

    /**
     * The declaration of a const target: the word stands before a base type, and after the {@code
     * *} of a pointer.
     */
    private static String constant(CType type, String declarator) {
      return switch (type) {
        case PointerType pointer -> pointer.declare("const " + declarator);
        case ArrayType array -> constant(array.element(), declarator + array.brackets());
        case FunctionType function -> function.declare(declarator);
        default -> "const " + type.declare(declarator);
      };
    }

    @Override
    public String toString() {
      return spelling();
    }
  }

  /**
   * An array. As a parameter it is a pointer (C17 6.7.6.3p7); as a variable it is the elements
   * themselves.
   *
   * @param element the type of one element
   * @param length how many there are; empty for {@code []}
   */
  record ArrayType(ObjectType element, OptionalLong length) implements ObjectType {
    @Override
    public OptionalLong size() {
      return length.isPresent() && element.size().isPresent()
          ? OptionalLong.of(Math.multiplyExact(length.getAsLong(), element.size().getAsLong()))
          : OptionalLong.empty();
    }

    @Override
    public String declare(String declarator) {
      return element.declare(declarator + brackets());
    }

    private String brackets() {
      return "[" + (length.isPresent() ? Long.toString(length.getAsLong()) : "") + "]";
    }

    @Override
    public String toString() {
      return spelling();
    }
  }

  /**
   * A function. It is no value: it stands at the top of a {@link Prototype}, or behind a pointer.
   *
   * @param result the type of its result
   * @param parameters its parameters, in order
   * @param variadic whether the parameters end in {@code ...}
   */
  record FunctionType(CType result, List<Parameter> parameters, boolean variadic) implements CType {
    /** Copies the list. */
    public FunctionType {
      parameters = List.copyOf(parameters);
    }

    @Override
    public String declare(String declarator) {
      String list = parameters.stream().map(Parameter::toString).collect(Collectors.joining(", "));
      if (variadic) {
        list += ", ...";
      }
      return result.declare(declarator + "(" + (list.isEmpty() ? "void" : list) + ")");
    }

    @Override
    public String toString() {
      return spelling();
    }
  }

  /**
   * A parameter of a function.
   *
   * @param name its name; empty where the prototype leaves it out
   * @param type its type, arrays and functions already turned into pointers
   */
  record Parameter(String name, CType type) {
    @Override
    public String toString() {
      return type.declare(name);
    }
  }

  /**
   * A type whose size is not known here: a structure, a union, or the name of a type that only a
   * header explains. It can stand behind a pointer.
   *
   * @param name its spelling: {@code struct tm}, {@code sqlite3}
   */
  record IncompleteType(String name) implements CType {
    @Override
    public String declare(String declarator) {
      return word(name, declarator);
    }

    @Override
    public String toString() {
      return spelling();
    }
  }

  private static String word(String type, String declarator) {
    return declarator.isEmpty() || declarator.startsWith("[")
        ? type + declarator
        : type + " " + declarator;
  }
}
