package org.alfheim.internal.btf;

import java.util.HashSet;
import java.util.Set;
import org.alfheim.types.ArrayType;
import org.alfheim.types.CType;
import org.alfheim.types.EnumType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.Parameter;
import org.alfheim.types.PointerType;
import org.alfheim.types.ReferenceType;
import org.alfheim.types.StructureType;
import org.alfheim.types.StructureType.Member;
import org.alfheim.types.TypedefType;

/** A type with all that it leads to as text: what is the same has the same. */
final class TypeText {
  private final Set<StructureType> seen = new HashSet<>();
  private final StringBuilder text = new StringBuilder();

  static String of(CType type) {
    TypeText text = new TypeText();
    text.add(type);
    return text.text.toString();
  }

  private void add(CType type) {
    switch (type) {
      case StructureType structure -> {
        text.append(structure.kind()).append(' ').append(structure.name());
        if (seen.add(structure)) {
          text.append(structure.size()).append('{');
          for (Member member : structure.members()) {
            text.append(member.name()).append('@').append(member.bitOffset());
            text.append(member.bitWidth()).append(' ');
            add(member.type());
            text.append(';');
          }
          text.append('}');
        }
      }
      case PointerType pointer -> {
        text.append(pointer.constant() ? "const*" : "*");
        add(pointer.target());
      }
      case ReferenceType reference -> {
        text.append(reference.constant()).append(reference.rvalue() ? "&&" : "&");
        add(reference.target());
      }
      case ArrayType array -> {
        text.append(array.length());
        add(array.element());
      }
      case TypedefType typedef -> {
        text.append("typedef ").append(typedef.name()).append(' ');
        add(typedef.target());
      }
      case EnumType enumeration ->
          text.append(enumeration.name())
              .append(enumeration.underlying().bits())
              .append(enumeration.underlying().signed())
              .append(enumeration.enumerators());
      case FunctionType function -> {
        text.append(function.variadic()).append('(');
        for (Parameter parameter : function.parameters()) {
          text.append(parameter.name()).append(' ');
          add(parameter.type());
          text.append(',');
        }
        text.append(')');
        add(function.result());
      }
      default -> text.append(type.getClass().getSimpleName()).append(type.spelling());
    }
  }
}
