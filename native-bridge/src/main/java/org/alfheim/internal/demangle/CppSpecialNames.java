package org.alfheim.internal.demangle;

/** Names of what a compiler makes: tables, type information, guards, thunks (5.1.4). */
final class CppSpecialNames {
  private final Cursor in;
  private final CppNames names;
  private final CppTypes types;

  CppSpecialNames(Cursor in, CppNames names, CppTypes types) {
    this.in = in;
    this.names = names;
    this.types = types;
  }

  Node special() throws UndecodableException {
    return in.next() == 'T' ? table() : guard();
  }

  private Node table() throws UndecodableException {
    return switch (in.next()) {
      case 'V' -> ofType("vtable for ");
      case 'T' -> ofType("VTT for ");
      case 'I' -> ofType("typeinfo for ");
      case 'S' -> ofType("typeinfo name for ");
      case 'F' -> ofType("typeinfo fn for ");
      case 'J' -> ofType("java Class for ");
      case 'C' -> constructionTable();
      case 'h' -> {
        offset('h');
        yield ofFunction("non-virtual thunk to ");
      }
      case 'v' -> {
        offset('v');
        yield ofFunction("virtual thunk to ");
      }
      case 'c' -> {
        offset(in.next());
        offset(in.next());
        yield ofFunction("covariant return thunk to ");
      }
      case 'H' -> new NameNode.Special("TLS init function for ", names.name());
      case 'W' -> new NameNode.Special("TLS wrapper function for ", names.name());
      case 'A' -> {
        in.expect('X');
        Node value = types.expressions().expression();
        in.expect('E');
        yield new NameNode.Special("template parameter object for ", value);
      }
      default -> throw new UndecodableException();
    };
  }

  private Node constructionTable() throws UndecodableException {
    Node derived = types.type();
    in.number();
    in.expect('_');
    return new NameNode.ConstructionTable(types.type(), derived);
  }

  private Node guard() throws UndecodableException {
    return switch (in.next()) {
      case 'V' -> new NameNode.Special("guard variable for ", names.name());
      case 'R' -> {
        Node name = names.name();
        yield new NameNode.Special("reference temporary #" + in.numberOrZero() + " for ", name);
      }
      case 'A' -> ofFunction("hidden alias for ");
      case 'T' ->
          ofFunction(in.next() == 'n' ? "non-transaction clone for " : "transaction clone for ");
      default -> throw new UndecodableException();
    };
  }

  private Node ofFunction(String what) throws UndecodableException {
    return new NameNode.Special(what, names.encoding(false));
  }

  private Node ofType(String what) throws UndecodableException {
    return new NameNode.Special(what, types.type());
  }

  private void offset(char kind) throws UndecodableException {
    if (kind != 'h' && kind != 'v') {
      throw new UndecodableException();
    }
    in.signedNumber();
    in.expect('_');
    if (kind == 'v') {
      in.signedNumber();
      in.expect('_');
    }
  }
}
