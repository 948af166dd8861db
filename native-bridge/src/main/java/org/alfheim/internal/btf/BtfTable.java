package org.alfheim.internal.btf;

import java.util.Arrays;
import org.alfheim.types.TypesException;

/** The types of one header, by their number. Type 0 is {@code void} and stands nowhere. */
final class BtfTable {
  /** {@code struct btf_type}: name, info, size or type. */
  static final int COMMON = 12;

  private static final int VLEN = 0xffff;
  private static final int KIND = 0x1f;
  private static final int KIND_SHIFT = 24;

  private final BtfBytes bytes;
  private final int[] offsets;

  private BtfTable(BtfBytes bytes, int[] offsets) {
    this.bytes = bytes;
    this.offsets = offsets;
  }

  /**
   * Finds where each type begins.
   *
   * @throws TypesException if a kind is unknown, or the last type is not whole
   */
  static BtfTable read(BtfBytes bytes, BtfHeader header) {
    int end = header.typesEnd();
    int[] offsets = new int[16];
    int count = 1;
    int at = header.types();
    while (at < end) {
      if (end - at < COMMON) {
        throw bytes.bad(at, "the last type is not whole");
      }
      BtfKind kind = kindAt(bytes, at);
      if (kind == BtfKind.UNKNOWN) {
        throw bytes.bad(
            at + 4,
            "type "
                + count
                + " is of the unknown kind "
                + (bytes.i32(at + 4) >>> KIND_SHIFT & KIND));
      }
      int size = COMMON + kind.following(kind == BtfKind.FUNC ? 0 : vlenAt(bytes, at));
      if (end - at < size) {
        throw bytes.bad(
            at, "type " + count + " has " + size + " bytes, and " + (end - at) + " are left");
      }
      if (count == offsets.length) {
        offsets = Arrays.copyOf(offsets, count * 2);
      }
      offsets[count++] = at;
      at += size;
    }
    return new BtfTable(bytes, Arrays.copyOf(offsets, count));
  }

  private static BtfKind kindAt(BtfBytes bytes, int at) {
    return BtfKind.of(bytes.i32(at + 4) >>> KIND_SHIFT & KIND);
  }

  private static int vlenAt(BtfBytes bytes, int at) {
    return bytes.i32(at + 4) & VLEN;
  }

  BtfBytes bytes() {
    return bytes;
  }

  /** How many types there are, {@code void} among them. */
  int count() {
    return offsets.length;
  }

  /** Where a type begins, in bytes from the beginning of the section. */
  int offset(int id) {
    return offsets[id];
  }

  /** The kind of a type that is not {@code void}. */
  BtfKind kind(int id) {
    return kindAt(bytes, offsets[id]);
  }

  /** How many elements a type has; of a function, its linkage. */
  int vlen(int id) {
    return vlenAt(bytes, offsets[id]);
  }

  /** {@code kind_flag}. */
  boolean flag(int id) {
    return bytes.i32(offsets[id] + 4) < 0;
  }

  int nameOffset(int id) {
    return bytes.i32(offsets[id]);
  }

  /** The size of a type that has one, in bytes. */
  long size(int id) {
    return bytes.u32(offsets[id] + 8);
  }

  /** The type that a type refers to. */
  int target(int id) {
    return reference(offsets[id] + 8);
  }

  /** A byte behind the common part of a type. */
  int u8After(int id, int offset) {
    return bytes.u8(following(id) + offset);
  }

  /** Where what follows the common part of a type begins. */
  int following(int id) {
    return offsets[id] + COMMON;
  }

  /**
   * The number of a type that stands at a place.
   *
   * @throws TypesException if there is no such type
   */
  int reference(int field) {
    int id = bytes.i32(field);
    if (id < 0 || id >= offsets.length) {
      throw bytes.bad(field, "type " + (id & 0xffffffffL) + " of " + offsets.length);
    }
    return id;
  }

  /** What is thrown where a type is at fault. */
  TypesException bad(int id, String problem) {
    return bytes.bad(offsets[id], "type " + id + " " + problem);
  }
}
