package org.alfheim.internal.bind.text;

import java.lang.foreign.MemoryLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.declaration.Prototype;
import org.alfheim.internal.bind.abi.ArgumentPlaces;
import org.alfheim.internal.bind.abi.ByValue;
import org.alfheim.internal.bind.check.Pointers;
import org.alfheim.internal.bind.marshal.Target;
import org.alfheim.names.DemangledName;
import org.alfheim.types.CType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.Parameter;
import org.alfheim.types.ScalarType;
import org.alfheim.types.StructureType;
import org.alfheim.types.UnsupportedType;
import org.alfheim.types.VoidType;

/** What can be called of what is known. */
final class Callable {
  private Callable() {}

  /**
   * A function's type as a prototype.
   *
   * @throws BindingException if a value of it has no counterpart here
   */
  static Prototype prototype(Target target, FunctionType function) {
    List<Parameter> parameters = function.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      CType type = parameters.get(i).type();
      if (!passed(type)) {
        throw uncallable(target, function, "parameter " + (i + 1), type);
      }
      if (Pointers.variableArguments(type)) {
        String reason = "is a va_list: no caller but C can make one";
        throw uncallable(target, function, "parameter " + (i + 1), type, reason);
      }
    }
    if (!(function.result().resolved() instanceof VoidType) && !passed(function.result())) {
      throw uncallable(target, function, "the result", function.result());
    }
    if (parameters.size() > Prototype.MOST_PARAMETERS) {
      throw new BindingException(
          target.image()
              + ": "
              + DemangledName.declarator(target.name())
              + " has "
              + parameters.size()
              + " parameters");
    }
    checkPlaces(target, function);
    return new Prototype(target.name(), function);
  }

  private static void checkPlaces(Target target, FunctionType function) {
    List<Parameter> parameters = function.parameters();
    List<MemoryLayout> layouts = new ArrayList<>();
    for (Parameter parameter : parameters) {
      layouts.add(layout(parameter.type().resolved()));
    }
    CType result = function.result().resolved();
    ArgumentPlaces.of(
            result instanceof VoidType ? Optional.empty() : Optional.of(layout(result)), layouts)
        .refusal(layouts, !function.variadic())
        .ifPresent(refusal -> {
          CType type = parameters.get(refusal.argument()).type();
          String place = "parameter " + (refusal.argument() + 1);
          throw uncallable(target, function, place, type, refusal.reason());
        });
  }

  private static MemoryLayout layout(CType type) {
    return type instanceof StructureType structure
        ? ByValue.layout(structure).orElseThrow()
        : Prototype.argumentLayout((ScalarType) type);
  }

  private static boolean passed(CType type) {
    return switch (type.resolved()) {
      case ScalarType _ -> true;
      case StructureType structure -> structure.layout().isPresent();
      default -> false;
    };
  }

  private static BindingException uncallable(
      Target target, FunctionType function, String place, CType type) {
    return uncallable(target, function, place, type, reason(target, type));
  }

  private static BindingException uncallable(
      Target target, FunctionType function, String place, CType type, String reason) {
    return new BindingException(
        target.image()
            + ": '"
            + function.declare(DemangledName.declarator(target.name()))
            + "' can't be called: "
            + place
            + " is '"
            + type
            + "', which "
            + reason);
  }

  private static String reason(Target target, CType type) {
    if (type.resolved() instanceof StructureType structure) {
      return ByValue.refusal(structure);
    }
    // What is passed by its address though its members are known.
    boolean copiesItself =
        type instanceof UnsupportedType(String name, OptionalLong _)
            && target.typeNamed(name).map(CType::resolved).orElse(null) instanceof StructureType;
    return copiesItself
        ? "C++ copies by code of the class: that can't be done here; what takes a reference or a"
            + " pointer can be called"
        : "can't be passed by value: it has no counterpart in Java";
  }
}
