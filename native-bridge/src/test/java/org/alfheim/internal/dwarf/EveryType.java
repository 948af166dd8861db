package org.alfheim.internal.dwarf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.alfheim.internal.typing.SymbolTypes.SymbolPlace;
import org.alfheim.types.ArrayType;
import org.alfheim.types.CType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.ObjectType;
import org.alfheim.types.Parameter;
import org.alfheim.types.PointerType;
import org.alfheim.types.ReferenceType;
import org.alfheim.types.StructureType;
import org.alfheim.types.TypedefType;

/** Asks for all that can be asked for, as far as it leads. */
final class EveryType {
  private final Set<CType> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<CType> open = new ArrayDeque<>();

  /** Asks a file for all its symbols, and for types of some names. */
  static int of(DwarfTypes types, List<String> names) {
    EveryType all = new EveryType();
    for (String name : names) {
      all.add(types.find(SymbolPlace.named(name)).orElse(null));
      all.add(types.find(new SymbolPlace(name, 0x1139)).orElse(null));
      types.position(SymbolPlace.named(name));
      all.add(types.named(name).orElse(null));
    }
    for (DwarfTypes.External external : types.externals()) {
      all.add(types.find(SymbolPlace.named(external.name())).orElse(null));
      types.position(SymbolPlace.named(external.name()));
    }
    all.follow();
    return all.seen.size();
  }

  private void add(CType type) {
    if (type != null && seen.size() < 20_000 && seen.add(type)) {
      open.add(type);
    }
  }

  private void follow() {
    while (!open.isEmpty()) {
      CType type = open.poll();
      type.spelling();
      type.resolved();
      assertThat(type.hashCode()).isEqualTo(type.hashCode());
      if (type instanceof ObjectType object) {
        object.size();
      }
      switch (type) {
        case PointerType pointer -> add(pointer.target());
        case ReferenceType reference -> add(reference.target());
        case ArrayType array -> add(array.element());
        case TypedefType typedef -> add(typedef.target());
        case FunctionType function -> {
          add(function.result());
          for (Parameter parameter : function.parameters()) {
            add(parameter.type());
          }
        }
        case StructureType structure -> {
          for (StructureType.Member member : structure.members()) {
            add(member.type());
          }
        }
        default -> {
          // Made of no others.
        }
      }
    }
  }
}
