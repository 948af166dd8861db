package org.alfheim.internal.bind.check;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.alfheim.types.CType;
import org.alfheim.types.UnsupportedType;

/**
 * A type of C that Java has not, and that a type of Java can hold nevertheless. Compilers give each
 * several names in debug information.
 */
public enum WideType {
  /** {@code __int128}, and Rust's {@code i128}. */
  INT128(16),
  /** {@code unsigned __int128}, and Rust's {@code u128}. */
  UINT128(16),
  /** {@code long double}: 80 bits (psABI 3.1.2), of which a {@code double} has the nearest. */
  LONG_DOUBLE(16),
  /** {@code float _Complex}. */
  COMPLEX_FLOAT(8),
  /** {@code double _Complex}. */
  COMPLEX_DOUBLE(16);

  private final long size;

  WideType(long size) {
    this.size = size;
  }

  /** The type, if it is one of these. */
  public static Optional<WideType> of(CType type) {
    return type.resolved() instanceof UnsupportedType(String name, OptionalLong bytes)
        ? named(name).filter(each -> bytes.orElse(0) == each.size)
        : Optional.empty();
  }

  private static Optional<WideType> named(String name) {
    return switch (name) {
      case "__int128", "i128" -> Optional.of(INT128);
      case "unsigned __int128", "__int128 unsigned", "u128" -> Optional.of(UINT128);
      case "long double" -> Optional.of(LONG_DOUBLE);
      case "complex float", "_Complex float", "float _Complex" -> Optional.of(COMPLEX_FLOAT);
      case "complex double", "_Complex double", "double _Complex" -> Optional.of(COMPLEX_DOUBLE);
      default -> Optional.empty();
    };
  }

  /** The same, if Java's type is a number of so many bits. */
  public static Optional<WideType> integer(Class<?> java, Optional<CType> c) {
    return java == BigInteger.class
        ? c.flatMap(WideType::of).filter(type -> type == INT128 || type == UINT128)
        : Optional.empty();
  }

  /** The same, if Java's type is a record of the real and the imaginary part. */
  public static Optional<WideType> complex(Class<?> java, Optional<CType> c) {
    return java.isRecord()
        ? c.flatMap(WideType::of).filter(type -> type.parts(java))
        : Optional.empty();
  }

  private boolean parts(Class<?> java) {
    Class<?> part =
        this == COMPLEX_FLOAT ? float.class : this == COMPLEX_DOUBLE ? double.class : null;
    return java.getRecordComponents().length == 2
        && Arrays.stream(java.getRecordComponents()).allMatch(each -> each.getType() == part);
  }

  /** Whether a value of C's type is passed and returned as one of Java's. */
  static boolean passed(Class<?> java, CType c) {
    return integer(java, Optional.of(c)).isPresent() || complex(java, Optional.of(c)).isPresent();
  }
}
