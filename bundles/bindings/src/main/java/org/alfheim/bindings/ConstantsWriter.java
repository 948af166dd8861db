package org.alfheim.bindings;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import org.alfheim.internal.header.Constant;

/** Writes the constants. */
final class ConstantsWriter {
  private static final BigInteger NEGATIVE = BigInteger.ONE.shiftLeft(Long.SIZE - 1);

  private final Api api;
  private final Documentation documentation;

  ConstantsWriter(Api api, Documentation documentation) {
    this.api = api;
    this.documentation = documentation;
  }

  String write(String name) {
    SourceFile file = new SourceFile(api);
    file.head(Javadoc.of("", List.of("The constants of " + Javadoc.escaped(api.origin()) + ".")));
    file.head("public final class " + name);
    StringBuilder fields = new StringBuilder();
    for (Constant constant : api.constants()) {
      String doc = doc(constant.name());
      // The formatter sets one with a comment apart.
      fields.append(doc.isEmpty() || fields.isEmpty() ? "" : "\n").append(doc);
      fields.append(field(constant));
    }
    file.member(fields.toString());
    file.member("  private " + name + "() {}\n");
    return file.text();
  }

  /** What the header says of it, with its place; nothing where it says nothing. */
  private String doc(String name) {
    List<String> said = documentation.ofConstant(name);
    return said.isEmpty() ? "" : Javadoc.of("  ", said);
  }

  private static String field(Constant constant) {
    String name = JavaNames.identifier(constant.name());
    String begin = "  public static final " + type(constant) + " " + name + " =";
    String value = literal(constant);
    String whole = begin + " " + value + ";";
    return (whole.length() <= Javadoc.WIDTH ? whole : begin + "\n      " + value + ";") + "\n";
  }

  private static String type(Constant constant) {
    return switch (constant) {
      case Constant.Whole whole -> isInt(whole) ? "int" : "long";
      case Constant.Real real -> real.type().bits() == Float.SIZE ? "float" : "double";
      case Constant.Text _ -> "String";
    };
  }

  private static boolean isInt(Constant.Whole whole) {
    return whole.type().bits() <= Integer.SIZE && whole.value().bitLength() < Integer.SIZE;
  }

  private static String literal(Constant constant) {
    return switch (constant) {
      case Constant.Whole whole when isInt(whole) -> whole.value().toString();
      case Constant.Whole whole when whole.value().compareTo(NEGATIVE) >= 0 ->
          "0x" + whole.value().toString(16) + "L";
      case Constant.Whole whole -> whole.value() + "L";
      case Constant.Real real when real.type().bits() == Float.SIZE -> real((float) real.value());
      case Constant.Real real -> real(real.value());
      case Constant.Text text -> '"' + escaped(text.value()) + '"';
    };
  }

  private static String real(float value) {
    return Float.isFinite(value) ? value + "f" : "Float." + special(value);
  }

  private static String real(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "Double." + special(value);
  }

  private static String special(double value) {
    return Double.isNaN(value) ? "NaN" : value > 0 ? "POSITIVE_INFINITY" : "NEGATIVE_INFINITY";
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\r' -> out.append("\\r");
        case '"', '\\' -> out.append('\\').append(c);
        default -> {
          if (c < ' ' || c > '~') {
            out.append("\\u").append(HexFormat.of().toHexDigits(c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.toString();
  }
}
