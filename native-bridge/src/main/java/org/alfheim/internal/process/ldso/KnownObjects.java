package org.alfheim.internal.process.ldso;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.LongBuffer;
import java.util.List;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.CLibrary;
import org.alfheim.internal.process.libc.Memory;
import org.alfheim.internal.process.libc.NativeCall;

/**
 * What ld.so has loaded, remembered until it changes. ld.so counts what it loads and unloads
 * (dl_iterate_phdr(3), {@code dlpi_adds}); as long as nothing but carriers has come, nothing is
 * asked that has been answered before: with some thousand objects each question takes ld.so a
 * while.
 */
public final class KnownObjects {
  private static final MemorySegment DL_ITERATE_PHDR = CLibrary.function("dl_iterate_phdr");

  // What the code fills
  private static final int ROOM = 0;
  private static final int USED = 1;
  private static final int ADDS = 2;
  private static final int SUBS = 3;
  private static final int FIRST = 4;

  private static final KnownObjects OF_PROCESS = new KnownObjects();

  private long adds = -1;
  private long subs;
  private int changes;

  /** What the program headers of each come to. */
  private long[] headers = new long[0];

  /** For a count; who uses it has the monitor. */
  private final MemorySegment memory = Arena.ofAuto().allocate(Long.BYTES * FIRST, Long.BYTES);

  private final LongBuffer counted = Memory.buffer(memory).asLongBuffer();

  private KnownObjects() {}

  /**
   * How many objects ld.so has loaded so far, and unloaded.
   *
   * @param adds {@code dlpi_adds}
   * @param subs {@code dlpi_subs}
   */
  public record Count(long adds, long subs) {}

  /** The count of this moment. */
  public static Count count() {
    synchronized (OF_PROCESS) {
      return OF_PROCESS.ask();
    }
  }

  private Count ask() {
    walk(memory);
    return new Count(counted.get(ADDS), counted.get(SUBS));
  }

  /**
   * A carrier has been loaded, and perhaps others with it. If it alone has come, and nobody has
   * looked meanwhile, all that was known still holds.
   *
   * @param before the count before that
   */
  public static void addCarrier(Count before) {
    synchronized (OF_PROCESS) {
      Count now = OF_PROCESS.ask();
      boolean alone = now.adds == before.adds + 1 && now.subs == before.subs;
      if (alone && OF_PROCESS.adds == before.adds && OF_PROCESS.subs == before.subs) {
        OF_PROCESS.adds = now.adds;
      } else {
        OF_PROCESS.refresh();
      }
    }
  }

  /** Looks whether others have come or gone. */
  public static void look() {
    synchronized (OF_PROCESS) {
      OF_PROCESS.refresh();
    }
  }

  /**
   * A number that is another one when other objects than carriers have been seen to come or go, at
   * the last {@link #look} or question.
   */
  public static int state() {
    synchronized (OF_PROCESS) {
      return OF_PROCESS.changes;
    }
  }

  /**
   * Whether an object may be loaded from a certain file. Only then need ld.so be asked, which opens
   * the file to compare its device and inode.
   *
   * @param image what the file holds
   * @return whether one has its program headers
   */
  public static boolean mayInclude(SharedObject image) {
    long sum = sum(image.programHeaders());
    synchronized (OF_PROCESS) {
      OF_PROCESS.refresh();
      for (long other : OF_PROCESS.headers) {
        if (other == sum) {
          return true;
        }
      }
      return false;
    }
  }

  /** What the code adds up, too. */
  private static long sum(List<ProgramHeader> headers) {
    long sum = 0;
    for (ProgramHeader header : headers) {
      sum = Long.rotateLeft(sum, 7) ^ (header.type() & 0xffff_ffffL);
      sum = Long.rotateLeft(sum, 7) ^ header.vaddr().value();
      sum = Long.rotateLeft(sum, 7) ^ header.memorySize();
    }
    return sum;
  }

  private void refresh() {
    if (!isAsBefore()) {
      changes++;
      int room = 64;
      while (!read(room)) {
        room *= 4;
      }
    }
  }

  private boolean isAsBefore() {
    Count now = ask();
    return now.adds == adds && now.subs == subs;
  }

  /** Reads all of them; gives whether there was room. */
  private boolean read(int room) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment objects = arena.allocate(Long.BYTES * (FIRST + (long) room), Long.BYTES);
      LongBuffer seen = Memory.buffer(objects).asLongBuffer();
      seen.put(ROOM, room);
      walk(objects);
      int used = (int) seen.get(USED);
      if (used == room) {
        return false;
      }
      long[] all = new long[used];
      seen.get(FIRST, all);
      headers = all;
      adds = seen.get(ADDS);
      subs = seen.get(SUBS);
      return true;
    }
  }

  private static void walk(MemorySegment memory) {
    Address code = LinkerCall.objectCode();
    NativeCall.invoke(DL_ITERATE_PHDR, code.value(), memory.address());
  }
}
