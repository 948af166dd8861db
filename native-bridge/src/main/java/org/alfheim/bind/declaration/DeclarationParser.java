package org.alfheim.bind.declaration;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.alfheim.types.ArrayType;
import org.alfheim.types.CType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.IncompleteType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.ObjectType;
import org.alfheim.types.Parameter;
import org.alfheim.types.PointerType;
import org.alfheim.types.VoidType;

/**
 * Reads one C declaration by recursive descent (C17 6.7, declarations; no initialisers, no bodies).
 *
 * <p>A name that no header here explains is taken as the name of a type where a type must stand, so
 * {@code sqlite3 *db} can be read without {@code sqlite3.h}.
 */
final class DeclarationParser {
  /** How deep parentheses may nest. */
  private static final int DEEPEST = 32;

  private static final long LARGEST_ARRAY = Integer.MAX_VALUE;

  private final String text;
  private final List<Token> tokens;
  private int next;
  private int depth;

  private DeclarationParser(String text) {
    this.text = text;
    this.tokens = Lexer.tokens(text);
  }

  /**
   * What a declaration declares.
   *
   * @param name the declared name; empty where the declaration is a type alone
   * @param column where the name stands, or would
   * @param type its type
   * @param constant whether it is {@code const} itself or, if it is an array, its elements are
   */
  record Declared(String name, int column, CType type, boolean constant) {}

  /** A declarator, read but not yet applied to the type before it: {@code *name[4]}. */
  private record Declarator(
      String name, int column, List<UnaryOperator<CType>> derivations, boolean constant) {}

  static Declared parse(String text) {
    DeclarationParser parser = new DeclarationParser(text);
    Declared declared = parser.declaration();
    parser.attributes();
    if (parser.peek().is(";")) {
      parser.take();
    }
    Token rest = parser.peek();
    if (rest.kind() != Token.Kind.END) {
      throw parser.fault(rest, "expected the end of the declaration, found " + rest.shown());
    }
    return declared;
  }

  private Declared declaration() {
    Token start = peek();
    Specifiers specifiers = specifiers();
    CType base;
    try {
      base = specifiers.type();
    } catch (Specifiers.Contradiction contradiction) {
      throw fault(start, contradiction.getMessage());
    }
    Declarator declarator = declarator(specifiers.constant());
    CType type = base;
    for (UnaryOperator<CType> derivation : declarator.derivations().reversed()) {
      type = derivation.apply(type);
    }
    return new Declared(declarator.name(), declarator.column(), type, declarator.constant());
  }

  private Specifiers specifiers() {
    Specifiers specifiers = new Specifiers();
    while (peek().kind() == Token.Kind.WORD) {
      Token token = peek();
      Optional<String> refusal = Specifiers.refusal(token.text());
      if (refusal.isPresent()) {
        throw fault(token, refusal.get());
      }
      if (attributes()) {
        continue;
      }
      if (specifiers.take(token.text())) {
        take();
      } else if (specifiers.typeless()) {
        specifiers.name(Specifiers.tag(token.text()) ? tagged() : named());
      } else {
        break;
      }
    }
    if (specifiers.typeless()) {
      throw fault(peek(), "expected a type, found " + peek().shown());
    }
    return specifiers;
  }

  private CType tagged() {
    Token keyword = take();
    Token tag = take();
    if (tag.kind() != Token.Kind.WORD) {
      throw fault(tag, "expected a name after " + keyword.text() + ", found " + tag.shown());
    }
    String name = keyword.text() + " " + tag.text();
    // GCC gives an enumeration without negative constants the type unsigned int; the bits are the
    // same.
    return keyword.text().equals("enum")
        ? new IntegerType(name, 32, true)
        : new IncompleteType(name);
  }

  private CType named() {
    String name = take().text();
    return TypeNames.find(name).orElseGet(() -> new IncompleteType(name));
  }

  /**
   * Reads {@code * const *name[4](int)}; what stands nearest to the name comes first in the list.
   */
  private Declarator declarator(boolean constantBase) {
    List<UnaryOperator<CType>> pointers = new ArrayList<>();
    boolean constant = constantBase;
    while (peek().is("*")) {
      take();
      boolean constantTarget = constant;
      pointers.add(target -> new PointerType(target, constantTarget));
      constant = qualifiers();
    }
    attributes();
    String name = "";
    int column = peek().column();
    List<UnaryOperator<CType>> derivations = new ArrayList<>();
    if (peek().kind() == Token.Kind.WORD) {
      if (Specifiers.reserved(peek().text())) {
        throw fault(peek(), "expected a name, found " + peek().shown());
      }
      name = take().text();
    } else if (peek().is("(") && grouping()) {
      Token open = take();
      enter(open);
      Declarator inner = declarator(false);
      depth--;
      expect(")", "to close the '(' of column " + open.column());
      name = inner.name();
      column = inner.column();
      derivations.addAll(inner.derivations());
    }
    while (peek().is("[") || peek().is("(")) {
      derivations.add(peek().is("[") ? array() : function());
    }
    derivations.addAll(pointers.reversed());
    return new Declarator(name, column, derivations, constant);
  }

  /**
   * Whether a {@code (} groups a declarator, {@code (*name)}, and does not open a list of
   * parameters.
   */
  private boolean grouping() {
    Token after = tokens.get(next + 1);
    if (after.kind() == Token.Kind.WORD) {
      return !Specifiers.reserved(after.text())
          && TypeNames.find(after.text()).isEmpty()
          && tokens.get(next + 2).is(")");
    }
    return after.is("*") || after.is("(") || after.is("[");
  }

  private boolean qualifiers() {
    boolean constant = false;
    while (peek().kind() == Token.Kind.WORD && Specifiers.qualifier(peek().text())) {
      constant |= Specifiers.constant(take().text());
    }
    return constant;
  }

  private UnaryOperator<CType> array() {
    Token open = take();
    while (peek().kind() == Token.Kind.WORD
        && (Specifiers.qualifier(peek().text()) || peek().text().equals("static"))) {
      take();
    }
    OptionalLong length = peek().is("]") ? OptionalLong.empty() : length();
    expect("]", "to close the '[' of column " + open.column());
    return element -> {
      if (!(element instanceof ObjectType object)) {
        throw fault(open, "an array of " + element + " can't be laid out: its size is not known");
      }
      ArrayType array = new ArrayType(object, length);
      if (object.size().isEmpty()) {
        throw fault(open, "the size of an element is not known");
      }
      if (length.orElse(0) > LARGEST_ARRAY / Math.max(1, object.size().getAsLong())) {
        throw fault(open, "an array of more than " + LARGEST_ARRAY + " bytes");
      }
      return array;
    };
  }

  /**
   * A length that is a name ({@code BUFSIZ}, another parameter) or {@code *} is as good as none.
   */
  private OptionalLong length() {
    Token token = take();
    if (token.kind() == Token.Kind.WORD || token.is("*")) {
      return OptionalLong.empty();
    }
    if (token.kind() != Token.Kind.NUMBER) {
      throw fault(token, "expected the length of the array, found " + token.shown());
    }
    BigInteger length =
        Literals.integer(token.text())
            .orElseThrow(() -> fault(token, token.shown() + " is not a number"));
    if (length.bitLength() >= Integer.SIZE) {
      throw fault(token, "an array of more than " + LARGEST_ARRAY + " bytes");
    }
    return OptionalLong.of(length.longValueExact());
  }

  private UnaryOperator<CType> function() {
    Token open = take();
    enter(open);
    List<Parameter> parameters = new ArrayList<>();
    boolean variadic = false;
    while (!peek().is(")")) {
      if (peek().is("...")) {
        Token ellipsis = take();
        if (parameters.isEmpty()) {
          throw fault(ellipsis, "expected a parameter before '...'");
        }
        variadic = true;
        break;
      }
      Token start = peek();
      Declared parameter = declaration();
      if (parameter.type() instanceof VoidType
          && parameter.name().isEmpty()
          && parameters.isEmpty()
          && peek().is(")")) {
        break;
      }
      if (parameter.type() instanceof VoidType) {
        throw fault(start, "a parameter can't be void");
      }
      parameters.add(new Parameter(parameter.name(), adjusted(parameter)));
      if (parameters.size() > Prototype.MOST_PARAMETERS) {
        throw fault(start, "more than " + Prototype.MOST_PARAMETERS + " parameters");
      }
      if (!peek().is(",")) {
        break;
      }
      Token comma = take();
      if (peek().is(")")) {
        throw fault(comma, "expected a parameter after ','");
      }
    }
    expect(")", variadic ? "after '...'" : "or ',' after a parameter");
    depth--;
    attributes();
    boolean more = variadic;
    return result -> {
      if (result instanceof FunctionType || result instanceof ArrayType) {
        throw fault(
            open,
            "a function can't return " + (result instanceof ArrayType ? "an array" : "a function"));
      }
      return new FunctionType(result, parameters, more);
    };
  }

  /**
   * What a parameter's type becomes (C17 6.7.6.3p7, p8): an array and a function are passed as
   * pointers.
   */
  private static CType adjusted(Declared parameter) {
    return switch (parameter.type()) {
      case ArrayType array -> new PointerType(array.element(), parameter.constant());
      case FunctionType function -> new PointerType(function, false);
      default -> parameter.type();
    };
  }

  /** Skips {@code __attribute__((…))}; whether there was one. */
  private boolean attributes() {
    boolean found = false;
    while (peek().text().equals("__attribute__") || peek().text().equals("__attribute")) {
      found = true;
      take();
      int open = 0;
      do {
        Token token = take();
        if (token.kind() == Token.Kind.END || (open == 0 && !token.is("("))) {
          throw fault(token, "expected '((…))' after __attribute__, found " + token.shown());
        }
        open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      } while (open > 0);
    }
    return found;
  }

  private void enter(Token open) {
    depth++;
    if (depth > DEEPEST) {
      throw fault(open, "parentheses nested deeper than " + DEEPEST);
    }
  }

  private void expect(String punctuation, String reason) {
    Token token = take();
    if (!token.is(punctuation)) {
      throw fault(token, "expected '" + punctuation + "' " + reason + ", found " + token.shown());
    }
  }

  private Token peek() {
    return tokens.get(next);
  }

  private Token take() {
    Token token = tokens.get(next);
    if (token.kind() != Token.Kind.END) {
      next++;
    }
    return token;
  }

  private DeclarationException fault(Token token, String message) {
    return new DeclarationException(text, token.column(), message);
  }
}
