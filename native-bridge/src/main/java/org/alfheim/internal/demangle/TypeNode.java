package org.alfheim.internal.demangle;

import java.util.ArrayList;
import java.util.List;

/** Types: what stands before a declared name and, of functions and arrays, after it. */
sealed interface TypeNode extends Node {
  /** Whether a type has a part after what it declares, which is then joined to the left one. */
  static boolean goesOnRight(Node type, Printer out) throws UndecodableException {
    Resolved inner = Resolved.of(type, out);
    for (int i = 0; i <= Resolved.MOST; i++) {
      switch (inner.node()) {
        case Pointer pointer -> inner = inner.step(pointer.target(), out);
        case MemberPointer pointer -> inner = inner.step(pointer.member(), out);
        case Suffixed suffixed -> inner = inner.step(suffixed.type(), out);
        case Vector vector -> inner = inner.step(vector.element(), out);
        case Function _, Array _ -> {
          return true;
        }
        default -> {
          return false;
        }
      }
    }
    throw new UndecodableException();
  }

  /** What the compiler knows by itself, with the suffix of a number that has the type. */
  record Builtin(String text, Literal literal) implements TypeNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.write(text);
    }
  }

  /** How a number of a type is written. */
  enum Literal {
    /** {@code (type)5}. */
    CAST(""),
    INT(""),
    UNSIGNED("u"),
    LONG("l"),
    UNSIGNED_LONG("ul"),
    LONG_LONG("ll"),
    UNSIGNED_LONG_LONG("ull"),
    BOOL(""),
    /** {@code (type)[bits]}. */
    FLOATING("");

    private final String suffix;

    Literal(String suffix) {
      this.suffix = suffix;
    }

    String suffix() {
      return suffix;
    }
  }

  /** {@code T}: an argument of the template in whose scope it stands. */
  record TemplateParameter(int index) implements TypeNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      if (out.lambdas > 0) {
        if (index < out.lambdaHeads.size()) {
          out.write(((LambdaParameter) out.lambdaHeads.get(index)).name());
        } else {
          out.write("auto:" + (index + 1));
        }
        return;
      }
      Node argument = out.argument(index);
      Printer.Scope own = out.scope;
      out.scope = own.outer();
      out.left(argument);
      out.scope = own;
    }

    @Override
    public void right(Printer out) throws UndecodableException {
      if (out.lambdas > 0) {
        return;
      }
      Node argument = out.argument(index);
      Printer.Scope own = out.scope;
      out.scope = own.outer();
      out.right(argument);
      out.scope = own;
    }
  }

  /** A type with words after it: {@code const}, {@code volatile}, {@code _Complex}, a vendor's. */
  record Suffixed(Node type, String words) implements TypeNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      Resolved inner = Resolved.of(type, out);
      List<String> suffixes = new ArrayList<>();
      suffixes.add(words);
      int levels = 0;
      // The same qualifier twice, by way of a typedef or a template, is one.
      while (inner.node() instanceof Suffixed again) {
        if (!suffixes.contains(again.words())) {
          suffixes.add(again.words());
        }
        inner = inner.step(again.type(), out);
        levels++;
        if (levels > Resolved.MOST) {
          throw new UndecodableException();
        }
      }
      Printer.Scope own = out.scope;
      out.scope = inner.scope();
      if (inner.node() instanceof Array array) {
        out.left(array.element());
      } else if (inner.node() instanceof Function function) {
        function.left(out);
      } else {
        out.left(inner.node());
      }
      out.scope = own;
      if (!(inner.node() instanceof Function)) {
        for (int i = suffixes.size() - 1; i >= 0; i--) {
          out.write(suffixes.get(i));
        }
      }
    }

    @Override
    public void right(Printer out) throws UndecodableException {
      Resolved inner = Resolved.of(type, out);
      List<String> suffixes = new ArrayList<>();
      suffixes.add(words);
      while (inner.node() instanceof Suffixed again) {
        suffixes.add(again.words());
        inner = inner.step(again.type(), out);
      }
      Printer.Scope own = out.scope;
      out.scope = inner.scope();
      out.right(inner.node());
      out.scope = own;
      if (inner.node() instanceof Function) {
        for (int i = suffixes.size() - 1; i >= 0; i--) {
          out.write(suffixes.get(i));
        }
      }
    }

    @Override
    public List<Node> parts() {
      return List.of(type);
    }
  }

  /** A type with a vendor's qualifier that has arguments. */
  record VendorQualified(Node type, Node qualifier) implements TypeNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.left(type);
      out.write(' ');
      out.print(qualifier);
    }

    @Override
    public void right(Printer out) throws UndecodableException {
      out.right(type);
    }

    @Override
    public List<Node> parts() {
      return List.of(type, qualifier);
    }
  }

  /** A type with what its parameters stand for, and the scope in which it is to be written. */
  record Resolved(Node node, Printer.Scope scope) {
    /** More of qualifiers upon each other than any name has. */
    static final int MOST = 64;

    static Resolved of(Node node, Printer out) throws UndecodableException {
      return new Resolved(node, out.scope).step(node, out);
    }

    Resolved step(Node next, Printer out) throws UndecodableException {
      Printer.Scope own = out.scope;
      out.scope = scope;
      Node node = next;
      for (int i = 0; node instanceof TemplateParameter parameter && out.lambdas == 0; i++) {
        if (i > Resolved.MOST) {
          throw new UndecodableException();
        }
        node = out.argument(parameter.index());
        out.scope = out.scope.outer();
      }
      Resolved resolved = new Resolved(node, out.scope);
      out.scope = own;
      return resolved;
    }
  }

  /** {@code *}, {@code &}, {@code &&}: a reference to a reference is one. */
  record Pointer(Node target, String mark) implements TypeNode {
    private record Shape(Resolved target, String mark) {}

    private Shape shape(Printer out) throws UndecodableException {
      if (mark.equals("*")) {
        return new Shape(Resolved.of(target, out), mark);
      }
      Printer.Scope own = out.scope;
      if (target instanceof TemplateParameter parameter && out.lambdas == 0) {
        out.scope = out.scopeOfReferenced(parameter);
      }
      Resolved inner = Resolved.of(target, out);
      out.scope = own;
      String collapsed = mark;
      for (int i = 0; inner.node() instanceof Pointer again && !again.mark().equals("*"); i++) {
        if (i > Resolved.MOST) {
          throw new UndecodableException();
        }
        if (again.mark().equals("&")) {
          collapsed = "&";
        }
        inner = inner.step(again.target(), out);
      }
      return new Shape(inner, collapsed);
    }

    @Override
    public void left(Printer out) throws UndecodableException {
      Shape shape = shape(out);
      Printer.Scope own = out.scope;
      out.scope = shape.target().scope();
      out.left(shape.target().node());
      boolean around = bracketed(shape.target(), out);
      out.scope = own;
      if (around) {
        open(shape.target(), out);
      }
      out.write(shape.mark());
    }

    @Override
    public void right(Printer out) throws UndecodableException {
      Shape shape = shape(out);
      Printer.Scope own = out.scope;
      out.scope = shape.target().scope();
      if (bracketed(shape.target(), out)) {
        out.write(')');
      }
      out.right(shape.target().node());
      out.scope = own;
    }

    @Override
    public List<Node> parts() {
      return List.of(target);
    }
  }

  /** Whether what points to a type is bracketed: it is a function or an array, qualified or not. */
  private static boolean bracketed(Resolved target, Printer out) throws UndecodableException {
    Resolved inner = target;
    while (inner.node() instanceof Suffixed suffixed) {
      inner = inner.step(suffixed.type(), out);
    }
    return inner.node() instanceof Function || inner.node() instanceof Array;
  }

  /** The bracket around what points to a function or to an array. */
  private static void open(Resolved target, Printer out) throws UndecodableException {
    Resolved inner = target;
    while (inner.node() instanceof Suffixed suffixed) {
      inner = inner.step(suffixed.type(), out);
    }
    boolean nested = out.last() == '(' || out.last() == '*';
    if (out.last() != ' ' && (inner.node() instanceof Array || !nested)) {
      out.write(' ');
    }
    out.write('(');
  }

  /** {@code type class::*}. */
  record MemberPointer(Node owner, Node member) implements TypeNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      Resolved inner = Resolved.of(member, out);
      Printer.Scope own = out.scope;
      out.scope = inner.scope();
      out.left(inner.node());
      boolean around = bracketed(inner, out);
      out.scope = own;
      if (out.last() != '(' && out.last() != ' ') {
        out.write(' ');
      }
      if (around) {
        out.write('(');
      }
      out.print(owner);
      out.write("::*");
    }

    @Override
    public void right(Printer out) throws UndecodableException {
      Resolved inner = Resolved.of(member, out);
      Printer.Scope own = out.scope;
      out.scope = inner.scope();
      if (bracketed(inner, out)) {
        out.write(')');
      }
      out.right(inner.node());
      out.scope = own;
    }

    @Override
    public List<Node> parts() {
      return List.of(owner, member);
    }
  }

  /** {@code element [bound]}. */
  record Array(Node bound, Node element) implements TypeNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.left(element);
    }

    @Override
    public void right(Printer out) throws UndecodableException {
      if (out.last() != ']') {
        out.write(' ');
      }
      out.write('[');
      if (bound != null) {
        out.print(bound);
      }
      out.write(']');
      out.right(element);
    }

    @Override
    public List<Node> parts() {
      return bound == null ? List.of(element) : List.of(bound, element);
    }
  }

  /** {@code element __vector(bound)}. */
  record Vector(Node bound, Node element) implements TypeNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.left(element);
      out.write(" __vector(");
      out.print(bound);
      out.write(')');
    }

    @Override
    public void right(Printer out) throws UndecodableException {
      out.right(element);
    }

    @Override
    public List<Node> parts() {
      return List.of(bound, element);
    }
  }

  /** A function's type; the result is null where the name does not tell it. */
  record Function(Node result, List<Node> parameters, List<Node> qualifiers) implements TypeNode {
    public Function {
      parameters = List.copyOf(parameters);
      qualifiers = List.copyOf(qualifiers);
    }

    @Override
    public void left(Printer out) throws UndecodableException {
      if (result != null) {
        out.left(result);
        if (!goesOnRight(result, out)) {
          out.write(' ');
        }
      }
    }

    @Override
    public void right(Printer out) throws UndecodableException {
      parameters(out);
      if (result != null) {
        out.right(result);
      }
    }

    void parameters(Printer out) throws UndecodableException {
      out.write('(');
      out.list(parameters);
      out.write(')');
      for (Node qualifier : qualifiers) {
        out.print(qualifier);
      }
    }

    @Override
    public List<Node> parts() {
      List<Node> parts = new ArrayList<>(parameters);
      if (result != null) {
        parts.add(result);
      }
      return parts;
    }
  }

  /** A qualifier of a function's type that has an expression or types: {@code noexcept(x)}. */
  record Specification(String word, Node inner) implements TypeNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.write(word);
      out.write('(');
      out.print(inner);
      out.write(')');
    }

    @Override
    public List<Node> parts() {
      return List.of(inner);
    }
  }

  /** {@code decltype (expression)}. */
  record Decltype(Node expression) implements TypeNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.write("decltype (");
      out.print(expression);
      out.write(')');
    }

    @Override
    public List<Node> parts() {
      return List.of(expression);
    }
  }

  /** A pattern, once for each element of the pack in it; with dots where there is none. */
  record Expansion(Node pattern) implements TypeNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      TemplateArguments pack = Packs.in(pattern, out);
      if (pack == null) {
        out.operand(pattern);
        out.write("...");
        return;
      }
      int outer = out.pack;
      for (int i = 0; i < pack.size(); i++) {
        if (i > 0) {
          out.write(", ");
        }
        out.pack = i;
        out.print(pattern);
      }
      out.pack = outer;
    }
  }

  /** A parameter of the template that a lambda itself is; named only outside another's head. */
  record LambdaParameter(String word, Node type, String name) implements TypeNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.write(word);
      if (type instanceof TemplateArguments inner) {
        boolean named = out.headsNamed;
        out.headsNamed = false;
        out.print(inner);
        out.headsNamed = named;
        out.write("> class");
      } else {
        out.print(type);
      }
      if (out.headsNamed) {
        out.write(' ');
        out.write(name);
      }
    }
  }
}
