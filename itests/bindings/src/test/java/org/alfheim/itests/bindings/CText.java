package org.alfheim.itests.bindings;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.alfheim.bind.Structure;

/** Memory that C gives, which only the program knows the length of. */
@SuppressWarnings("restricted")
final class CText {
  private static final AddressLayout POINTER = ValueLayout.ADDRESS;

  private CText() {}

  /** The text up to the NUL. */
  static String at(MemorySegment pointer) {
    return pointer.reinterpret(Long.MAX_VALUE).getString(0);
  }

  /** So many bytes. */
  static byte[] bytes(MemorySegment pointer, long length) {
    return pointer.reinterpret(length).toArray(ValueLayout.JAVA_BYTE);
  }

  /** An element of an array of pointers. */
  static MemorySegment pointer(MemorySegment array, int index) {
    return array.reinterpret(POINTER.byteSize() * (index + 1)).getAtIndex(POINTER, index);
  }

  /** Writes to memory that has room for it. */
  static void write(MemorySegment to, byte[] data) {
    MemorySegment.copy(data, 0, to.reinterpret(data.length), ValueLayout.JAVA_BYTE, 0, data.length);
  }

  /** As much as a structure has. */
  static MemorySegment memory(MemorySegment pointer, Structure<?> structure) {
    return pointer.reinterpret(structure.type().size().orElseThrow());
  }
}
