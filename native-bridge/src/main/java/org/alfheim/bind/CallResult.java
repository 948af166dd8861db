package org.alfheim.bind;

import java.util.List;

/**
 * What a call gave.
 *
 * @param value the result, as {@link NativeFunction#call} gives it; null for void and for a NULL
 *     string
 * @param outs what it left in memory behind its arguments, in their order
 */
public record CallResult(Object value, List<OutValue> outs) {
  /** Copies the list. */
  public CallResult {
    outs = List.copyOf(outs);
  }
}
