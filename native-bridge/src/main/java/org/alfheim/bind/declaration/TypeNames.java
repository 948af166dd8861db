package org.alfheim.bind.declaration;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.alfheim.types.BoolType;
import org.alfheim.types.CType;
import org.alfheim.types.FloatingType;
import org.alfheim.types.IntegerType;

/**
 * The names that the C and POSIX headers of Linux on x86-64 give to scalar types. Sizes are those
 * of glibc; all of them are scalars in {@code <stdint.h>}, {@code <stddef.h>}, {@code
 * <sys/types.h>}, {@code <uchar.h>} and their neighbours.
 */
final class TypeNames {
  private static final Map<String, CType> KNOWN = new HashMap<>();

  static {
    KNOWN.put("bool", new BoolType());
    integers(8, true, "int8_t", "int_least8_t", "int_fast8_t");
    integers(8, false, "uint8_t", "uint_least8_t", "uint_fast8_t", "u_int8_t", "u_char", "char8_t");
    integers(16, true, "int16_t", "int_least16_t");
    integers(
        16,
        false,
        "uint16_t",
        "uint_least16_t",
        "u_int16_t",
        "u_short",
        "ushort",
        "char16_t",
        "sa_family_t",
        "in_port_t");
    integers(
        32,
        true,
        "int32_t",
        "int_least32_t",
        "wchar_t",
        "pid_t",
        "key_t",
        "clockid_t",
        "sig_atomic_t");
    integers(
        32,
        false,
        "uint32_t",
        "uint_least32_t",
        "u_int32_t",
        "u_int",
        "uint",
        "char32_t",
        "wint_t",
        "uid_t",
        "gid_t",
        "id_t",
        "mode_t",
        "useconds_t",
        "socklen_t",
        "in_addr_t");
    integers(
        64,
        true,
        "int64_t",
        "int_least64_t",
        "int_fast16_t",
        "int_fast32_t",
        "int_fast64_t",
        "intmax_t",
        "intptr_t",
        "ptrdiff_t",
        "ssize_t",
        "off_t",
        "off64_t",
        "loff_t",
        "time_t",
        "clock_t",
        "suseconds_t",
        "blksize_t",
        "blkcnt_t");
    integers(
        64,
        false,
        "uint64_t",
        "uint_least64_t",
        "uint_fast16_t",
        "uint_fast32_t",
        "uint_fast64_t",
        "u_int64_t",
        "u_long",
        "ulong",
        "uintmax_t",
        "uintptr_t",
        "size_t",
        "dev_t",
        "ino_t",
        "nlink_t",
        "rlim_t",
        "nfds_t",
        "pthread_t");
    KNOWN.put("float_t", new FloatingType("float_t", 32));
    KNOWN.put("double_t", new FloatingType("double_t", 64));
  }

  private TypeNames() {}

  /** Whether a text is one word that can be the name of a symbol, and of no type. */
  static boolean namesNoType(String text) {
    String word = text.strip();
    return word.chars().allMatch(TypeNames::inName)
        && !word.isEmpty()
        && !Character.isDigit(word.charAt(0))
        && !Specifiers.reserved(word)
        && find(word).isEmpty();
  }

  private static boolean inName(int character) {
    return Character.isUnicodeIdentifierPart(character) || character == '$' || character == '.';
  }

  /** The scalar type of a name, if it is one of these. */
  static Optional<CType> find(String name) {
    return Optional.ofNullable(KNOWN.get(name));
  }

  /** All names, for tests that compare them with a compiler. */
  static Map<String, CType> all() {
    return Map.copyOf(KNOWN);
  }

  private static void integers(int bits, boolean signed, String... names) {
    for (String name : names) {
      KNOWN.put(name, new IntegerType(name, bits, signed));
    }
  }
}
