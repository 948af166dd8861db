package org.alfheim.bindings;

import java.util.List;
import org.alfheim.types.ArrayType;
import org.alfheim.types.BoolType;
import org.alfheim.types.CType;
import org.alfheim.types.EnumType;
import org.alfheim.types.FloatingType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.IncompleteType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.PointerType;
import org.alfheim.types.StructureType;
import org.alfheim.types.StructureType.Member;
import org.alfheim.types.UnsupportedType;

/** Which function pointers Java can be called by, and call. */
final class CallableTypes {
  /** Why a function pointer is one of C's alone. */
  static final String NO_REST =
      "Java can't be what C calls with '...'; what has come from C is passed as a MemorySegment";

  /** Fewer are members of something else. */
  private static final int LEAST = 2;

  private static final int DEEPEST = 16;

  private final StructureNames names;

  CallableTypes(StructureNames names) {
    this.names = names;
  }

  /** Whether C can call Java as the function, and Java the function. */
  boolean is(FunctionType function) {
    return !function.variadic() && isCalled(function);
  }

  /**
   * Whether Java can call the function: all that it takes and gives has a counterpart in an
   * interface. Java may call with {@code ...}; it can't be called so.
   */
  boolean isCalled(FunctionType function) {
    return (!function.variadic() || !function.parameters().isEmpty())
        && isPassed(function.result())
        && function.parameters().stream().allMatch(each -> isPassed(each.type()));
  }

  private boolean isPassed(CType type) {
    return switch (type.resolved()) {
      case UnsupportedType _, IncompleteType _ -> false;
      case StructureType structure -> isCopied(type, structure, 0);
      default -> true;
    };
  }

  /** Whether a structure by value can be a record. */
  private boolean isCopied(CType type, StructureType structure, int depth) {
    return depth < DEEPEST
        && names.of(type).isPresent()
        && structure.kind() == StructureType.Kind.STRUCT
        && structure.layout().isPresent()
        && structure.members().stream().allMatch(each -> isComponent(each, depth));
  }

  private boolean isComponent(Member member, int depth) {
    return member.bitWidth().isEmpty()
        && !member.name().isEmpty()
        && switch (member.type().resolved()) {
          case StructureType inner -> isCopied(member.type(), inner, depth + 1);
          case ArrayType array ->
              array.element().resolved() instanceof IntegerType
                  || array.element().resolved() instanceof FloatingType;
          case UnsupportedType _, IncompleteType _ -> false;
          default -> true;
        };
  }

  /** Whether a structure has nothing but function pointers, and perhaps numbers before them. */
  boolean isTable(StructureType structure) {
    List<Member> members = structure.members();
    long functions = members.stream().filter(this::isFunction).count();
    return structure.kind() == StructureType.Kind.STRUCT
        && functions >= LEAST
        && members.stream()
            .allMatch(
                member -> !member.name().isEmpty() && (isFunction(member) || isNumber(member)));
  }

  private boolean isFunction(Member member) {
    return member.type().resolved() instanceof PointerType pointer
        && pointer.target().resolved() instanceof FunctionType function
        && is(function);
  }

  private static boolean isNumber(Member member) {
    return member.bitWidth().isEmpty()
        && switch (member.type().resolved()) {
          case IntegerType _, BoolType _, EnumType _, FloatingType _ -> true;
          default -> false;
        };
  }
}
