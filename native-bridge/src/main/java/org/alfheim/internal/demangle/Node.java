package org.alfheim.internal.demangle;

import java.util.List;

/** A part of a decoded C++ name: written around what it declares, to the left and to the right. */
sealed interface Node permits NameNode, TypeNode, ExpressionNode, TemplateArguments {
  void left(Printer out) throws UndecodableException;

  /** What comes after the declared name: parameters of a function, bounds of an array. */
  default void right(Printer out) throws UndecodableException {}

  /** Where a pack of arguments is looked for that an expansion repeats. */
  default List<Node> parts() {
    return List.of();
  }
}
