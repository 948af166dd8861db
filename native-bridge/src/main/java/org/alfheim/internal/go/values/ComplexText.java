package org.alfheim.internal.go.values;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alfheim.go.GoComplex;

/** Complex numbers as Go prints them, {@code (1+2i)}, and as its source has them, {@code 2i}. */
final class ComplexText {
  private static final String NUMBER = "[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?";
  private static final String PART = NUMBER + "|[-+]?(?:NaN|Inf)";
  private static final Pattern COMPLEX =
      Pattern.compile("(?<real>" + PART + ")?(?:(?<imaginary>" + PART + ")i)?");
  private static final Pattern SIGNED = Pattern.compile("[-+].*");

  private ComplexText() {}

  /**
   * The number that a text is.
   *
   * @throws NumberFormatException if it is none
   */
  static GoComplex parse(String text) {
    boolean brackets = text.startsWith("(") && text.endsWith(")");
    String bare = brackets ? text.substring(1, text.length() - 1) : text;
    Matcher parts = COMPLEX.matcher(bare.replace(" ", ""));
    if (bare.isBlank() || !parts.matches()) {
      throw new NumberFormatException(text);
    }
    String real = parts.group("real");
    String imaginary = parts.group("imaginary");
    if (real != null && imaginary != null && !SIGNED.matcher(imaginary).matches()) {
      throw new NumberFormatException(text);
    }
    return new GoComplex(number(real), number(imaginary));
  }

  private static double number(String part) {
    return part == null ? 0 : Double.parseDouble(part.replace("Inf", "Infinity"));
  }

  /** As Go has it, but for where Java writes zeros and exponents. */
  static String of(GoComplex number) {
    String imaginary = part(number.imaginary());
    return "("
        + part(number.real())
        + (SIGNED.matcher(imaginary).matches() ? "" : "+")
        + imaginary
        + "i)";
  }

  private static String part(double part) {
    return Double.toString(part).replace("Infinity", "Inf");
  }
}
