package org.alfheim.internal.demangle;

import java.util.List;

/** Names of things: of namespaces, classes, functions, variables, and of what a compiler adds. */
sealed interface NameNode extends Node {
  /** Names that stand in an expression without parentheses. */
  sealed interface Plain extends NameNode {}

  /** A word. */
  record Identifier(String text) implements Plain {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.write(text);
    }
  }

  /** A class of std that has an abbreviation. */
  record Standard(String text) implements NameNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.write(text);
    }
  }

  /** {@code scope::name}; of a local name, the scope is a function. */
  record Qualified(Node scope, Node name) implements Plain {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.print(scope);
      out.write("::");
      out.print(name);
    }

    @Override
    public List<Node> parts() {
      return List.of(scope, name);
    }
  }

  /** A thing within a function. */
  record Local(Node function, Node name) implements NameNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      Printer.Scope outer = out.scope;
      out.print(function);
      out.scope = outer;
      out.write("::");
      out.print(name);
    }

    @Override
    public List<Node> parts() {
      return List.of(function, name);
    }
  }

  /** A thing in the default argument of a function's parameter, counted from the last. */
  record DefaultArgument(int number, Node name) implements NameNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.write("{default arg#" + number + "}::");
      out.print(name);
    }

    @Override
    public List<Node> parts() {
      return List.of(name);
    }
  }

  /** {@code name@module}. */
  record OfModule(Node name, String module) implements NameNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.print(name);
      out.write('@');
      out.write(module);
    }

    @Override
    public List<Node> parts() {
      return List.of(name);
    }
  }

  /** {@code name<arguments>}. */
  record Template(Node name, TemplateArguments arguments) implements NameNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      TemplateArguments outer = out.current;
      out.current = arguments;
      out.print(name);
      if (out.last() == '<') {
        out.write(' ');
      }
      out.write('<');
      out.print(arguments);
      out.write(out.last() == '>' ? " >" : ">");
      out.current = outer;
    }

    @Override
    public List<Node> parts() {
      return List.of(name, arguments);
    }
  }

  /** {@code name[abi:tag]}. */
  record Tagged(Node name, String tag) implements NameNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.print(name);
      out.write("[abi:");
      out.write(tag);
      out.write(']');
    }

    @Override
    public List<Node> parts() {
      return List.of(name);
    }
  }

  /** A constructor or a destructor. */
  record Structor(String name, boolean constructs) implements NameNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      if (!constructs) {
        out.write('~');
      }
      out.write(name);
    }
  }

  /** {@code operator+}. */
  record Operator(String symbol) implements NameNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.write("operator");
      if (Cursor.isLower(symbol.charAt(0))) {
        out.write(' ');
      }
      out.write(symbol.stripTrailing());
    }
  }

  /** {@code operator type}. */
  record Conversion(Node type) implements NameNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.write("operator ");
      Printer.Scope outer = out.scope;
      if (out.current != null) {
        out.scope = new Printer.Scope(out.current, outer);
      }
      if (type instanceof Template template) {
        out.print(template.name());
        out.scope = outer;
        if (out.last() == '<') {
          out.write(' ');
        }
        out.write('<');
        out.print(template.arguments());
        out.write(out.last() == '>' ? " >" : ">");
      } else {
        out.print(type);
      }
      out.scope = outer;
    }

    @Override
    public List<Node> parts() {
      return List.of(type);
    }
  }

  /** {@code [a, b]} of a structured binding. */
  record Binding(List<Node> names) implements NameNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.write('[');
      out.list(names);
      out.write(']');
    }
  }

  /** A lambda, by its parameters and its number among those of its scope. */
  record Lambda(List<Node> heads, TypeNode.Function signature, int number) implements NameNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.write("{lambda");
      List<Node> outer = out.lambdaHeads;
      out.lambdaHeads = heads;
      out.lambdas++;
      if (!heads.isEmpty()) {
        out.write('<');
        out.list(heads);
        out.write('>');
      }
      signature.right(out);
      out.lambdas--;
      out.lambdaHeads = outer;
      out.write("#" + number + "}");
    }
  }

  /** A class without a name. */
  record Unnamed(int number) implements NameNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.write("{unnamed type#" + number + "}");
    }
  }

  /** What a compiler makes of a thing: its table, its guard, a thunk to it. */
  record Special(String what, Node thing) implements NameNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.write(what);
      out.print(thing);
    }

    @Override
    public List<Node> parts() {
      return List.of(thing);
    }
  }

  /** A table of a class as the base of another, while that is constructed. */
  record ConstructionTable(Node base, Node derived) implements NameNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.write("construction vtable for ");
      out.print(base);
      out.write("-in-");
      out.print(derived);
    }
  }

  /** A copy of a function that the compiler made. */
  record Clone(Node function, String suffix) implements NameNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.print(function);
      out.write(" [clone ");
      out.write(suffix);
      out.write(']');
    }
  }

  /** The qualifiers of a member function, which come after its parameters. */
  record MemberQualified(Node name, String qualifiers) implements NameNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      out.print(name);
      out.write(qualifiers);
    }

    @Override
    public List<Node> parts() {
      return List.of(name);
    }
  }

  /** A function with its parameters, and with its result where the name tells it. */
  record Encoding(Node name, TypeNode.Function type) implements NameNode {
    @Override
    public void left(Printer out) throws UndecodableException {
      // A member function's qualifiers stand at its name, or at that of a local class's member.
      StringBuilder qualifiers = new StringBuilder();
      Node bare = name;
      while (bare instanceof MemberQualified qualified) {
        qualifiers.insert(0, qualified.qualifiers());
        bare = qualified.name();
      }
      Node innermost = bare;
      if (bare instanceof Local local) {
        Node entity = local.name();
        int number = -1;
        if (entity instanceof DefaultArgument argument) {
          number = argument.number();
          entity = argument.name();
        }
        boolean isQualified = entity instanceof MemberQualified;
        while (entity instanceof MemberQualified qualified) {
          qualifiers.insert(0, qualified.qualifiers());
          entity = qualified.name();
        }
        innermost = entity;
        if (isQualified) {
          bare =
              new Local(
                  local.function(), number < 0 ? entity : new DefaultArgument(number, entity));
        }
      }
      Printer.Scope outer = out.scope;
      Printer.Scope own =
          innermost instanceof Template template
              ? new Printer.Scope(template.arguments(), outer)
              : outer;
      out.scope = own;
      if (type.result() != null) {
        out.left(type.result());
        if (!TypeNode.goesOnRight(type.result(), out)) {
          out.write(' ');
        }
      }
      out.scope = outer;
      int start = out.length();
      out.print(bare);
      out.named(start);
      out.scope = own;
      type.parameters(out);
      out.write(qualifiers.toString());
      if (type.result() != null) {
        out.right(type.result());
      }
      out.scope = outer;
    }

    @Override
    public List<Node> parts() {
      return List.of(name, type);
    }
  }
}
