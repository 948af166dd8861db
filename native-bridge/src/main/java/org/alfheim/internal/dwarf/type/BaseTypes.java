package org.alfheim.internal.dwarf.type;

import java.util.Map;
import java.util.OptionalLong;
import org.alfheim.internal.dwarf.form.At;
import org.alfheim.internal.dwarf.unit.Die;
import org.alfheim.types.BoolType;
import org.alfheim.types.FloatingType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.ObjectType;
import org.alfheim.types.UnsupportedType;

/** Types that are made of no others (DWARF 5, 5.1). */
final class BaseTypes {
  private static final int DW_ATE_BOOLEAN = 0x02;
  private static final int DW_ATE_FLOAT = 0x04;
  private static final int DW_ATE_SIGNED = 0x05;
  private static final int DW_ATE_SIGNED_CHAR = 0x06;
  private static final int DW_ATE_UNSIGNED = 0x07;
  private static final int DW_ATE_UNSIGNED_CHAR = 0x08;
  private static final int DW_ATE_UTF = 0x10;

  /** Rust's: a character of 32 bits. */
  private static final int DW_LANG_RUST = 0x1c;

  /** gcc puts the words of a type in an order that nobody writes. */
  private static final Map<String, String> SPELLINGS =
      Map.of(
          "long int", "long",
          "short int", "short",
          "long unsigned int", "unsigned long",
          "short unsigned int", "unsigned short",
          "long long int", "long long",
          "long long unsigned int", "unsigned long long");

  private BaseTypes() {}

  /** The type that a DW_TAG_base_type says. */
  static ObjectType of(Die die) {
    String name = SPELLINGS.getOrDefault(die.name(), die.name());
    long size = die.number(At.BYTE_SIZE);
    int encoding = (int) die.number(At.ENCODING);
    boolean bitPrecise = name.contains("_BitInt");
    if (bitPrecise || name.isEmpty() || size > Long.BYTES) {
      return unsupported(name.isEmpty() ? "unnamed type" : name, size);
    }
    boolean wholeSize = size == 1 || size == 2 || size == 4 || size == 8;
    int bits = (int) size * Byte.SIZE;
    ObjectType type =
        switch (encoding) {
          case DW_ATE_BOOLEAN ->
              size == 1 ? new BoolType() : wholeSize ? new IntegerType(name, bits, false) : null;
          case DW_ATE_FLOAT ->
              size == Float.BYTES || size == Double.BYTES ? new FloatingType(name, bits) : null;
          case DW_ATE_SIGNED, DW_ATE_SIGNED_CHAR ->
              wholeSize ? new IntegerType(name, bits, true) : null;
          case DW_ATE_UNSIGNED, DW_ATE_UNSIGNED_CHAR ->
              wholeSize ? new IntegerType(name, bits, false) : null;
          case DW_ATE_UTF -> wholeSize ? new IntegerType(utf(die, name), bits, false) : null;
          default -> null;
        };
    return type == null ? unsupported(name, size) : type;
  }

  /** Rust calls it char, which is a word of 8 bits in C. */
  private static String utf(Die die, String name) {
    return die.unit().language() == DW_LANG_RUST ? "char32_t" : name;
  }

  private static UnsupportedType unsupported(String name, long size) {
    return new UnsupportedType(name, size < 0 ? OptionalLong.empty() : OptionalLong.of(size));
  }
}
