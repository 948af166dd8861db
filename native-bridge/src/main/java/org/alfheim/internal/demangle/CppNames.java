package org.alfheim.internal.demangle;

import java.util.ArrayList;
import java.util.List;

/** The rules for names, as the Itanium C++ ABI has them in 5.1.2 to 5.1.4 and 5.1.6. */
final class CppNames {
  private final Cursor in;
  private final Substitutions substitutions;
  private final CppTypes types;

  /** The name that a constructor repeats. */
  private String lastName;

  CppNames(Cursor in) {
    this.in = in;
    this.substitutions = new Substitutions(in);
    this.types = new CppTypes(in, substitutions, this);
  }

  /** A whole name after {@code _Z}, with the suffixes of copies. */
  Node whole() throws UndecodableException {
    Node node = encoding(true);
    while (in.peek() == '.' && isCloneStart(in.peek(1))) {
      node = new NameNode.Clone(node, cloneSuffix());
    }
    if (!in.atEnd()) {
      throw new UndecodableException();
    }
    return node;
  }

  private static boolean isCloneStart(char c) {
    return Cursor.isLower(c) || Cursor.isDigit(c) || c == '_';
  }

  private String cloneSuffix() throws UndecodableException {
    int start = in.position();
    in.next();
    while (isCloneStart(in.peek())) {
      in.next();
    }
    while (in.peek() == '.' && Cursor.isDigit(in.peek(1))) {
      in.next();
      while (Cursor.isDigit(in.peek())) {
        in.next();
      }
    }
    return in.since(start);
  }

  Node encoding(boolean top) throws UndecodableException {
    in.enter();
    Node node;
    if (in.peek() == 'T' || in.peek() == 'G') {
      node = new CppSpecialNames(in, this, types).special();
    } else {
      node = name();
      char next = in.peek();
      if (next != 0 && next != 'E') {
        TypeNode.Function type = types.bareFunction(hasResult(node));
        if (!top && type.result() != null && node instanceof NameNode.Local) {
          type = new TypeNode.Function(null, type.parameters(), type.qualifiers());
        }
        node = new NameNode.Encoding(node, type);
      }
    }
    in.leave();
    return node;
  }

  /** Names of instances of templates tell the result; those of constructors have none. */
  private static boolean hasResult(Node name) {
    return switch (name) {
      case NameNode.Template template -> !hasNoResult(template.name());
      case NameNode.Local local -> hasResult(local.name());
      case NameNode.DefaultArgument argument -> hasResult(argument.name());
      case NameNode.MemberQualified qualified -> hasResult(qualified.name());
      default -> false;
    };
  }

  private static boolean hasNoResult(Node name) {
    return switch (name) {
      case NameNode.Qualified qualified -> hasNoResult(qualified.name());
      case NameNode.Local local -> hasNoResult(local.name());
      case NameNode.Tagged tagged -> hasNoResult(tagged.name());
      case NameNode.Structor _, NameNode.Conversion _ -> true;
      default -> false;
    };
  }

  Node name() throws UndecodableException {
    in.enter();
    Node node;
    switch (in.peek()) {
      case 'N' -> node = nested();
      case 'Z' -> node = local();
      case 'S' -> {
        boolean std = in.take("St");
        node = std ? unqualified(new NameNode.Identifier("std")) : substitution(false);
        node = maybeTemplate(node, std);
      }
      default -> node = maybeTemplate(unqualified(null), true);
    }
    in.leave();
    return node;
  }

  private Node maybeTemplate(Node name, boolean isNew) throws UndecodableException {
    if (in.peek() != 'I') {
      return name;
    }
    if (isNew) {
      substitutions.add(name);
    }
    return new NameNode.Template(name, templateArguments());
  }

  Node substitution(boolean prefix) throws UndecodableException {
    Node node = substitutions.reference(prefix);
    if (substitutions.lastName() != null) {
      lastName = substitutions.lastName();
    }
    if (node instanceof NameNode.Standard && in.peek() == 'B') {
      node = tags(node);
      substitutions.add(node);
    }
    return node;
  }

  private Node nested() throws UndecodableException {
    in.expect('N');
    String qualifiers = memberQualifiers();
    Node node = prefix();
    in.expect('E');
    return qualifiers.isEmpty() ? node : new NameNode.MemberQualified(node, qualifiers);
  }

  private String memberQualifiers() throws UndecodableException {
    String qualifiers = "";
    while (true) {
      switch (in.peek()) {
        case 'r' -> qualifiers = " restrict" + qualifiers;
        case 'V' -> qualifiers = " volatile" + qualifiers;
        case 'K' -> qualifiers = " const" + qualifiers;
        default -> {
          if (in.take('R')) {
            return qualifiers + " &";
          }
          return in.take('O') ? qualifiers + " &&" : qualifiers;
        }
      }
      in.next();
    }
  }

  private Node prefix() throws UndecodableException {
    return prefix(true);
  }

  /** A scope's names; those of an expression are not repeated by references. */
  Node prefix(boolean repeated) throws UndecodableException {
    Node node = null;
    while (true) {
      char peek = in.peek();
      if (peek == 'E') {
        if (node == null) {
          throw new UndecodableException();
        }
        return node;
      }
      if (peek == 'M' && node != null) {
        // The initializer of a member, in which a lambda stands: the member is the scope already.
        in.next();
        continue;
      }
      boolean known = false;
      if (peek == 'I') {
        if (node == null) {
          throw new UndecodableException();
        }
        node = new NameNode.Template(node, templateArguments());
      } else if (peek == 'S' || peek == 'T') {
        Node scope = peek == 'S' ? substitution(true) : types.templateParameter();
        node = node == null ? scope : new NameNode.Qualified(node, scope);
        known = peek == 'S';
      } else if (peek == 'D' && (in.peek(1) == 'T' || in.peek(1) == 't')) {
        Node scope = types.type();
        node = node == null ? scope : new NameNode.Qualified(node, scope);
      } else {
        node = unqualified(node);
      }
      if (repeated && !known && in.peek() != 'E') {
        substitutions.add(node);
      }
    }
  }

  /** A name within a scope; within none if that is null. */
  Node unqualified(Node scope) throws UndecodableException {
    String module = module();
    boolean internal = in.take('L');
    char peek = in.peek();
    Node node;
    if (Cursor.isDigit(peek)) {
      node = sourceName();
      if (internal) {
        discriminator();
      }
    } else if (internal) {
      throw new UndecodableException();
    } else if (Cursor.isLower(peek)) {
      node = operatorName();
    } else if (peek == 'D' && in.peek(1) == 'C') {
      node = binding();
    } else if (peek == 'C' || peek == 'D') {
      node = structor();
    } else if (in.take("Ul")) {
      node = lambda();
    } else if (in.take("Ut")) {
      node = new NameNode.Unnamed(in.compactNumber() + 1);
      substitutions.add(node);
    } else {
      throw new UndecodableException();
    }
    if (module != null) {
      node = new NameNode.OfModule(node, module);
    }
    node = tags(node);
    return scope == null ? node : new NameNode.Qualified(scope, node);
  }

  private String module() throws UndecodableException {
    StringBuilder module = null;
    while (in.take('W')) {
      boolean partition = in.take('P');
      if (module == null) {
        module = new StringBuilder();
      } else {
        module.append(partition ? "" : ".");
      }
      module.append(partition ? ":" : "").append(in.take(in.number()));
    }
    return module == null ? null : module.toString();
  }

  private Node tags(Node tagged) throws UndecodableException {
    Node node = tagged;
    String owner = lastName;
    while (in.take('B')) {
      node = new NameNode.Tagged(node, in.take(in.number()));
    }
    lastName = owner;
    return node;
  }

  NameNode.Identifier sourceName() throws UndecodableException {
    int length = in.number();
    if (length == 0) {
      throw new UndecodableException();
    }
    String text = in.take(length);
    // What GCC names a namespace without a name; the letters after it tell files apart.
    if (length >= 10
        && text.startsWith("_GLOBAL_")
        && "._$".indexOf(text.charAt(8)) >= 0
        && text.charAt(9) == 'N') {
      text = "(anonymous namespace)";
    }
    lastName = text;
    return new NameNode.Identifier(text);
  }

  private Node operatorName() throws UndecodableException {
    if (in.take("cv")) {
      return new NameNode.Conversion(types.conversion(true));
    }
    if (in.take("li")) {
      return new NameNode.Operator("\"\" " + sourceName().text());
    }
    if (in.peek() == 'v' && Cursor.isDigit(in.peek(1))) {
      in.take(2);
      return new NameNode.Operator(sourceName().text());
    }
    Operators.Operator operator = Operators.of(in.next(), in.next());
    if (operator == null) {
      throw new UndecodableException();
    }
    return new NameNode.Operator(operator.symbol());
  }

  private Node binding() throws UndecodableException {
    in.take("DC");
    List<Node> names = new ArrayList<>();
    do {
      names.add(sourceName());
    } while (!in.take('E'));
    return new NameNode.Binding(names);
  }

  private Node structor() throws UndecodableException {
    boolean constructs = in.next() == 'C';
    String name = lastName;
    boolean inherited = constructs && in.take('I');
    char kind = in.next();
    boolean right =
        constructs ? kind >= '1' && kind <= '5' : kind >= '0' && kind <= '5' && kind != '3';
    if (!right || name == null) {
      throw new UndecodableException();
    }
    if (inherited) {
      types.type();
      lastName = name;
    }
    return new NameNode.Structor(name, constructs);
  }

  private Node lambda() throws UndecodableException {
    List<Node> heads = types.lambdaHeads();
    TypeNode.Function signature = types.bareFunction(false);
    in.expect('E');
    return new NameNode.Lambda(heads, signature, in.compactNumber() + 1);
  }

  private Node local() throws UndecodableException {
    in.expect('Z');
    Node function = encoding(false);
    in.expect('E');
    if (function instanceof NameNode.Encoding encoding && encoding.type().result() != null) {
      TypeNode.Function type = encoding.type();
      function =
          new NameNode.Encoding(
              encoding.name(), new TypeNode.Function(null, type.parameters(), type.qualifiers()));
    }
    if (in.take('s')) {
      discriminator();
      return new NameNode.Local(function, new NameNode.Identifier("string literal"));
    }
    int number = in.take('d') ? in.compactNumber() + 1 : -1;
    Node entity = name();
    if (!(entity instanceof NameNode.Lambda) && !(entity instanceof NameNode.Unnamed)) {
      discriminator();
    }
    return new NameNode.Local(
        function, number < 0 ? entity : new NameNode.DefaultArgument(number, entity));
  }

  /** Tells apart things of one name; it is not shown. */
  private void discriminator() throws UndecodableException {
    if (in.peek() != '_') {
      return;
    }
    boolean isLong = in.peek(1) == '_';
    in.take(isLong ? 2 : 1);
    int number = in.numberOrZero();
    if (isLong && number >= 10) {
      in.expect('_');
    }
  }

  TemplateArguments templateArguments() throws UndecodableException {
    if (!in.take('I') && !in.take('J')) {
      throw new UndecodableException();
    }
    return argumentsToEnd();
  }

  TemplateArguments argumentsToEnd() throws UndecodableException {
    in.enter();
    String owner = lastName;
    List<Node> arguments = new ArrayList<>();
    while (!in.take('E')) {
      arguments.add(templateArgument());
    }
    lastName = owner;
    in.leave();
    return new TemplateArguments(arguments);
  }

  private Node templateArgument() throws UndecodableException {
    return switch (in.peek()) {
      case 'X' -> {
        in.next();
        Node expression = types.expressions().expression();
        in.expect('E');
        yield expression;
      }
      case 'L' -> types.expressions().primary();
      case 'I', 'J' -> templateArguments();
      default -> types.type();
    };
  }
}
