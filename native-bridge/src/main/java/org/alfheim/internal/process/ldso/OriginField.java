package org.alfheim.internal.process.ldso;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;
import org.alfheim.internal.process.libc.CLibrary;
import org.alfheim.internal.process.libc.Memory;

/**
 * Where ld.so keeps {@code l_origin} in its record of a loaded object: the folder that {@code
 * $ORIGIN} stands for when the object's code calls {@code dlopen}. The field lies behind those that
 * link.h declares, at an offset that differs from one glibc to the next, so it is looked for: in an
 * object whose origin is known and like no other, it is the word that points to it.
 */
public final class OriginField {
  /** Where {@code l_libname} lies; what it points to lies right behind the record. */
  private static final int L_LIBNAME = 56;

  private static final long LONGEST_RECORD = 8192;
  private static final long MALLOC_ALIGNMENT = 16;
  private static final long NEAR = 1 << 16;

  private static volatile OptionalLong found;

  private OriginField() {}

  /**
   * Sets an object's origin. Does nothing where ld.so's record is not as expected.
   *
   * @param map the object's record
   * @param current its origin as ld.so has made it
   * @param origin its origin from now on
   */
  public static void set(LinkMap map, String current, String origin) {
    OptionalLong offset = found;
    if (offset == null) {
      try {
        offset = find(map, current);
        found = offset;
      } catch (IOException e) {
        /* Perhaps the next time: the process may be out of descriptors. */
        offset = OptionalLong.empty();
      }
    }
    if (offset.isPresent()) {
      Memory.writeLong(map.place().plus(offset.getAsLong()), CLibrary.duplicate(origin).value());
    }
  }

  private static OptionalLong find(LinkMap map, String current) throws IOException {
    long end = Memory.readLong(map.place().plus(L_LIBNAME)) - map.place().value();
    if (end <= L_LIBNAME || end > LONGEST_RECORD) {
      return OptionalLong.empty();
    }
    byte[] origin = current.getBytes(StandardCharsets.UTF_8);
    byte[] wanted = Arrays.copyOf(origin, origin.length + 1);
    /* Not every word is a pointer; the kernel can tell. A channel would be closed by an interrupt of the thread. */
    try (RandomAccessFile memory = new RandomAccessFile("/proc/self/mem", "r")) {
      long[] words = Memory.readLongs(map.place(), (int) (end / Long.BYTES));
      /* It is memory of malloc's as the record is, most likely from the same page. */
      for (boolean near : new boolean[] {true, false}) {
        for (int index = L_LIBNAME / Long.BYTES + 1; index < words.length; index++) {
          long word = words[index];
          boolean possible =
              word > 0
                  && word % MALLOC_ALIGNMENT == 0
                  && near == Math.abs(word - map.place().value()) < NEAR;
          if (possible && Arrays.equals(wanted, bytes(memory, word, wanted.length))) {
            return OptionalLong.of((long) Long.BYTES * index);
          }
        }
      }
    }
    return OptionalLong.empty();
  }

  /** What can be read at an address, which is nothing where no memory is. */
  private static byte[] bytes(RandomAccessFile memory, long address, int size) {
    byte[] bytes = new byte[size];
    try {
      memory.seek(address);
      return Arrays.copyOf(bytes, Math.max(0, memory.read(bytes)));
    } catch (IOException e) {
      return new byte[0];
    }
  }
}
