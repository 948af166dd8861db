package org.alfheim.internal.go.codec;

import org.alfheim.internal.go.frame.CallFrame;
import org.alfheim.internal.go.frame.FrameLayout;
import org.alfheim.internal.go.frame.MisfitException;

/**
 * How a value of Java lies in words as one of Go, and back. Made once for a type of both; used for
 * all of its values, by any number of threads.
 */
public abstract class WireCodec {
  /** How many words a value has, its length on the way of an argument or a result. */
  public abstract int words();

  /** Whether words refer to memory, so that results need some. */
  public boolean refers() {
    return true;
  }

  /**
   * Writes a value.
   *
   * @param call whose memory is used for what the words refer to
   * @param at the address of the first word
   * @throws MisfitException if the value can't be one of Go's type
   */
  public abstract void write(CallFrame call, long at, Object value);

  /**
   * Reads a value.
   *
   * @param at the address of the first word
   * @throws MisfitException if the value can't be one of Java's type
   */
  public abstract Object read(CallFrame call, long at);

  /** How many bytes an element of a slice has. */
  public int stride() {
    return words() * FrameLayout.WORD;
  }

  /** Writes an element of a slice. */
  public void writeElement(CallFrame call, long at, Object value) {
    write(call, at, value);
  }

  /** Reads an element of a slice. */
  public Object readElement(CallFrame call, long at) {
    return read(call, at);
  }

  public static <T> T cast(Class<T> type, Object value) {
    if (value == null) {
      throw new MisfitException("null is no " + type.getSimpleName());
    }
    if (!type.isInstance(value)) {
      throw new MisfitException(
          "a " + value.getClass().getTypeName() + " is no " + type.getSimpleName());
    }
    return type.cast(value);
  }
}
