package org.alfheim.internal.demangle;

/** Finds the pack of arguments that a pattern is repeated for. */
final class Packs {
  private Packs() {}

  /** The first pack that a part of a pattern stands for; null if there is none. */
  static TemplateArguments in(Node pattern, Printer out) throws UndecodableException {
    return switch (pattern) {
      case TypeNode.TemplateParameter parameter -> of(parameter, out);
      case TypeNode.Expansion _, NameNode.Lambda _ -> null;
      default -> inParts(pattern, out);
    };
  }

  private static TemplateArguments inParts(Node pattern, Printer out) throws UndecodableException {
    out.enter();
    TemplateArguments pack = null;
    for (Node part : pattern.parts()) {
      pack = in(part, out);
      if (pack != null) {
        break;
      }
    }
    out.leave();
    return pack;
  }

  private static TemplateArguments of(TypeNode.TemplateParameter parameter, Printer out)
      throws UndecodableException {
    if (out.lambdas > 0) {
      return null;
    }
    Printer.Scope scope = out.scope;
    if (scope == null) {
      throw new UndecodableException();
    }
    return parameter.index() < scope.arguments().size()
            && scope.arguments().get(parameter.index()) instanceof TemplateArguments pack
        ? pack
        : null;
  }
}
