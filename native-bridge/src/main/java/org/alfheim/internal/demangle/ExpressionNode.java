package org.alfheim.internal.demangle;

import java.util.ArrayList;
import java.util.List;

/** Expressions in arguments of templates, in {@code decltype} and in bounds of arrays. */
sealed interface ExpressionNode extends Node {
  /** Expressions that stand in others without parentheses. */
  sealed interface Atom extends ExpressionNode {}

  /** A parameter of the function, counted from 1; 0 is {@code this}. */
  record Parameter(int number) implements Atom {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.write(number == 0 ? "this" : "{parm#" + number + "}");
    }
  }

  /** {@code type{a, b}}; the type may be null. */
  record Braces(Node type, ListOf values) implements Atom {
    @Override
    public void left(Printer out) throws UndecodableException {
      if (type != null) {
        out.print(type);
      }
      out.write('{');
      out.print(values);
      out.write('}');
    }

    @Override
    public List<Node> parts() {
      return type == null ? List.of(values) : List.of(type, values);
    }
  }

  /** Expressions with commas between them. */
  record ListOf(List<Node> values) implements ExpressionNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.list(values);
    }

    @Override
    public List<Node> parts() {
      return values;
    }
  }

  /** A number of a type, its digits as they are encoded. */
  record Literal(Node type, boolean negative, String digits) implements ExpressionNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      TypeNode.Literal form =
          type instanceof TypeNode.Builtin builtin ? builtin.literal() : TypeNode.Literal.CAST;
      boolean number =
          form != TypeNode.Literal.CAST
              && form != TypeNode.Literal.FLOATING
              && form != TypeNode.Literal.BOOL;
      if (form == TypeNode.Literal.BOOL && !negative && digits.matches("[01]")) {
        out.write(digits.equals("1") ? "true" : "false");
        return;
      }
      if (!number) {
        out.write('(');
        out.print(type);
        out.write(')');
      }
      if (negative) {
        out.write('-');
      }
      if (form == TypeNode.Literal.FLOATING) {
        out.write('[');
      }
      out.write(digits);
      out.write(form == TypeNode.Literal.FLOATING ? "]" : form.suffix());
    }

    @Override
    public List<Node> parts() {
      return List.of(type);
    }
  }

  /** An operator alone: {@code throw}. */
  record Nullary(String symbol) implements ExpressionNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.write(symbol);
    }
  }

  /** An operator before its operand. */
  record Unary(Operators.Operator operator, Node operand) implements ExpressionNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      Node shown = operand;
      // The address of a function is shown without its parameters.
      if (operator.code().equals("ad")
          && operand instanceof NameNode.Encoding function
          && function.name() instanceof NameNode.Qualified) {
        shown = function.name();
      }
      out.write(operator.symbol());
      switch (operator.code()) {
        case "gs" -> out.print(shown);
        case "st" -> {
          out.write('(');
          out.print(shown);
          out.write(')');
        }
        default -> out.operand(shown);
      }
    }

    @Override
    public List<Node> parts() {
      return List.of(operand);
    }
  }

  /** {@code x++}. */
  record Postfix(String symbol, Node operand) implements ExpressionNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.operand(operand);
      out.write(symbol);
    }

    @Override
    public List<Node> parts() {
      return List.of(operand);
    }
  }

  /** {@code sizeof...}: how many elements the pack has. */
  record PackSize(Node pack) implements ExpressionNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      TemplateArguments found = Packs.in(pack, out);
      out.write(Integer.toString(found == null ? 0 : found.size()));
    }
  }

  /** How many arguments a captured list has, packs in it counted by their elements. */
  record CapturedSize(TemplateArguments arguments) implements ExpressionNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      int size = 0;
      for (Node argument : arguments.nodes()) {
        TemplateArguments found =
            argument instanceof TypeNode.Expansion expansion
                ? Packs.in(expansion.pattern(), out)
                : null;
        size += found == null ? 1 : found.size();
      }
      out.write(Integer.toString(size));
    }
  }

  /** {@code (type)x}. */
  record Cast(Node type, Node operand) implements ExpressionNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.write('(');
      out.print(type);
      out.write(')');
      out.operand(operand);
    }

    @Override
    public List<Node> parts() {
      return List.of(type, operand);
    }
  }

  /** {@code static_cast<type>(x)}. */
  record NamedCast(String word, Node type, Node operand) implements ExpressionNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.write(word);
      out.write('<');
      out.print(type);
      out.write(">(");
      out.print(operand);
      out.write(')');
    }

    @Override
    public List<Node> parts() {
      return List.of(type, operand);
    }
  }

  /** An operator between two operands. */
  record Binary(String symbol, Node first, Node second) implements ExpressionNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      // Or the end of a template's arguments.
      boolean greater = symbol.equals(">");
      if (greater) {
        out.write('(');
      }
      out.operand(first);
      out.write(symbol);
      out.operand(second);
      if (greater) {
        out.write(')');
      }
    }

    @Override
    public List<Node> parts() {
      return List.of(first, second);
    }
  }

  /** {@code a[b]}. */
  record Index(Node array, Node index) implements ExpressionNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.operand(array);
      out.write('[');
      out.print(index);
      out.write(']');
    }

    @Override
    public List<Node> parts() {
      return List.of(array, index);
    }
  }

  /** {@code f(a, b)}. */
  record Call(Node function, ListOf arguments) implements ExpressionNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.operand(function instanceof NameNode.Encoding named ? named.name() : function);
      out.operand(arguments);
    }

    @Override
    public List<Node> parts() {
      return List.of(function, arguments);
    }
  }

  /** {@code a?b : c}. */
  record Choice(Node condition, Node yes, Node no) implements ExpressionNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.operand(condition);
      out.write('?');
      out.operand(yes);
      out.write(" : ");
      out.operand(no);
    }

    @Override
    public List<Node> parts() {
      return List.of(condition, yes, no);
    }
  }

  /** {@code new (place) type(values)}; the place and the values may be null. */
  record Creation(ListOf place, Node type, Node values) implements ExpressionNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.write("new ");
      if (!place.values().isEmpty()) {
        out.operand(place);
        out.write(' ');
      }
      out.print(type);
      if (values != null) {
        out.operand(values);
      }
    }

    @Override
    public List<Node> parts() {
      List<Node> parts = new ArrayList<>(List.of(place, type));
      if (values != null) {
        parts.add(values);
      }
      return parts;
    }
  }

  /** {@code (...+a)}, {@code (a+...)}, {@code (a+...+b)}; the sides that are not there are null. */
  record Fold(String symbol, Node before, Node after) implements ExpressionNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      int outer = out.pack;
      out.pack = -1;
      out.write('(');
      if (before != null) {
        out.operand(before);
        out.write(symbol);
      }
      out.write("...");
      if (after != null) {
        out.write(symbol);
        out.operand(after);
      }
      out.write(')');
      out.pack = outer;
    }

    @Override
    public List<Node> parts() {
      List<Node> parts = new ArrayList<>();
      if (before != null) {
        parts.add(before);
      }
      if (after != null) {
        parts.add(after);
      }
      return parts;
    }
  }

  /** {@code .member=value}, {@code [index]=value}, {@code [from ... to]=value}. */
  record Designated(String opening, Node place, Node last, Node value) implements ExpressionNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.write(opening);
      out.print(place);
      if (last != null) {
        out.write(" ... ");
        out.print(last);
      }
      if (opening.equals("[")) {
        out.write(']');
      }
      if (value instanceof Designated) {
        out.print(value);
      } else {
        out.write('=');
        out.operand(value);
      }
    }

    @Override
    public List<Node> parts() {
      return last == null ? List.of(place, value) : List.of(place, last, value);
    }
  }

  /** An operation of a vendor, as a call. */
  record VendorCall(Node name, TemplateArguments arguments) implements ExpressionNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.print(name);
      out.write('(');
      out.print(arguments);
      out.write(')');
    }

    @Override
    public List<Node> parts() {
      return arguments.nodes();
    }
  }
}
