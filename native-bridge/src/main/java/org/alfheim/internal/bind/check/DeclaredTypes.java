package org.alfheim.internal.bind.check;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.alfheim.types.ArrayType;
import org.alfheim.types.BoolType;
import org.alfheim.types.CType;
import org.alfheim.types.EnumType;
import org.alfheim.types.FloatingType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.IncompleteType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.ObjectType;
import org.alfheim.types.Parameter;
import org.alfheim.types.PointerType;
import org.alfheim.types.ReferenceType;
import org.alfheim.types.StructureType;
import org.alfheim.types.TypedefType;
import org.alfheim.types.UnsupportedType;
import org.alfheim.types.VoidType;

/**
 * Whether a type that a declaration gives may stand for the type that a symbol has.
 *
 * @param names what the image knows of names of types that only a header explains
 */
record DeclaredTypes(Function<String, Optional<CType>> names) {
  /** Deeper than this, nobody declares by hand; types that lead back to themselves end here. */
  private static final int DEEPEST = 16;

  private boolean fit(CType declared, CType known, int depth) {
    CType one = declared.resolved();
    CType other = known.resolved();
    if (depth > DEEPEST) {
      return true;
    }
    if (Pointers.target(known).isPresent() && isWide(one)) {
      return true; // An address as an integer.
    }
    return switch (one) {
      case VoidType _ -> other instanceof VoidType;
      case BoolType _ -> other instanceof BoolType;
      case IntegerType integer -> bits(other) == integer.bits();
      case EnumType enumeration -> bits(other) == enumeration.underlying().bits();
      case FloatingType floating ->
          other instanceof FloatingType that && that.bits() == floating.bits();
      case PointerType pointer -> pointer(pointer.target(), known, depth);
      case ReferenceType reference -> pointer(reference.target(), known, depth);
      case ArrayType array -> other instanceof ArrayType that && array(array, that, depth);
      case FunctionType function ->
          other instanceof FunctionType that && function(function, that, depth);
      case StructureType structure -> sameName(structure.name(), declared, other, known);
      case IncompleteType incomplete -> sameName(incomplete.name(), declared, other, known);
      case UnsupportedType that ->
          other instanceof UnsupportedType it && it.size().equals(that.size());
      case TypedefType _ -> false;
    };
  }

  private static boolean isWide(CType type) {
    return type instanceof IntegerType integer && integer.bits() == Long.SIZE;
  }

  /** How many bits an integer or an enumeration has; 0 for other types. */
  static int bits(CType type) {
    return switch (type) {
      case IntegerType integer -> integer.bits();
      case EnumType enumeration -> enumeration.underlying().bits();
      default -> 0;
    };
  }

  private boolean pointer(CType target, CType known, int depth) {
    CType there = Pointers.target(known).orElse(null);
    return there != null
        && (target.resolved() instanceof VoidType
            || there.resolved() instanceof VoidType
            || anyFunction(target, there)
            || opaque(target, there, depth)
            || fit(target, there, depth + 1));
  }

  private static boolean anyFunction(CType target, CType there) {
    return target.resolved() instanceof FunctionType one
        && there.resolved() instanceof FunctionType other
        && (Pointers.anyFunction(one) || Pointers.anyFunction(other));
  }

  /**
   * A declaration may use the name of a type that only a header explains: {@code sqlite3 *}. Where
   * the image does not know it either, the pointer may lead to anything.
   */
  private boolean opaque(CType target, CType there, int depth) {
    if (!(target instanceof IncompleteType(String name)) || name.contains(" ")) {
      return false;
    }
    if (named(name, there)) {
      return true;
    }
    Optional<CType> found = names.apply(name);
    return found.isEmpty() || fit(found.get(), there, depth + 1);
  }

  private static boolean named(String name, CType type) {
    return type instanceof TypedefType(String own, CType target)
        && (own.equals(name) || named(name, target));
  }

  private boolean array(ArrayType one, ArrayType other, int depth) {
    boolean long1 = one.length().isEmpty() || other.length().isEmpty();
    return (long1 || one.length().equals(other.length()))
        && fit(one.element(), other.element(), depth + 1);
  }

  /** Whether a function may be called as another: what is declared of it, and what is known. */
  boolean function(FunctionType declared, FunctionType known) {
    return function(declared, known, 0);
  }

  private boolean function(FunctionType declared, FunctionType known, int depth) {
    if (known.variadic() && known.parameters().isEmpty()) {
      return result(declared.result(), known.result(), depth);
    }
    List<Parameter> given = declared.parameters();
    List<Parameter> wanted = known.parameters();
    if (given.size() != wanted.size() || (declared.variadic() && !known.variadic())) {
      return false;
    }
    for (int i = 0; i < given.size(); i++) {
      if (!fit(given.get(i).type(), wanted.get(i).type(), depth + 1)) {
        return false;
      }
    }
    return result(declared.result(), known.result(), depth);
  }

  /** A result may be ignored, unless the caller has to make room for it. */
  private boolean result(CType declared, CType known, int depth) {
    return (declared instanceof VoidType && !(known.resolved() instanceof StructureType))
        || fit(declared, known, depth + 1);
  }

  /**
   * Structures are the same if one of their names is: {@code z_stream}, {@code struct z_stream_s}.
   */
  private static boolean sameName(String name, CType declared, CType other, CType known) {
    String tag =
        switch (other) {
          case StructureType structure -> structure.name();
          case IncompleteType incomplete -> incomplete.name();
          default -> null;
        };
    return tag != null
        && (name.equals(tag)
            || tag(name).equals(tag(tag))
            || named(name, known)
            || named(tag, declared));
  }

  /**
   * The tag. Where {@code off_t} has 64 bits, {@code struct stat64} is what programs know as {@code
   * struct stat}; debug information has either name (glibc, _FILE_OFFSET_BITS).
   */
  private static String tag(String name) {
    String tag = name.substring(name.lastIndexOf(' ') + 1);
    return tag.endsWith("64") ? tag.substring(0, tag.length() - 2) : tag;
  }

  /** Whether a variable may be read and written as the type. */
  boolean variable(ObjectType declared, CType known) {
    return fit(declared, known, 0);
  }
}
