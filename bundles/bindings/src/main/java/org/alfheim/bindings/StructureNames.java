package org.alfheim.bindings;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alfheim.internal.btf.TypedSymbol;
import org.alfheim.internal.header.Constant;
import org.alfheim.types.ArrayType;
import org.alfheim.types.CType;
import org.alfheim.types.EnumType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.IncompleteType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.PointerType;
import org.alfheim.types.StructureType;
import org.alfheim.types.TypedefType;

/**
 * What structures and enumerations are called: by the name that typedef gives them, or else by
 * their tag.
 */
final class StructureNames {
  private final Map<String, String> typedefs = new HashMap<>();
  private final List<Constant.Whole> enumerators = new ArrayList<>();
  private final Set<CType> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Looks through the types of symbols. */
  StructureNames(List<TypedSymbol> symbols) {
    for (TypedSymbol symbol : symbols) {
      walk(symbol.type());
    }
  }

  /** The constants of the enumerations that symbols lead to. */
  List<Constant.Whole> enumerators() {
    return enumerators;
  }

  private void walk(CType root) {
    Deque<CType> unseen = new ArrayDeque<>();
    unseen.add(root);
    while (!unseen.isEmpty()) {
      CType type = unseen.removeFirst();
      if (!seen.add(type)) {
        continue;
      }
      switch (type) {
        case PointerType pointer -> unseen.addLast(pointer.target());
        case ArrayType array -> unseen.addLast(array.element());
        case FunctionType function -> {
          unseen.addLast(function.result());
          function.parameters().forEach(each -> unseen.addLast(each.type()));
        }
        case TypedefType typedef -> {
          tag(typedef.target()).ifPresent(tag -> typedefs.putIfAbsent(tag, typedef.name()));
          unseen.addLast(typedef.target());
        }
        case StructureType structure ->
            structure.members().forEach(each -> unseen.addLast(each.type()));
        case EnumType enumeration ->
            enumeration
                .enumerators()
                .forEach(each -> enumerators.add(constant(each, enumeration.underlying())));
        default -> {}
      }
    }
  }

  private static Constant.Whole constant(EnumType.Enumerator each, IntegerType type) {
    boolean wrapped = !type.signed() && type.bits() == Long.SIZE;
    BigInteger value =
        wrapped
            ? new BigInteger(Long.toUnsignedString(each.value()))
            : BigInteger.valueOf(each.value());
    return new Constant.Whole(each.name(), type, value);
  }

  /** The tag with its keyword, of a type that has one. */
  private static Optional<String> tag(CType type) {
    String name =
        switch (type) {
          case StructureType structure -> structure.name();
          case IncompleteType incomplete -> incomplete.name();
          case EnumType enumeration -> enumeration.name();
          default -> "";
        };
    boolean tagless = name.isEmpty() || name.endsWith(" ") || !name.contains(" ");
    return tagless ? Optional.empty() : Optional.of(name);
  }

  /**
   * The name of a structure or an enumeration, by which C finds it.
   *
   * @param type the type as it was declared
   * @return {@code z_stream} or {@code struct tm}; empty if it has none
   */
  Optional<String> of(CType type) {
    Optional<String> tag = tag(type.resolved());
    return tag.isPresent()
        ? Optional.of(typedefs.getOrDefault(tag.get(), tag.get()))
        : innermost(type)
            .or(() ->
                type.resolved() instanceof IncompleteType(String name) && !name.endsWith(" ")
                    ? Optional.of(name)
                    : Optional.empty());
  }

  /** The name that is nearest to the type itself. */
  static Optional<String> innermost(CType type) {
    Optional<String> name = Optional.empty();
    CType at = type;
    while (at instanceof TypedefType(String own, CType target)) {
      name = Optional.of(own);
      at = target;
    }
    return name;
  }
}
