package org.alfheim.internal.demangle;

/** The words of Rust's names: letters of ASCII, and Punycode for others (RFC 3492). */
final class RustIdentifier {
  private static final int BASE = 36;
  private static final int T_MIN = 1;
  private static final int T_MAX = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int INITIAL_BIAS = 72;
  private static final int INITIAL_N = 0x80;
  private static final int MOST = 128;

  private RustIdentifier() {}

  static int hexDigit(char c) {
    if (Cursor.isDigit(c)) {
      return c - '0';
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  }

  /** The word of which the letters of ASCII and the others' places are given. */
  static String decode(String ascii, String punycode) throws UndecodableException {
    int[] points = new int[MOST];
    int count = ascii.length();
    if (count >= MOST || punycode.isEmpty()) {
      throw new UndecodableException();
    }
    for (int i = 0; i < count; i++) {
      points[i] = ascii.charAt(i);
    }
    long point = INITIAL_N;
    long place = 0;
    int bias = INITIAL_BIAS;
    int at = 0;
    while (at < punycode.length()) {
      long before = place;
      long weight = 1;
      for (int k = BASE; ; k += BASE) {
        if (at >= punycode.length()) {
          throw new UndecodableException();
        }
        int digit = digit(punycode.charAt(at++));
        place += digit * weight;
        int threshold = Math.clamp((long) k - bias, T_MIN, T_MAX);
        if (digit < threshold) {
          break;
        }
        weight *= BASE - threshold;
        if (place > Integer.MAX_VALUE || weight > Integer.MAX_VALUE) {
          throw new UndecodableException();
        }
      }
      count++;
      bias = adapted(place - before, count, before == 0);
      point += place / count;
      place %= count;
      if (count > MOST
          || !Character.isValidCodePoint((int) point)
          || point > Character.MAX_CODE_POINT
          || Character.getType((int) point) == Character.SURROGATE) {
        throw new UndecodableException();
      }
      System.arraycopy(points, (int) place, points, (int) place + 1, count - 1 - (int) place);
      points[(int) place] = (int) point;
      place++;
    }
    return new String(points, 0, count);
  }

  private static int digit(char c) throws UndecodableException {
    if (Cursor.isLower(c)) {
      return c - 'a';
    }
    if (Cursor.isDigit(c)) {
      return c - '0' + 26;
    }
    throw new UndecodableException();
  }

  private static int adapted(long moved, int count, boolean first) {
    long delta = first ? moved / DAMP : moved / 2;
    delta += delta / count;
    int k = 0;
    while (delta > (BASE - T_MIN) * T_MAX / 2) {
      delta /= BASE - T_MIN;
      k += BASE;
    }
    return (int) (k + (BASE - T_MIN + 1) * delta / (delta + SKEW));
  }
}
