package org.alfheim.internal.demangle;

import java.util.IdentityHashMap;
import java.util.List;

/**
 * Writes a {@link Node} as C++ has it.
 *
 * <p>A declarator is written around the name that it declares, so that each node has a left and a
 * right part. A parameter of a template stands for an argument of the innermost template whose
 * function or conversion is being written ({@link #scope}): the same node, met again by way of a
 * substitution, may mean another one, as binutils has it.
 *
 * <p>What is written is bounded, and so is the work: each substitution may double a name.
 */
final class Printer {
  /** The longest name that a C++ library of a Debian system has is a sixth of it. */
  private static final int LONGEST = 1 << 16;

  private static final int MOST_STEPS = 1 << 18;
  private static final int DEEPEST = 500;

  /** The arguments of a template, and those that were in force around it. */
  record Scope(TemplateArguments arguments, Scope outer) {}

  private final StringBuilder out = new StringBuilder(128);
  private int nameStart;
  private int nameEnd;
  private int steps;
  private int depth;

  /** Where a comma and a space were taken back. */
  private int takenBack = -1;

  private IdentityHashMap<TypeNode.TemplateParameter, Scope> referenced;

  /** The arguments that parameters stand for; null where there is no template. */
  Scope scope;

  /** The template whose name is being written, for a conversion to a type of its parameters. */
  TemplateArguments current;

  /** Which element of a pack is being written; -1 for all. */
  int pack = -1;

  /** How many signatures of lambdas we are in: their parameters are shown as such. */
  int lambdas;

  /** The parameters of the template that the lambda itself is. */
  List<Node> lambdaHeads = List.of();

  /** Whether those are written with their names. */
  boolean headsNamed = true;

  String text() {
    return out.toString();
  }

  int length() {
    return out.length();
  }

  /** Notes where the name of a function begins and ends, if it is the one that all is about. */
  void named(int start) {
    if (depth == 1) {
      nameStart = start;
      nameEnd = out.length();
    }
  }

  /** Writes all of a name. */
  DecodedName whole(Node node) throws UndecodableException {
    print(node);
    return nameEnd == 0
        ? new DecodedName(text(), 0, out.length())
        : new DecodedName(text(), nameStart, nameEnd);
  }

  void write(String text) throws UndecodableException {
    if (out.length() + text.length() > LONGEST) {
      throw new UndecodableException();
    }
    out.append(text);
  }

  void write(char c) throws UndecodableException {
    if (out.length() >= LONGEST) {
      throw new UndecodableException();
    }
    out.append(c);
  }

  /** What was written last, were it a space that was taken back. */
  char last() {
    if (out.isEmpty()) {
      return 0;
    }
    return takenBack == out.length() ? ' ' : out.charAt(out.length() - 1);
  }

  void print(Node node) throws UndecodableException {
    left(node);
    right(node);
  }

  void left(Node node) throws UndecodableException {
    enter();
    node.left(this);
    depth--;
  }

  void right(Node node) throws UndecodableException {
    enter();
    node.right(this);
    depth--;
  }

  /** Counts a step of work, one deeper; {@link #leave} ends it. */
  void enter() throws UndecodableException {
    if (++steps > MOST_STEPS || ++depth > DEEPEST) {
      throw new UndecodableException();
    }
  }

  void leave() {
    depth--;
  }

  /**
   * A list with commas. What writes nothing, as an empty pack does, takes away the comma before the
   * rest of the list only if nothing follows it.
   */
  void list(List<Node> nodes) throws UndecodableException {
    int[] ends = new int[nodes.size()];
    for (int i = 0; i < nodes.size(); i++) {
      if (i > 0) {
        write(", ");
      }
      ends[i] = out.length();
      print(nodes.get(i));
    }
    for (int i = nodes.size() - 1; i > 0 && out.length() == ends[i]; i--) {
      out.setLength(ends[i] - 2);
      takenBack = out.length();
    }
  }

  /** The scope in which a parameter was first referred to by a reference: it stays that one. */
  Scope scopeOfReferenced(TypeNode.TemplateParameter parameter) {
    if (referenced == null) {
      referenced = new IdentityHashMap<>();
    }
    if (!referenced.containsKey(parameter)) {
      referenced.put(parameter, scope);
    }
    return referenced.get(parameter);
  }

  /** What a parameter of a template stands for. */
  Node argument(int index) throws UndecodableException {
    if (scope == null || index < 0 || index >= scope.arguments().size()) {
      throw new UndecodableException();
    }
    Node argument = scope.arguments().get(index);
    if (argument instanceof TemplateArguments packed && pack >= 0) {
      if (pack >= packed.size()) {
        throw new UndecodableException();
      }
      return packed.get(pack);
    }
    return argument;
  }

  /** A part of an expression, in parentheses unless it is as simple as a name. */
  void operand(Node node) throws UndecodableException {
    boolean simple = node instanceof ExpressionNode.Atom || node instanceof NameNode.Plain;
    if (!simple) {
      write('(');
    }
    print(node);
    if (!simple) {
      write(')');
    }
  }
}
