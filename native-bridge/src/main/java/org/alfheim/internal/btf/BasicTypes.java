package org.alfheim.internal.btf;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.alfheim.types.BoolType;
import org.alfheim.types.FloatingType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.ObjectType;
import org.alfheim.types.UnsupportedType;

/** The types of C that have a name and nothing in them. */
final class BasicTypes {
  /** {@code BTF_INT_SIGNED}, {@code BTF_INT_BOOL}. */
  static final int SIGNED = 1;

  static final int BOOL = 4;

  /** The names as compilers write them in debug information, and as people write them. */
  private static final Map<String, String> SPELLINGS =
      Map.ofEntries(
          Map.entry("long int", "long"),
          Map.entry("short int", "short"),
          Map.entry("long long int", "long long"),
          Map.entry("long unsigned int", "unsigned long"),
          Map.entry("short unsigned int", "unsigned short"),
          Map.entry("long long unsigned int", "unsigned long long"),
          Map.entry("__int128 unsigned", "unsigned __int128"),
          Map.entry("complex float", "_Complex float"),
          Map.entry("complex double", "_Complex double"),
          Map.entry("complex long double", "_Complex long double"));

  private BasicTypes() {}

  static String spelling(String name) {
    return SPELLINGS.getOrDefault(name, name);
  }

  /**
   * An integer, as far as it is one: compilers and pahole have complex numbers as such, too.
   *
   * @param name its name
   * @param size its size in bytes
   * @param encoding what its bits mean
   */
  static ObjectType integer(String name, long size, int encoding) {
    String spelling = spelling(name);
    if ((encoding & BOOL) != 0 && size == 1) {
      return new BoolType();
    }
    if (name.isEmpty()
        || complex(spelling)
        || !(size == 1 || size == 2 || size == 4 || size == 8)) {
      return unsupported(spelling, size);
    }
    // Plain char is signed on x86-64, and clang does not say so.
    boolean signed = (encoding & SIGNED) != 0 || spelling.equals("char");
    return new IntegerType(spelling, (int) size * Byte.SIZE, signed);
  }

  /** A floating type, as far as Java has it. */
  static ObjectType floating(String name, long size) {
    String spelling = spelling(name);
    boolean known = (size == Float.BYTES || size == Double.BYTES) && !complex(spelling);
    return known && !name.isEmpty() && !spelling.startsWith("_Decimal")
        ? new FloatingType(spelling, (int) size * Byte.SIZE)
        : unsupported(spelling, size);
  }

  /** Whether BTF can say of a type that has no counterpart that it is a floating type. */
  static boolean unsupportedFloating(String name, int size) {
    boolean known = size == 2 || size == 4 || size == 8 || size == 12 || size == 16;
    boolean named = name.endsWith("double") || name.endsWith("float") || name.startsWith("_Float");
    return known && named && floating(name, size).equals(unsupported(name, size));
  }

  private static UnsupportedType unsupported(String name, long size) {
    return new UnsupportedType(name.isEmpty() ? "unnamed type" : name, OptionalLong.of(size));
  }

  private static boolean complex(String name) {
    return name.toLowerCase(Locale.ROOT).contains("complex");
  }

  /** The integer type of an enumeration that does not say its name. */
  static IntegerType underlying(int size, boolean signed) {
    String name =
        switch (size) {
          case 1 -> "char";
          case 2 -> "short";
          case 4 -> "int";
          default -> "long";
        };
    String sign = signed ? size == 1 ? "signed " : "" : "unsigned ";
    return new IntegerType(sign + name, size * Byte.SIZE, signed);
  }
}
