package org.alfheim.internal.bind.check;

import java.util.Optional;
import org.alfheim.types.CType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.PointerType;
import org.alfheim.types.ReferenceType;
import org.alfheim.types.StructureType;
import org.alfheim.types.TypedefType;
import org.alfheim.types.VoidType;

/** What C knows as addresses. */
public final class Pointers {
  private Pointers() {}

  /** What an address leads to, if the type is one of an address. */
  static Optional<CType> target(CType type) {
    return switch (type.resolved()) {
      case PointerType pointer -> Optional.of(pointer.target());
      case ReferenceType reference -> Optional.of(reference.target());
      default -> addressAsInteger(type) ? Optional.of(new VoidType()) : Optional.empty();
    };
  }

  /**
   * Whether it is a {@code va_list} (psABI 3.5.7), which as a parameter is a pointer to the only
   * element of an array.
   */
  public static boolean variableArguments(CType type) {
    return target(type).map(CType::resolved).orElse(null) instanceof StructureType structure
        && structure.name().equals("struct __va_list_tag");
  }

  /** Whether C leaves alone what the address leads to. */
  static boolean constant(CType type) {
    return switch (type.resolved()) {
      case PointerType pointer -> pointer.constant();
      case ReferenceType reference -> reference.constant();
      default -> false;
    };
  }

  /** An integer that is meant to hold an address (C17 7.20.1.4). */
  private static boolean addressAsInteger(CType type) {
    return switch (type) {
      case TypedefType(String name, CType target) -> named(name) || addressAsInteger(target);
      case IntegerType integer -> named(integer.name());
      default -> false;
    };
  }

  private static boolean named(String name) {
    return name.equals("uintptr_t") || name.equals("intptr_t");
  }

  /** The type of any function, by the custom of C: {@code void (*)(void)}, or one without types. */
  static boolean anyFunction(FunctionType function) {
    return function.parameters().isEmpty()
        && (function.variadic() || function.result().resolved() instanceof VoidType);
  }
}
