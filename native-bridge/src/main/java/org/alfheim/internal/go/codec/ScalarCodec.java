package org.alfheim.internal.go.codec;

import org.alfheim.internal.go.frame.CallFrame;
import org.alfheim.internal.process.libc.AddressSpace;

/** What has one word, and no memory that the word refers to. */
public abstract class ScalarCodec extends WireCodec {
  private final int bytes;

  /** What has a number of bytes in Go's own memory. */
  public ScalarCodec(int bytes) {
    this.bytes = bytes;
  }

  /** The word of a value. */
  public abstract long word(Object value);

  /** The value of a word. */
  public abstract Object value(long word);

  /** Whether a word that is shorter is filled with its sign. */
  public boolean signed() {
    return false;
  }

  @Override
  public final int words() {
    return 1;
  }

  @Override
  public final boolean refers() {
    return false;
  }

  @Override
  public final void write(CallFrame call, long at, Object value) {
    AddressSpace.putLong(at, word(value));
  }

  @Override
  public final Object read(CallFrame call, long at) {
    return value(AddressSpace.getLong(at));
  }

  @Override
  public final int stride() {
    return bytes;
  }

  @Override
  public final void writeElement(CallFrame call, long at, Object value) {
    long word = word(value);
    switch (bytes) {
      case 1 -> AddressSpace.putByte(at, (byte) word);
      case 2 -> AddressSpace.putShort(at, (short) word);
      case 4 -> AddressSpace.putInt(at, (int) word);
      default -> AddressSpace.putLong(at, word);
    }
  }

  @Override
  public final Object readElement(CallFrame call, long at) {
    long word =
        switch (bytes) {
          case 1 -> AddressSpace.getByte(at);
          case 2 -> AddressSpace.getShort(at);
          case 4 -> AddressSpace.getInt(at);
          default -> AddressSpace.getLong(at);
        };
    int unused = Long.SIZE - 8 * bytes;
    return value(signed() ? word : word << unused >>> unused);
  }
}
