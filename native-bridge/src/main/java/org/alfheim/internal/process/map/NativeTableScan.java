package org.alfheim.internal.process.map;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.LongBuffer;
import java.util.Objects;
import org.alfheim.elf.IndexSurvey;
import org.alfheim.elf.PortableScan;
import org.alfheim.elf.RelocationSurvey;
import org.alfheim.elf.SymbolSurvey;
import org.alfheim.elf.TableScan;
import org.alfheim.internal.amd64.TableScanCode;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.ExecutableFile;
import org.alfheim.internal.process.libc.Memory;
import org.alfheim.internal.process.libc.NativeCall;
import org.alfheim.internal.process.libc.ZeroedMemory;

/**
 * Goes through large tables in machine code, and through small ones in Java: a call takes about as
 * long as some hundred entries do where Java is interpreted, and where it is compiled, small tables
 * take no time at all.
 *
 * <p>The memory has to stay as long as an image is read, as that of a {@link SealedImage} does.
 */
public final class NativeTableScan implements TableScan {
  /** A table of fewer entries is gone through in Java. */
  static final int LEAST = 256;

  private static final int RELOCATION = 24;
  private static final int SYMBOL = 24;
  private static final int VERSION = 2;
  private static final int INDEX = 4;
  private static final long NO_INDEX = 0xffff_ffffL;
  private static final int ENTRY = 8;
  private static final int RECORD = 8;

  /** The words that a function fills. */
  private static final int RESULTS = 3;

  /** One for all: it holds nothing of an image. */
  public static final NativeTableScan INSTANCE = new NativeTableScan();

  private NativeTableScan() {}

  /** Is put into memory when the first large table is met. */
  private static final class Code {
    private static final Address START = ExecutableFile.code("table scan", TableScanCode.bytes());

    private Code() {}

    static MemorySegment at(int offset) {
      return MemorySegment.ofAddress(START.plus(offset).value());
    }
  }

  @Override
  public RelocationSurvey relocations(MemorySegment table) {
    long count = table.byteSize() / RELOCATION;
    if (isSmall(table, count)) {
      return PortableScan.INSTANCE.relocations(table);
    }
    long[] found = results(TableScanCode.RELOCATIONS, table, count);
    return new RelocationSurvey(found[2], (int) found[0], found[1] != 0);
  }

  @Override
  public SymbolSurvey symbols(MemorySegment table) {
    long count = table.byteSize() / SYMBOL;
    if (isSmall(table, count)) {
      return PortableScan.INSTANCE.symbols(table);
    }
    long[] found = results(TableScanCode.SYMBOLS, table, count);
    return new SymbolSurvey(found[0], (int) found[1]);
  }

  @Override
  public int highestVersion(MemorySegment table) {
    long count = table.byteSize() / VERSION;
    return isSmall(table, count)
        ? PortableScan.INSTANCE.highestVersion(table)
        : NativeCall.invoke(Code.at(TableScanCode.VERSIONS), table.address(), count).asInt();
  }

  @Override
  public IndexSurvey buckets(MemorySegment buckets) {
    long count = buckets.byteSize() / INDEX;
    if (isSmall(buckets, count)) {
      return PortableScan.INSTANCE.buckets(buckets);
    }
    long[] found = results(TableScanCode.INDEXES, buckets, count);
    return new IndexSurvey(found[0], found[1] == NO_INDEX ? Long.MAX_VALUE : found[1] + 1);
  }

  @Override
  public long longestChain(MemorySegment chains) {
    long count = chains.byteSize() / INDEX;
    return isSmall(chains, count)
        ? PortableScan.INSTANCE.longestChain(chains)
        : NativeCall.invoke(Code.at(TableScanCode.RUNS), chains.address(), count).value();
  }

  @Override
  public boolean chainsApart(MemorySegment buckets, MemorySegment chains, int most) {
    long heads = buckets.byteSize() / INDEX;
    long count = chains.byteSize() / INDEX;
    boolean adjoining = buckets.address() + buckets.byteSize() == chains.address();
    if (!adjoining || isSmall(buckets, heads + count)) {
      return PortableScan.INSTANCE.chainsApart(buckets, chains, most);
    }
    try (ZeroedMemory seen = new ZeroedMemory((count + Long.SIZE) / Long.SIZE * Long.BYTES)) {
      return NativeCall.invoke(
                  Code.at(TableScanCode.CHAINS),
                  buckets.address(),
                  heads,
                  count,
                  seen.segment().address(),
                  most)
              .asInt()
          != 0;
    }
  }

  @Override
  public int plainEntries(MemorySegment segment, long header, long first, int count, long shared) {
    long size = segment.byteSize();
    Objects.checkFromIndexSize(first, (long) count * ENTRY, size);
    Objects.checkFromIndexSize(shared, RECORD, size);
    Objects.checkIndex(header, size);
    if (isSmall(segment, count)) {
      return PortableScan.INSTANCE.plainEntries(segment, header, first, count, shared);
    }
    long start = segment.address();
    return NativeCall.invoke(
            Code.at(TableScanCode.ENTRIES),
            start + first,
            count,
            start + header,
            start,
            start + size,
            start + shared)
        .asInt();
  }

  private static boolean isSmall(MemorySegment memory, long count) {
    return count < LEAST || !memory.isNative();
  }

  private static long[] results(int function, MemorySegment table, long count) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate((long) RESULTS * Long.BYTES, Long.BYTES);
      NativeCall.invoke(Code.at(function), table.address(), count, memory.address());
      LongBuffer words = Memory.buffer(memory).asLongBuffer();
      long[] found = new long[RESULTS];
      words.get(found);
      return found;
    }
  }
}
