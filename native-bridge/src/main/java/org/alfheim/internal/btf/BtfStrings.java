package org.alfheim.internal.btf;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.alfheim.names.RawText;
import org.alfheim.types.TypesException;

/**
 * The names. Each is made a string when it is asked for, once. Names may overlap, so that a small
 * section can have long ones without number: what all of them take is limited.
 */
final class BtfStrings {
  /** Compilers' names do not overlap; so much may. */
  private static final int OVERLAPPING = 4;

  private static final int SMALL = 1 << 16;
  private static final int PIECE = 64;

  private final BtfBytes bytes;
  private final int begin;
  private final int end;
  private final Map<Integer, String> known = new ConcurrentHashMap<>();
  private final AtomicLong left;

  BtfStrings(BtfBytes bytes, BtfHeader header) {
    this.bytes = bytes;
    this.begin = header.strings();
    this.end = header.stringsEnd();
    this.left = new AtomicLong((long) OVERLAPPING * (end - begin) + SMALL);
  }

  /**
   * A name.
   *
   * @param offset where it begins, in bytes from the beginning of the names
   * @param field where that offset stands, in bytes from the beginning of the section
   * @throws TypesException if it does not begin in the section
   */
  String get(int offset, int field) {
    int start = place(offset, field);
    String name = known.get(offset);
    if (name != null) {
      return name;
    }
    int length = length(start);
    if (left.addAndGet(-length) < 0) {
      throw bytes.bad(field, "the names overlap, and are too long together");
    }
    name = RawText.decode(bytes.copy(start, length));
    String other = known.putIfAbsent(offset, name);
    return other == null ? name : other;
  }

  /** How long a name is; the last byte of the section is NUL. Pieces spare a call for each byte. */
  private int length(int start) {
    int at = start;
    while (true) {
      byte[] piece = bytes.copy(at, Math.min(PIECE, end - at));
      for (int i = 0; i < piece.length; i++) {
        if (piece[i] == 0) {
          return at + i - start;
        }
      }
      at += piece.length;
    }
  }

  /** Where a name begins, in bytes from the beginning of the section. */
  int place(int offset, int field) {
    if (offset < 0 || offset >= end - begin) {
      throw bytes.bad(
          field,
          "name offset 0x"
              + Integer.toHexString(offset)
              + " in a string section of 0x"
              + Integer.toHexString(end - begin)
              + " bytes");
    }
    return begin + offset;
  }
}
