package org.alfheim.internal.demangle;

import java.util.ArrayList;
import java.util.List;

/** The rules for types (5.1.5). */
final class CppTypes {
  private final Cursor in;
  private final Substitutions substitutions;
  private final CppNames names;
  private final CppExpressions expressions;

  /** Within {@code operator T}: arguments after a parameter may be those of the operator. */
  private boolean inConversion;

  CppTypes(Cursor in, Substitutions substitutions, CppNames names) {
    this.in = in;
    this.substitutions = substitutions;
    this.names = names;
    this.expressions = new CppExpressions(in, names, this);
  }

  CppExpressions expressions() {
    return expressions;
  }

  /** The type of a conversion; as an operator's name, or of an expression. */
  Node conversion(boolean named) throws UndecodableException {
    boolean outer = inConversion;
    inConversion = named;
    Node type = type();
    inConversion = outer;
    return type;
  }

  Node type() throws UndecodableException {
    in.enter();
    Node type = isQualifier() ? qualified() : unqualified();
    in.leave();
    return type;
  }

  private boolean isQualifier() {
    return switch (in.peek()) {
      case 'r', 'V', 'K' -> true;
      case 'D' -> "xoOw".indexOf(in.peek(1)) >= 0 && in.peek(1) != 0;
      default -> false;
    };
  }

  private Node qualified() throws UndecodableException {
    List<Node> qualifiers = new ArrayList<>();
    while (isQualifier()) {
      qualifiers.addFirst(qualifier());
    }
    Node type;
    if (in.peek() == 'F') {
      type = function(qualifiers);
    } else {
      type = type();
      for (Node qualifier : qualifiers) {
        if (!(qualifier instanceof NameNode.Identifier word)) {
          throw new UndecodableException();
        }
        type = new TypeNode.Suffixed(type, word.text());
      }
    }
    substitutions.add(type);
    return type;
  }

  private Node qualifier() throws UndecodableException {
    return switch (in.next()) {
      case 'r' -> new NameNode.Identifier(" restrict");
      case 'V' -> new NameNode.Identifier(" volatile");
      case 'K' -> new NameNode.Identifier(" const");
      default ->
          switch (in.next()) {
            case 'x' -> new NameNode.Identifier(" transaction_safe");
            case 'o' -> new NameNode.Identifier(" noexcept");
            case 'O' -> {
              Node condition = expressions.expression();
              in.expect('E');
              yield new TypeNode.Specification(" noexcept", condition);
            }
            default -> {
              List<Node> thrown = new ArrayList<>();
              while (!in.take('E')) {
                thrown.add(type());
              }
              yield new TypeNode.Specification(" throw", new ExpressionNode.ListOf(thrown));
            }
          };
    };
  }

  private Node unqualified() throws UndecodableException {
    char c = in.peek();
    TypeNode.Builtin builtin = BuiltinTypes.of(c);
    if (builtin != null) {
      in.next();
      return builtin;
    }
    Node type;
    switch (c) {
      case 'u' -> {
        in.next();
        type = names.sourceName();
      }
      case 'F' -> type = function(List.of());
      case 'A' -> type = array();
      case 'M' -> {
        in.next();
        Node owner = type();
        type = new TypeNode.MemberPointer(owner, type());
      }
      case 'T' -> type = parameterized();
      case 'O' -> type = pointer("&&");
      case 'P' -> type = pointer("*");
      case 'R' -> type = pointer("&");
      case 'C' -> type = suffixed(" _Complex");
      case 'G' -> type = suffixed(" _Imaginary");
      case 'U' -> type = vendorQualified();
      case 'S' -> {
        boolean reference =
            in.peek(1) == '_' || Cursor.isDigit(in.peek(1)) || Cursor.isUpper(in.peek(1));
        if (!reference) {
          type = names.name();
          if (type instanceof NameNode.Standard) {
            return type;
          }
        } else {
          type = names.substitution(false);
          if (in.peek() != 'I') {
            return type;
          }
          type = new NameNode.Template(type, names.templateArguments());
        }
      }
      case 'D' -> {
        return special();
      }
      default -> {
        if (!Cursor.isDigit(c) && c != 'N' && c != 'Z' && c != 'W') {
          throw new UndecodableException();
        }
        type = names.name();
      }
    }
    substitutions.add(type);
    return type;
  }

  private Node pointer(String mark) throws UndecodableException {
    in.next();
    return new TypeNode.Pointer(type(), mark);
  }

  private Node suffixed(String words) throws UndecodableException {
    in.next();
    return new TypeNode.Suffixed(type(), words);
  }

  private Node vendorQualified() throws UndecodableException {
    in.next();
    NameNode.Identifier qualifier = names.sourceName();
    if (in.peek() != 'I') {
      return new TypeNode.Suffixed(type(), " " + qualifier.text());
    }
    Node whole = new NameNode.Template(qualifier, names.templateArguments());
    return new TypeNode.VendorQualified(type(), whole);
  }

  private Node special() throws UndecodableException {
    in.expect('D');
    char c = in.next();
    TypeNode.Builtin builtin = BuiltinTypes.ofD(c);
    if (builtin != null) {
      return builtin;
    }
    Node type;
    switch (c) {
      case 'T', 't' -> {
        Node expression = expressions.expression();
        in.expect('E');
        type = new TypeNode.Decltype(expression);
      }
      case 'p' -> type = new TypeNode.Expansion(type());
      case 'v' -> type = vector();
      case 'F' -> {
        int bits = in.number();
        if (in.take('b')) {
          return new TypeNode.Builtin("std::bfloat16_t", TypeNode.Literal.FLOATING);
        }
        String suffix = in.take('x') ? "x" : "";
        if (suffix.isEmpty()) {
          in.expect('_');
        }
        return new TypeNode.Builtin("_Float" + bits + suffix, TypeNode.Literal.FLOATING);
      }
      default -> throw new UndecodableException();
    }
    substitutions.add(type);
    return type;
  }

  private Node vector() throws UndecodableException {
    Node bound;
    if (in.take('_')) {
      bound = expressions.expression();
    } else {
      bound = new NameNode.Identifier(Integer.toString(in.number()));
    }
    in.expect('_');
    return new TypeNode.Vector(bound, type());
  }

  private Node array() throws UndecodableException {
    in.expect('A');
    Node bound = null;
    if (Cursor.isDigit(in.peek())) {
      int start = in.position();
      while (Cursor.isDigit(in.peek())) {
        in.next();
      }
      bound = new NameNode.Identifier(in.since(start));
    } else if (in.peek() != '_') {
      bound = expressions.expression();
    }
    in.expect('_');
    return new TypeNode.Array(bound, type());
  }

  private Node parameterized() throws UndecodableException {
    Node parameter = templateParameter();
    if (in.peek() != 'I') {
      return parameter;
    }
    if (!inConversion) {
      substitutions.add(parameter);
      return new NameNode.Template(parameter, names.templateArguments());
    }
    int position = in.position();
    int depth = in.depth();
    int size = substitutions.size();
    TemplateArguments arguments = names.templateArguments();
    if (in.peek() == 'I') {
      substitutions.add(parameter);
      return new NameNode.Template(parameter, arguments);
    }
    in.backTo(position, depth);
    substitutions.truncate(size);
    return parameter;
  }

  TypeNode.TemplateParameter templateParameter() throws UndecodableException {
    in.expect('T');
    return new TypeNode.TemplateParameter(in.compactNumber());
  }

  private TypeNode.Function function(List<Node> qualifiers) throws UndecodableException {
    in.expect('F');
    in.take('Y');
    TypeNode.Function function = bareFunction(true);
    List<Node> all = new ArrayList<>(qualifiers);
    if (in.take('R')) {
      all.add(new NameNode.Identifier(" &"));
    } else if (in.take('O')) {
      all.add(new NameNode.Identifier(" &&"));
    }
    in.expect('E');
    return new TypeNode.Function(function.result(), function.parameters(), all);
  }

  /** The types of a function; the first is that of its result. */
  TypeNode.Function bareFunction(boolean withResult) throws UndecodableException {
    in.enter();
    boolean hidden = in.take('J');
    Node result = withResult || hidden ? type() : null;
    List<Node> parameters = new ArrayList<>();
    while (!isEndOfParameters()) {
      parameters.add(type());
    }
    if (parameters.isEmpty()) {
      throw new UndecodableException();
    }
    if (parameters.size() == 1 && parameters.getFirst().equals(BuiltinTypes.VOID)) {
      parameters.clear();
    }
    in.leave();
    return new TypeNode.Function(result, parameters, List.of());
  }

  private boolean isEndOfParameters() {
    char c = in.peek();
    return c == 0 || c == 'E' || c == '.' || ((c == 'R' || c == 'O') && in.peek(1) == 'E');
  }

  /** The parameters of a template that a lambda is. */
  List<Node> lambdaHeads() throws UndecodableException {
    List<Node> heads = new ArrayList<>();
    while (in.peek() == 'T' && "yntp".indexOf(in.peek(1)) >= 0) {
      in.next();
      String dots = "";
      if (in.take('p')) {
        dots = "...";
        in.expect('T');
      }
      int number = heads.size();
      switch (in.next()) {
        case 'y' ->
            heads.add(
                new TypeNode.LambdaParameter(
                    "typename" + dots, new NameNode.Identifier(""), "$T" + number));
        case 'n' ->
            heads.add(
                new TypeNode.LambdaParameter(
                    "", new TypeNode.Suffixed(type(), dots), "$N" + number));
        case 't' -> {
          TemplateArguments inner = new TemplateArguments(lambdaHeads());
          in.expect('E');
          heads.add(new TypeNode.LambdaParameter("template<", inner, "$TT" + number));
        }
        default -> throw new UndecodableException();
      }
    }
    return heads;
  }
}
