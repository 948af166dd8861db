package org.alfheim.bindings;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    Set<String> taken = new HashSet<>();
    for (Constant constant : api.constants()) {
      String doc = doc(constant.name());
      // The formatter sets one with a comment apart.
      fields.append(doc.isEmpty() || fields.isEmpty() ? "" : "\n").append(doc);
      fields.append(field(constant, taken));
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

  /** C may have {@code class} and {@code class_}, which is what Java calls the first. */
  private static String field(Constant constant, Set<String> taken) {
    String name = JavaNames.identifier(constant.name());
    while (!taken.add(name)) {
      name += "_";
    }
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
      case Constant.Text text -> JavaNames.literal(text.value());
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
}
