package org.alfheim.internal.btf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.types.ArrayType;
import org.alfheim.types.CType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.Parameter;
import org.alfheim.types.PointerType;
import org.alfheim.types.ReferenceType;
import org.alfheim.types.StructureType;
import org.alfheim.types.StructureType.Member;
import org.alfheim.types.TypedefType;

/**
 * Which structures are the same: those that nobody can tell apart by going through their members,
 * however far. Structures lead back to themselves, so they are first taken to be the same where
 * they look the same, and then parted where they lead to what was parted, until nothing is.
 */
final class StructureClasses {
  /** A structure is equal to itself alone. */
  private final Map<StructureType, Integer> classes = new HashMap<>();

  private final List<StructureType> structures = new ArrayList<>();

  /** Takes in types, and all that they lead to. */
  StructureClasses(Iterable<? extends CType> roots) {
    Deque<StructureType> unread = new ArrayDeque<>();
    for (CType root : roots) {
      collect(root, unread);
    }
    while (!unread.isEmpty()) {
      for (Member member : unread.remove().members()) {
        collect(member.type(), unread);
      }
    }
    part();
  }

  /** The number of a structure; structures that are the same have the same. */
  int of(StructureType structure) {
    return classes.get(structure);
  }

  private void collect(CType type, Deque<StructureType> unread) {
    switch (type) {
      case StructureType structure -> {
        if (classes.putIfAbsent(structure, 0) == null) {
          structures.add(structure);
          unread.add(structure);
        }
      }
      case PointerType pointer -> collect(pointer.target(), unread);
      case ReferenceType reference -> collect(reference.target(), unread);
      case ArrayType array -> collect(array.element(), unread);
      case TypedefType typedef -> collect(typedef.target(), unread);
      case FunctionType function -> {
        collect(function.result(), unread);
        for (Parameter parameter : function.parameters()) {
          collect(parameter.type(), unread);
        }
      }
      default -> {}
    }
  }

  private void part() {
    int before = 0;
    int count = structures.isEmpty() ? 0 : 1;
    while (count != before) {
      before = count;
      count = parted();
    }
  }

  /** Parts the classes once, and says how many there are then. */
  private int parted() {
    Map<Integer, List<StructureType>> alike = new HashMap<>();
    for (StructureType structure : structures) {
      alike.computeIfAbsent(of(structure), key -> new ArrayList<>()).add(structure);
    }
    Map<StructureType, Integer> next = new HashMap<>();
    int count = 0;
    for (List<StructureType> group : alike.values()) {
      Map<Object, Integer> numbers = new HashMap<>();
      for (StructureType structure : group) {
        Object look = group.size() == 1 ? structure : look(structure);
        Integer number = numbers.get(look);
        if (number == null) {
          number = count++;
          numbers.put(look, number);
        }
        next.put(structure, number);
      }
    }
    classes.putAll(next);
    return count;
  }

  private List<Object> look(StructureType structure) {
    List<Object> look = new ArrayList<>();
    look.add(structure.kind());
    look.add(structure.name());
    look.add(structure.size());
    look.add(structure.specifiedAlignment());
    for (Member member : structure.members()) {
      look.add(member.name());
      look.add(member.bitOffset());
      look.add(member.bitWidth());
      look.add(look(member.type()));
    }
    return look;
  }

  /** A type with the numbers of structures in their place. */
  private Object look(CType type) {
    return switch (type) {
      case StructureType structure -> of(structure);
      case PointerType pointer -> List.of("*", pointer.constant(), look(pointer.target()));
      case ReferenceType reference ->
          List.of("&", reference.constant(), reference.rvalue(), look(reference.target()));
      case ArrayType array -> List.of("[]", array.length(), look(array.element()));
      case TypedefType typedef -> List.of("typedef", typedef.name(), look(typedef.target()));
      case FunctionType function -> {
        List<Object> look = new ArrayList<>();
        look.add(function.variadic());
        look.add(look(function.result()));
        for (Parameter parameter : function.parameters()) {
          look.add(parameter.name());
          look.add(look(parameter.type()));
        }
        yield look;
      }
      default -> type;
    };
  }
}
