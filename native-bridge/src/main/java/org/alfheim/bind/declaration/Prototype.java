package org.alfheim.bind.declaration;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.alfheim.internal.bind.abi.ByValue;
import org.alfheim.types.BoolType;
import org.alfheim.types.CType;
import org.alfheim.types.EnumType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.IncompleteType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.Parameter;
import org.alfheim.types.ScalarType;
import org.alfheim.types.StructureType;

/**
 * The C prototype of a function: {@code int add(int, int)}.
 *
 * <p>Parameters and result of one that is {@linkplain #parse parsed} are scalars: {@code _Bool},
 * integers, {@code float}, {@code double} and pointers. A structure by value is refused there,
 * since only a header says what is in it; what is known of a function's type may have one.
 *
 * @param name the function's name
 * @param type its parameters and its result
 */
public record Prototype(String name, FunctionType type) {
  /** How many parameters there may be: FFM and the JVM bound those of a call. */
  public static final int MOST_PARAMETERS = 120;

  /**
   * Reads a prototype, as a header has it.
   *
   * @param text C, such as {@code "double cos(double x)"} or {@code "int printf(const char *,
   *     ...);"}
   * @return what it declares
   * @throws DeclarationException if it can't be read, declares something other than a function with
   *     a name, or uses a type by value whose size is not known here
   */
  public static Prototype parse(String text) {
    DeclarationParser.Declared declared = DeclarationParser.parse(text);
    if (!(declared.type() instanceof FunctionType function)) {
      throw new DeclarationException(
          text,
          declared.column(),
          "this declares no function; a function is declared like 'int add(int, int)', one without"
              + " parameters like 'int next(void)'");
    }
    if (declared.name().isEmpty()) {
      String advice =
          function.result() instanceof IncompleteType name
              ? "'" + name + "' is read as the type of a result, and the function's name is missing"
              : "the function's name is missing";
      throw new DeclarationException(text, declared.column(), advice);
    }
    if (function.result() instanceof IncompleteType incomplete) {
      throw new DeclarationException(text, column(text, incomplete), unknown(incomplete));
    }
    for (int i = 0; i < function.parameters().size(); i++) {
      if (function.parameters().get(i).type() instanceof IncompleteType incomplete) {
        throw new DeclarationException(
            text, column(text, incomplete), "parameter " + (i + 1) + ": " + unknown(incomplete));
      }
    }
    return new Prototype(declared.name(), function);
  }

  private static int column(String text, IncompleteType type) {
    return text.indexOf(type.name()) + 1;
  }

  static String unknown(IncompleteType type) {
    return type.name().contains(" ")
        ? "a " + type + " by value is not supported; a pointer to it is: '" + type + " *'"
        : "the type '"
            + type
            + "' is not known here; write what its header makes of it (such as 'unsigned long'), or"
            + " a pointer to it as '"
            + type
            + " *'";
  }

  /**
   * The name of the function that a person means.
   *
   * @param text a prototype, or a name alone
   * @return the name
   * @throws DeclarationException as {@link #parse} does, where there is more than a name
   */
  public static String nameIn(String text) {
    return TypeNames.namesNoType(text) ? text.strip() : parse(text).name();
  }

  /** The type of the result. */
  public CType result() {
    return type.result();
  }

  /** The parameters, in order; without what {@code ...} stands for. */
  public List<Parameter> parameters() {
    return type.parameters();
  }

  /** Whether the parameters end in {@code ...}. */
  public boolean variadic() {
    return type.variadic();
  }

  /**
   * The prototype for {@link java.lang.foreign.Linker}. Integers narrower than {@code int} are
   * described as what the calling convention makes of an argument, an {@code int}; so few shapes of
   * call exist.
   *
   * @return the descriptor of the fixed parameters
   * @throws IllegalArgumentException if a type is none that is passed, or one that the linker can't
   *     pass: a structure that is packed, or has members without a counterpart
   */
  public FunctionDescriptor descriptor() {
    MemoryLayout[] arguments =
        parameters().stream()
            .map(parameter -> passed(parameter.type()))
            .toArray(MemoryLayout[]::new);
    return switch (result().resolved()) {
      case ScalarType scalar -> FunctionDescriptor.of(aligned(scalar), arguments);
      case StructureType structure -> FunctionDescriptor.of(passed(structure), arguments);
      default -> FunctionDescriptor.ofVoid(arguments);
    };
  }

  private static MemoryLayout passed(CType type) {
    return switch (type.resolved()) {
      case ScalarType scalar -> argumentLayout(scalar);
      case StructureType structure -> passed(structure);
      default -> throw new IllegalArgumentException("'" + type + "' is not passed by value");
    };
  }

  private static MemoryLayout passed(StructureType type) {
    return type.layout()
        .orElseThrow(() -> new IllegalArgumentException("'" + type + "' " + ByValue.refusal(type)));
  }

  /** How a scalar is passed: what is narrower than {@code int}, as one. */
  public static ValueLayout argumentLayout(ScalarType type) {
    return switch (type) {
      case BoolType _ -> ValueLayout.JAVA_INT;
      case IntegerType integer when integer.bits() < Integer.SIZE -> ValueLayout.JAVA_INT;
      case EnumType enumeration -> argumentLayout(enumeration.underlying());
      default -> aligned(type);
    };
  }

  private static ValueLayout aligned(ScalarType type) {
    ValueLayout layout = type.layout();
    return layout.withByteAlignment(layout.byteSize());
  }

  /** The prototype in C. */
  @Override
  public String toString() {
    return type.declare(name);
  }
}
