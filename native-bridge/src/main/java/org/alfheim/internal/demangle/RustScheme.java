package org.alfheim.internal.demangle;

import java.math.BigInteger;

/**
 * Rust's names of today, "v0": paths, with the arguments of generics, and references to what stood
 * before. Read and written in one pass: a part that is not shown is read with {@link #hidden}.
 */
final class RustScheme {
  private static final int LONGEST = 1 << 16;
  private static final int MOST_STEPS = 1 << 18;
  private static final int LETTERS = 26;
  private static final int RADIX = 62;
  private static final int HEX = 16;
  private static final int MOST_LIFETIMES = 1000;
  private static final String[] BASIC = new String[LETTERS];

  static {
    String[] types = {
      "ai8", "bbool", "cchar", "df64", "estr", "ff32", "hu8", "iisize", "jusize", "li32", "mu32",
      "ni128", "ou128", "p_", "si16", "tu16", "u()", "v...", "xi64", "yu64", "z!"
    };
    for (String type : types) {
      BASIC[type.charAt(0) - 'a'] = type.substring(1);
    }
  }

  private final Cursor in;
  private final int start;
  private final StringBuilder out = new StringBuilder();
  private int steps;
  private int hidden;
  private long lifetimes;

  private RustScheme(Cursor in, int start) {
    this.in = in;
    this.start = start;
  }

  /** The decoded name; null if it is none of the scheme. */
  static DecodedName decode(String symbol) {
    int dot = symbol.indexOf('.');
    String word = dot < 0 ? symbol : symbol.substring(0, dot);
    try {
      RustScheme scheme = new RustScheme(new Cursor(word, 2), 2);
      if (!Cursor.isUpper(scheme.in.peek())) {
        return null;
      }
      return scheme.whole();
    } catch (UndecodableException e) {
      return null;
    }
  }

  private DecodedName whole() throws UndecodableException {
    path(true);
    if (!in.atEnd()) {
      // The crate that asked for the instance.
      hidden++;
      path(false);
      hidden--;
    }
    if (!in.atEnd()) {
      throw new UndecodableException();
    }
    return DecodedName.of(out.toString());
  }

  private void write(String text) throws UndecodableException {
    if (hidden > 0) {
      return;
    }
    if (out.length() + text.length() > LONGEST) {
      throw new UndecodableException();
    }
    out.append(text);
  }

  private void enter() throws UndecodableException {
    in.enter();
    if (++steps > MOST_STEPS) {
      throw new UndecodableException();
    }
  }

  /** A path; as a value's its generic arguments come after {@code ::}. */
  private void path(boolean asValue) throws UndecodableException {
    enter();
    switch (in.next()) {
      case 'C' -> {
        disambiguator();
        write(identifier());
      }
      case 'N' -> nested(asValue);
      case 'M' -> {
        implementation();
        write("<");
        type();
        write(">");
      }
      case 'X' -> {
        implementation();
        asTrait();
      }
      case 'Y' -> asTrait();
      case 'I' -> {
        path(asValue);
        write(asValue ? "::<" : "<");
        arguments();
        write(">");
      }
      case 'B' -> {
        int back = reference();
        if (hidden == 0) {
          int here = in.position();
          in.moveTo(back);
          path(asValue);
          in.moveTo(here);
        }
      }
      default -> throw new UndecodableException();
    }
    in.leave();
  }

  private void nested(boolean asValue) throws UndecodableException {
    char kind = in.next();
    if (!Cursor.isLower(kind) && !Cursor.isUpper(kind)) {
      throw new UndecodableException();
    }
    path(asValue);
    long number = disambiguator();
    String name = identifier();
    if (Cursor.isLower(kind)) {
      if (!name.isEmpty()) {
        write("::");
        write(name);
      }
      return;
    }
    write("::{");
    write(
        switch (kind) {
          case 'C' -> "closure";
          case 'S' -> "shim";
          default -> String.valueOf(kind);
        });
    if (!name.isEmpty()) {
      write(":");
      write(name);
    }
    write("#" + Long.toUnsignedString(number) + "}");
  }

  private void implementation() throws UndecodableException {
    disambiguator();
    hidden++;
    path(false);
    hidden--;
  }

  private void asTrait() throws UndecodableException {
    write("<");
    type();
    write(" as ");
    path(false);
    write(">");
  }

  private void arguments() throws UndecodableException {
    for (int i = 0; !in.take('E'); i++) {
      write(i > 0 ? ", " : "");
      argument();
    }
  }

  private void argument() throws UndecodableException {
    if (in.take('L')) {
      lifetime(number62());
    } else if (in.take('K')) {
      constant();
    } else {
      type();
    }
  }

  private void type() throws UndecodableException {
    enter();
    char c = in.next();
    if (Cursor.isLower(c)) {
      String basic = BASIC[c - 'a'];
      if (basic == null) {
        throw new UndecodableException();
      }
      write(basic);
      in.leave();
      return;
    }
    switch (c) {
      case 'R', 'Q' -> {
        write("&");
        if (in.take('L')) {
          long lifetime = number62();
          if (lifetime != 0) {
            lifetime(lifetime);
            write(" ");
          }
        }
        write(c == 'Q' ? "mut " : "");
        type();
      }
      case 'P', 'O' -> {
        write(c == 'P' ? "*const " : "*mut ");
        type();
      }
      case 'A', 'S' -> {
        write("[");
        type();
        if (c == 'A') {
          write("; ");
          constant();
        }
        write("]");
      }
      case 'T' -> tuple();
      case 'F' -> {
        long outer = binder();
        function();
        lifetimes = outer;
      }
      case 'D' -> dynamic();
      case 'B' -> {
        int back = reference();
        if (hidden == 0) {
          int here = in.position();
          in.moveTo(back);
          type();
          in.moveTo(here);
        }
      }
      default -> {
        in.moveTo(in.position() - 1);
        path(false);
      }
    }
    in.leave();
  }

  private void tuple() throws UndecodableException {
    write("(");
    int count = 0;
    while (!in.take('E')) {
      write(count++ > 0 ? ", " : "");
      type();
    }
    write(count == 1 ? ",)" : ")");
  }

  private void function() throws UndecodableException {
    if (in.take('U')) {
      write("unsafe ");
    }
    if (in.take('K')) {
      write("extern \"");
      write(in.take('C') ? "C" : identifier().replace('_', '-'));
      write("\" ");
    }
    write("fn(");
    for (int i = 0; !in.take('E'); i++) {
      write(i > 0 ? ", " : "");
      type();
    }
    write(")");
    if (!in.take('u')) {
      write(" -> ");
      type();
    }
  }

  private void dynamic() throws UndecodableException {
    write("dyn ");
    long outer = binder();
    for (int i = 0; !in.take('E'); i++) {
      write(i > 0 ? " + " : "");
      dynamicTrait();
    }
    lifetimes = outer;
    if (!in.take('L')) {
      throw new UndecodableException();
    }
    long lifetime = number62();
    if (lifetime != 0) {
      write(" + ");
      lifetime(lifetime);
    }
  }

  private void dynamicTrait() throws UndecodableException {
    boolean open = openPath();
    while (in.take('p')) {
      write(open ? ", " : "<");
      open = true;
      write(identifier());
      write(" = ");
      type();
    }
    write(open ? ">" : "");
  }

  /** A trait's path, whose list of arguments is left open for the types that belong to it. */
  private boolean openPath() throws UndecodableException {
    enter();
    boolean open = false;
    if (in.take('B')) {
      int back = reference();
      if (hidden == 0) {
        int here = in.position();
        in.moveTo(back);
        open = openPath();
        in.moveTo(here);
      }
    } else if (in.take('I')) {
      path(false);
      write("<");
      for (int i = 0; !in.take('E'); i++) {
        write(i > 0 ? ", " : "");
        argument();
      }
      open = true;
    } else {
      path(false);
    }
    in.leave();
    return open;
  }

  /** {@code for<'a>}; what was in force before is the answer. */
  private long binder() throws UndecodableException {
    long outer = lifetimes;
    if (in.take('G')) {
      long count = number62() + 1;
      if (count < 1 || count > MOST_LIFETIMES) {
        throw new UndecodableException();
      }
      write("for<");
      for (long i = 0; i < count; i++) {
        write(i > 0 ? ", " : "");
        lifetimes++;
        lifetime(1);
      }
      write("> ");
    }
    return outer;
  }

  private void lifetime(long index) throws UndecodableException {
    if (index == 0) {
      write("'_");
      return;
    }
    long depth = lifetimes - index;
    write(
        depth >= 0 && depth < LETTERS
            ? "'" + (char) ('a' + depth)
            : "'_" + Long.toUnsignedString(depth));
  }

  private void constant() throws UndecodableException {
    enter();
    char type = in.next();
    switch (type) {
      case 'B' -> {
        int back = reference();
        if (hidden == 0) {
          int here = in.position();
          in.moveTo(back);
          constant();
          in.moveTo(here);
        }
      }
      case 'p' -> write("_");
      case 'h', 't', 'm', 'y', 'o', 'j' -> integer();
      case 'a', 's', 'l', 'x', 'n', 'i' -> {
        write(in.take('n') ? "-" : "");
        integer();
      }
      case 'b' -> {
        String digits = hexDigits();
        if (!digits.equals("0") && !digits.equals("1")) {
          throw new UndecodableException();
        }
        write(digits.equals("1") ? "true" : "false");
      }
      case 'c' -> character();
      default -> throw new UndecodableException();
    }
    in.leave();
  }

  private void integer() throws UndecodableException {
    String digits = hexDigits();
    if (digits.isEmpty()) {
      throw new UndecodableException();
    }
    write(digits.length() > HEX ? "0x" + digits : new BigInteger(digits, HEX).toString());
  }

  private void character() throws UndecodableException {
    String digits = hexDigits();
    if (digits.isEmpty() || digits.length() > 7) {
      throw new UndecodableException();
    }
    int c = Integer.parseInt(digits, HEX);
    String text =
        switch (c) {
          case '\t' -> "\\t";
          case '\r' -> "\\r";
          case '\n' -> "\\n";
          default ->
              c > 0x1f && c < 0x7f ? Character.toString(c) : "\\u{" + Integer.toHexString(c) + "}";
        };
    write("'" + text + "'");
  }

  private String hexDigits() throws UndecodableException {
    int from = in.position();
    while (!in.take('_')) {
      if (RustIdentifier.hexDigit(in.next()) < 0) {
        throw new UndecodableException();
      }
    }
    String digits = in.since(from);
    return digits.substring(0, digits.length() - 1);
  }

  private int reference() throws UndecodableException {
    int here = in.position() - 1;
    long back = number62();
    if (back < 0 || back + start >= here) {
      throw new UndecodableException();
    }
    return (int) back + start;
  }

  private long disambiguator() throws UndecodableException {
    return in.take('s') ? number62() + 1 : 0;
  }

  private long number62() throws UndecodableException {
    if (in.take('_')) {
      return 0;
    }
    long value = 0;
    while (!in.take('_')) {
      char c = in.next();
      int digit;
      if (Cursor.isDigit(c)) {
        digit = c - '0';
      } else if (Cursor.isLower(c)) {
        digit = c - 'a' + 10;
      } else if (Cursor.isUpper(c)) {
        digit = c - 'A' + 10 + LETTERS;
      } else {
        throw new UndecodableException();
      }
      value = value * RADIX + digit;
    }
    return value + 1;
  }

  private String identifier() throws UndecodableException {
    boolean punycode = in.take('u');
    // A word that begins with a nought is empty.
    int length = in.take('0') ? 0 : in.number();
    in.take('_');
    String word = in.take(length);
    for (int i = 0; i < length; i++) {
      char c = word.charAt(i);
      if (!Cursor.isDigit(c) && !Cursor.isLower(c) && !Cursor.isUpper(c) && c != '_') {
        throw new UndecodableException();
      }
    }
    if (!punycode) {
      return word;
    }
    int split = word.lastIndexOf('_');
    return split < 0
        ? RustIdentifier.decode("", word)
        : RustIdentifier.decode(word.substring(0, split), word.substring(split + 1));
  }
}
