package org.alfheim.internal.dwarf.section;

import org.alfheim.names.RawText;

/** Hashes of names by which they are found: FNV-1a, of 64 bits. */
public final class NameHash {
  /** The hash of no bytes. */
  public static final long EMPTY = 0xcbf29ce484222325L;

  private static final long PRIME = 0x100000001b3L;

  private NameHash() {}

  public static long add(long hash, byte next) {
    return (hash ^ (next & 0xff)) * PRIME;
  }

  /** The hash of a name that is to be followed by one inside it. */
  public static long scope(long hash) {
    return add(add(hash, (byte) ':'), (byte) ':');
  }

  public static long of(String name) {
    long hash = EMPTY;
    for (byte b : RawText.encode(name)) {
      hash = add(hash, b);
    }
    return hash;
  }
}
