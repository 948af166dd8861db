package org.alfheim.internal.dwarf.type;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.alfheim.internal.dwarf.attribute.Language;
import org.alfheim.internal.dwarf.attribute.LocationExpressions;
import org.alfheim.internal.dwarf.attribute.SymbolNames;
import org.alfheim.internal.dwarf.form.At;
import org.alfheim.internal.dwarf.form.Tag;
import org.alfheim.internal.dwarf.unit.Die;
import org.alfheim.internal.dwarf.unit.DieCursor;
import org.alfheim.internal.dwarf.unit.Value;
import org.alfheim.types.ArrayType;
import org.alfheim.types.CType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.ObjectType;
import org.alfheim.types.Parameter;
import org.alfheim.types.PointerType;
import org.alfheim.types.ReferenceType;
import org.alfheim.types.StructureType;
import org.alfheim.types.UnsupportedType;
import org.alfheim.types.VoidType;

/** Makes the types of functions: of DW_TAG_subprogram and of DW_TAG_subroutine_type. */
public final class FunctionReader {
  private static final int MOST_ORIGINS = 16;

  private final DwarfTypeReader reader;

  public FunctionReader(DwarfTypeReader reader) {
    this.reader = reader;
  }

  /** The type of a function. */
  public FunctionType read(Die die) {
    Value type = SymbolNames.value(die, At.TYPE);
    CType result = type == null ? new VoidType() : value(type.reference());
    Die holder = parameters(die);
    boolean c = reader.language(die) == Language.C;
    if (c && SymbolNames.value(die, At.PROTOTYPED) == null) {
      return new FunctionType(result, List.of(), true);
    }
    List<Parameter> parameters = new ArrayList<>();
    boolean variadic = false;
    DieCursor children = holder.children();
    while (children.nextChild()) {
      if (children.tag() == Tag.FORMAL_PARAMETER) {
        Die parameter = children.die();
        String name = name(parameter);
        // Written by g++ for itself: no caller passes it.
        if (!name.equals("__in_chrg")) {
          parameters.add(parameter(parameter, name));
        }
      } else if (children.tag() == Tag.UNSPECIFIED_PARAMETERS) {
        variadic = true;
      }
    }
    return new FunctionType(result, parameters, variadic);
  }

  /**
   * The DIE whose parameters count: of what was inlined or cloned that of the function itself, of a
   * definition its own, since these have the names.
   */
  private static Die parameters(Die die) {
    Die at = die;
    for (int i = 0; i < MOST_ORIGINS; i++) {
      Die origin = at.follow(At.ABSTRACT_ORIGIN);
      if (origin == null) {
        Die declared = hasParameters(at) ? null : at.follow(At.SPECIFICATION);
        origin = declared;
      }
      if (origin == null) {
        return at;
      }
      at = origin;
    }
    throw SymbolNames.tooLong(die);
  }

  private static boolean hasParameters(Die die) {
    DieCursor children = die.children();
    while (children.nextChild()) {
      if (children.tag() == Tag.FORMAL_PARAMETER || children.tag() == Tag.UNSPECIFIED_PARAMETERS) {
        return true;
      }
    }
    return false;
  }

  private static String name(Die parameter) {
    Value name = SymbolNames.value(parameter, At.NAME);
    return name == null ? "" : name.string();
  }

  private Parameter parameter(Die die, String name) {
    Value type = SymbolNames.value(die, At.TYPE);
    if (type == null) {
      throw die.bad("a parameter without a type");
    }
    Die typeDie = type.reference();
    CType read = value(typeDie);
    CType passed =
        switch (read) {
          case ArrayType array -> new PointerType(array.element(), false);
          case FunctionType function -> new PointerType(function, false);
          default -> fortran(die) ? inFortran(die, read) : read;
        };
    return new Parameter(name, passed);
  }

  private static boolean fortran(Die die) {
    return Language.of(die.unit().language()) == Language.FORTRAN;
  }

  /** By value only what says so, which shows in where it lies. */
  private static CType inFortran(Die die, CType type) {
    if (type instanceof ReferenceType reference) {
      return new PointerType(reference.target(), false);
    }
    Value location = die.value(At.LOCATION);
    if (location == null || !location.isBlock()) {
      return new UnsupportedType(
          type.spelling() + ", by value or by reference", OptionalLong.empty());
    }
    return LocationExpressions.isReference(location.block()) ? new PointerType(type, false) : type;
  }

  /** A type that is passed by value, or as what the ABI makes of it. */
  private CType value(Die type) {
    CType read = reader.complete(type);
    if (read instanceof ObjectType object
        && read.resolved() instanceof StructureType
        && reader.language(type) != Language.C
        && PassedByReference.is(type)) {
      // A class of C++ that has to be copied by its own code: its address is passed.
      return new UnsupportedType(read.spelling(), object.size());
    }
    return read;
  }
}
