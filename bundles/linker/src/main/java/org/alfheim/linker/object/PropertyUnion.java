package org.alfheim.linker.object;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the properties of an image of those of its objects. */
public final class PropertyUnion {
  private final Map<Integer, Long> values = new HashMap<>();
  private final Map<Integer, Integer> counts = new HashMap<>();
  private int objects;

  /**
   * Adds an object.
   *
   * @param properties what it says
   * @param code whether it has code: without, it takes nothing from what others say
   */
  public void add(GnuProperties properties, boolean code) {
    if (properties == GnuProperties.NEUTRAL) {
      return;
    }
    objects += code ? 1 : 0;
    properties
        .values()
        .forEach((type, value) -> {
          PropertyRule rule = PropertyRule.of(type);
          if (code || !rule.needsAll()) {
            values.merge(type, value, rule::combine);
            counts.merge(type, 1, Integer::sum);
          }
        });
  }

  /** The properties of all that were added; none is 0. */
  public GnuProperties result() {
    SortedMap<Integer, Long> result = new TreeMap<>(Integer::compareUnsigned);
    values.forEach((type, value) -> {
      boolean whole = !PropertyRule.of(type).needsAll() || counts.get(type) == objects;
      if (whole && value != 0) {
        result.put(type, value);
      }
    });
    return new GnuProperties(result);
  }
}
