package org.alfheim.bindings;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.alfheim.types.EnumType;

/**
 * Tells flags, which are combined by {@code |}, from an enumeration, of which a value is one. C
 * does not, so what may be flags counts as flags: an {@code int} takes both.
 */
final class FlagSets {
  private static final Pattern NAMED = Pattern.compile("(?i).*(flag|mask|bits)(s|_t|s_t|)");

  private FlagSets() {}

  /**
   * Whether an enumeration's values may be combined: it is called so, or it has two values of one
   * bit each of which all others are made, and is not just counted (0, 1, 2, 3).
   *
   * @param name its name in C
   */
  static boolean is(EnumType type, String name) {
    if (NAMED.matcher(name).matches()) {
      return true;
    }
    Set<Long> values = new TreeSet<>();
    type.enumerators().forEach(each -> values.add(each.value()));
    List<Long> bits = values.stream().filter(value -> Long.bitCount(value) == 1).toList();
    long all = bits.stream().reduce(0L, (one, other) -> one | other);
    boolean made = values.stream().allMatch(value -> (value & ~all) == 0);
    return bits.size() > 1 && made && !counted(values);
  }

  /** Whether values are those from 0 or 1 on, at least three of them. */
  private static boolean counted(Set<Long> values) {
    long expected = values.iterator().next();
    if ((expected != 0 && expected != 1) || values.size() < 3) {
      return false;
    }
    for (long value : values) {
      if (value != expected++) {
        return false;
      }
    }
    return true;
  }
}
