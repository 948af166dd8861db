package org.alfheim.types;

import java.util.List;
import java.util.StringJoiner;

/**
 * A function. It is no value: a symbol is one, and a pointer leads to one.
 *
 * @param result the type of its result
 * @param parameters its parameters, in order
 * @param variadic whether the parameters end in {@code ...}
 */
public record FunctionType(CType result, List<Parameter> parameters, boolean variadic)
    implements CType {
  /** Copies the list. */
  public FunctionType {
    parameters = List.copyOf(parameters);
  }

  @Override
  public String declare(String declarator) {
    StringJoiner joined = new StringJoiner(", ");
    for (Parameter parameter : parameters) {
      joined.add(parameter.toString());
    }
    String list = joined.toString();
    if (parameters.isEmpty()) {
      // Without a prototype (C17 6.7.6.3p14) it is f().
      list = variadic ? "" : "void";
    } else if (variadic) {
      list += ", ...";
    }
    return result.declare(declarator + "(" + list + ")");
  }

  @Override
  public String toString() {
    return spelling();
  }
}
