package org.alfheim.internal.demangle;

import java.util.ArrayList;
import java.util.List;

/** The rules for expressions (5.1.6). */
final class CppExpressions {
  private final Cursor in;
  private final CppNames names;
  private final CppTypes types;

  CppExpressions(Cursor in, CppNames names, CppTypes types) {
    this.in = in;
    this.names = names;
    this.types = types;
  }

  Node expression() throws UndecodableException {
    in.enter();
    Node expression = unbounded();
    in.leave();
    return expression;
  }

  private Node unbounded() throws UndecodableException {
    char c = in.peek();
    if (c == 'L') {
      return primary();
    }
    if (c == 'T') {
      return types.templateParameter();
    }
    if (in.take("sr")) {
      Node name = names.unqualified(scope());
      return in.peek() == 'I' ? new NameNode.Template(name, names.templateArguments()) : name;
    }
    if (in.take("sp")) {
      return new TypeNode.Expansion(expression());
    }
    if (in.take("fp")) {
      return new ExpressionNode.Parameter(in.take('T') ? 0 : in.compactNumber() + 1);
    }
    if (Cursor.isDigit(c) || in.take("on")) {
      return namedTemplate();
    }
    if (in.take("il")) {
      return new ExpressionNode.Braces(null, listTo('E'));
    }
    if (in.take("tl")) {
      Node type = types.type();
      return new ExpressionNode.Braces(type, listTo('E'));
    }
    if (in.take('u')) {
      Node name = names.sourceName();
      return new ExpressionNode.VendorCall(name, names.argumentsToEnd());
    }
    return operation();
  }

  /** The scope of a name: a type, or names up to an {@code E} if there is one. */
  private Node scope() throws UndecodableException {
    if (!Cursor.isDigit(in.peek())) {
      return types.type();
    }
    int position = in.position();
    int depth = in.depth();
    try {
      Node scope = names.prefix(false);
      in.expect('E');
      if (Cursor.isDigit(in.peek()) || in.has("on") || in.has("dn")) {
        return scope;
      }
    } catch (UndecodableException e) {
      // Not of that form: it is a type.
    }
    in.backTo(position, depth);
    return types.type();
  }

  private Node namedTemplate() throws UndecodableException {
    Node name = names.unqualified(null);
    return in.peek() == 'I' ? new NameNode.Template(name, names.templateArguments()) : name;
  }

  private ExpressionNode.ListOf listTo(char end) throws UndecodableException {
    List<Node> values = new ArrayList<>();
    while (!in.take(end)) {
      values.add(expression());
    }
    return new ExpressionNode.ListOf(values);
  }

  /** A number of a type, or an encoded name: {@code Li5E}, {@code L_Z1fvE}. */
  Node primary() throws UndecodableException {
    in.expect('L');
    Node primary;
    if (in.take("_Z") || in.take('Z')) {
      primary = names.encoding(false);
    } else {
      Node type = types.type();
      if (in.peek() == 'E' && type.equals(BuiltinTypes.ofD('n'))) {
        primary = type;
      } else {
        boolean negative = in.take('n');
        int start = in.position();
        if (in.peek() == 'E') {
          throw new UndecodableException();
        }
        do {
          in.next();
        } while (in.peek() != 'E');
        primary = new ExpressionNode.Literal(type, negative, in.since(start));
      }
    }
    in.expect('E');
    return primary;
  }

  private Node operation() throws UndecodableException {
    if (in.take("cv")) {
      Node type = types.conversion(false);
      return new ExpressionNode.Cast(type, in.take('_') ? listTo('E') : expression());
    }
    if (in.take("di")) {
      Node member = names.sourceName();
      return new ExpressionNode.Designated(".", member, null, expression());
    }
    if (in.take("dx")) {
      Node index = expression();
      return new ExpressionNode.Designated("[", index, null, expression());
    }
    if (in.take("dX")) {
      Node from = expression();
      Node to = expression();
      return new ExpressionNode.Designated("[", from, to, expression());
    }
    Operators.Operator operator = Operators.of(in.next(), in.next());
    if (operator == null) {
      throw new UndecodableException();
    }
    return switch (operator.operands()) {
      case 0 -> new ExpressionNode.Nullary(operator.symbol());
      case 1 -> unary(operator);
      case 2 -> binary(operator);
      default -> ternary(operator);
    };
  }

  private Node unary(Operators.Operator operator) throws UndecodableException {
    return switch (operator.code()) {
      case "st" -> new ExpressionNode.Unary(operator, types.type());
      case "sP" -> new ExpressionNode.CapturedSize(names.argumentsToEnd());
      case "sZ" -> new ExpressionNode.PackSize(expression());
      case "pp", "mm" ->
          in.take('_')
              ? new ExpressionNode.Unary(operator, expression())
              : new ExpressionNode.Postfix(operator.symbol(), expression());
      default -> new ExpressionNode.Unary(operator, expression());
    };
  }

  /* The parts of an expression are read in the order of the arguments here. */
  private Node binary(Operators.Operator operator) throws UndecodableException {
    String symbol = operator.symbol();
    return switch (operator.code()) {
      case "sc", "dc", "cc", "rc" ->
          new ExpressionNode.NamedCast(symbol, types.type(), expression());
      case "fl" -> new ExpressionNode.Fold(folded(), null, expression());
      case "fr" -> new ExpressionNode.Fold(folded(), expression(), null);
      case "cl" -> new ExpressionNode.Call(expression(), listTo('E'));
      case "ix" -> new ExpressionNode.Index(expression(), expression());
      case "dt", "pt" -> new ExpressionNode.Binary(symbol, expression(), member());
      default -> new ExpressionNode.Binary(symbol, expression(), expression());
    };
  }

  private Node member() throws UndecodableException {
    if (in.has("gs")) {
      return expression();
    }
    if (in.peek() == 's' && in.peek(1) == 'r') {
      return expression();
    }
    if (in.take("on") || !in.atEnd()) {
      return namedTemplate();
    }
    throw new UndecodableException();
  }

  private String folded() throws UndecodableException {
    Operators.Operator operator = Operators.of(in.next(), in.next());
    if (operator == null) {
      throw new UndecodableException();
    }
    return operator.symbol();
  }

  private Node ternary(Operators.Operator operator) throws UndecodableException {
    return switch (operator.code()) {
      case "qu" -> new ExpressionNode.Choice(expression(), expression(), expression());
      case "fL", "fR" -> new ExpressionNode.Fold(folded(), expression(), expression());
      default -> new ExpressionNode.Creation(listTo('_'), types.type(), initializer());
    };
  }

  /** What a new object is made from; null if that is nothing. */
  private Node initializer() throws UndecodableException {
    if (in.take('E')) {
      return null;
    }
    if (in.take("pi")) {
      return listTo('E');
    }
    if (in.has("il")) {
      return expression();
    }
    throw new UndecodableException();
  }
}
