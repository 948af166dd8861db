package org.alfheim.bind.declaration;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alfheim.names.RawText;

/** Reads and writes constants as C writes them (C17 6.4.4). */
public final class Literals {
  private static final Pattern INTEGER =
      Pattern.compile(
          "(?<sign>[+-]?)(?:0[xX](?<hex>[0-9a-fA-F]+)|0[bB](?<bin>[01]+)|0(?<oct>[0-7]+)|(?<dec>0|[1-9][0-9]*))"
              + "(?:[uU](?:[lL]|ll|LL)?|(?:[lL]|ll|LL)[uU]?)?");
  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?(?:(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
              + "|0[xX](?:[0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][+-]?[0-9]+)[fF]?");
  private static final String ESCAPES = "ntr0abfv\\'\"?";
  private static final String ESCAPED = "\n\t\r\0\u0007\b\f\u000b\\'\"?";

  private Literals() {}

  /**
   * {@code 16}, {@code -1}, {@code 0x10}, {@code 0b10000}, {@code 020}, each with a suffix such as
   * {@code UL} or without.
   */
  public static Optional<BigInteger> integer(String text) {
    Matcher matcher = INTEGER.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    BigInteger magnitude;
    if (matcher.group("hex") != null) {
      magnitude = new BigInteger(matcher.group("hex"), 16);
    } else if (matcher.group("bin") != null) {
      magnitude = new BigInteger(matcher.group("bin"), 2);
    } else if (matcher.group("oct") != null) {
      magnitude = new BigInteger(matcher.group("oct"), 8);
    } else {
      magnitude = new BigInteger(matcher.group("dec"));
    }
    return Optional.of(matcher.group("sign").equals("-") ? magnitude.negate() : magnitude);
  }

  /** Whether an integer is written as a pattern of bits: in base 16, 8 or 2 and without a sign. */
  public static boolean pattern(String text) {
    return text.length() > 1 && text.charAt(0) == '0';
  }

  /** {@code 3.14}, {@code 1e10}, {@code 0x1p-3}. */
  public static OptionalDouble number(String text) {
    return NUMBER.matcher(text).matches()
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }

  /** {@code 3.14}, {@code 1e10}, {@code 0x1p-3}, {@code inf}, {@code nan}, or an integer. */
  public static OptionalDouble floating(String text) {
    OptionalDouble number = number(text);
    if (number.isPresent()) {
      return number;
    }
    boolean negative = text.startsWith("-");
    String name =
        (negative || text.startsWith("+") ? text.substring(1) : text).toLowerCase(Locale.ROOT);
    return switch (name) {
      case "inf", "infinity" ->
          OptionalDouble.of(negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
      case "nan" -> OptionalDouble.of(Double.NaN);
      default -> {
        Optional<BigInteger> integer = integer(text);
        yield integer.isPresent()
            ? OptionalDouble.of(integer.get().doubleValue())
            : OptionalDouble.empty();
      }
    };
  }

  /** {@code 'a'}, {@code '\n'}, {@code '\x1b'}, a byte that is not UTF-8: the character's code. */
  public static OptionalInt character(String text) {
    if (text.length() < 3 || text.charAt(0) != '\'' || text.charAt(text.length() - 1) != '\'') {
      return OptionalInt.empty();
    }
    String inner = text.substring(1, text.length() - 1);
    if (inner.matches("\\\\x[0-9a-fA-F]{1,2}")) {
      return OptionalInt.of(Integer.parseInt(inner.substring(2), 16));
    }
    if (inner.length() == 1 && !RawText.isText(inner)) {
      return OptionalInt.of(Byte.toUnsignedInt(RawText.encode(inner)[0]));
    }
    if (inner.length() == 2 && inner.charAt(0) == '\\' && ESCAPES.indexOf(inner.charAt(1)) >= 0) {
      return OptionalInt.of(ESCAPED.charAt(ESCAPES.indexOf(inner.charAt(1))));
    }
    return inner.codePointCount(0, inner.length()) == 1 && !inner.equals("\\")
        ? OptionalInt.of(inner.codePointAt(0))
        : OptionalInt.empty();
  }

  /** A byte of text as {@link #character} reads it. */
  public static String quoted(byte character) {
    int code = Byte.toUnsignedInt(character);
    int escape = ESCAPED.indexOf(code);
    if (escape >= 0 && code != '"' && code != '?') {
      return "'\\" + ESCAPES.charAt(escape) + "'";
    }
    return code >= 0x20 && code < 0x7f
        ? "'" + (char) code + "'"
        : String.format(Locale.ROOT, "'\\x%02x'", code);
  }

  /** Text up to its first NUL, as UTF-8; what is no UTF-8 becomes U+FFFD. */
  public static String string(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }
}
