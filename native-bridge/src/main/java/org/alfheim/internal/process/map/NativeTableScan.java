package org.alfheim.internal.process.map;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.Optional;
import org.alfheim.elf.IndexSurvey;
import org.alfheim.elf.PortableScan;
import org.alfheim.elf.RelocationSurvey;
import org.alfheim.elf.SymbolSurvey;
import org.alfheim.elf.TableScan;
import org.alfheim.internal.amd64.TableScanCode;
import org.alfheim.internal.process.libc.ExecutableFile;
import org.alfheim.internal.process.libc.Memory;
import org.alfheim.internal.process.libc.NativeCall;
import org.alfheim.internal.process.libc.ProcessException;
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

  /** Where the code lies, once a large table has been met. */
  private static MemorySegment code = MemorySegment.NULL;

  /**
   * A function for a table; none where Java is to do it, also where there is no memory for code.
   *
   * @param offset where it begins in the code
   * @param memory what it reads
   * @param count how many entries
   */
  private static Optional<MemorySegment> function(int offset, MemorySegment memory, long count) {
    if (count < LEAST || !memory.isNative()) {
      return Optional.empty();
    }
    Optional<MemorySegment> start = inPlace();
    return start.isEmpty() ? start : Optional.of(start.get().asSlice(offset));
  }

  private static synchronized Optional<MemorySegment> inPlace() {
    if (code.equals(MemorySegment.NULL)) {
      byte[] bytes = TableScanCode.bytes();
      try {
        code = Memory.segment(ExecutableFile.code("table scan", bytes), bytes.length);
      } catch (ProcessException none) {
        return Optional.empty();
      }
    }
    return Optional.of(code);
  }

  @Override
  public RelocationSurvey relocations(MemorySegment table) {
    long count = table.byteSize() / RELOCATION;
    Optional<MemorySegment> function = function(TableScanCode.RELOCATIONS, table, count);
    if (function.isEmpty()) {
      return PortableScan.INSTANCE.relocations(table);
    }
    long[] found = results(function.get(), table, count);
    return new RelocationSurvey(found[2], (int) found[0], found[1] != 0);
  }

  @Override
  public SymbolSurvey symbols(MemorySegment table) {
    long count = table.byteSize() / SYMBOL;
    Optional<MemorySegment> function = function(TableScanCode.SYMBOLS, table, count);
    if (function.isEmpty()) {
      return PortableScan.INSTANCE.symbols(table);
    }
    long[] found = results(function.get(), table, count);
    return new SymbolSurvey(found[0], (int) found[1]);
  }

  @Override
  public int highestVersion(MemorySegment table) {
    long count = table.byteSize() / VERSION;
    Optional<MemorySegment> function = function(TableScanCode.VERSIONS, table, count);
    return function.isEmpty()
        ? PortableScan.INSTANCE.highestVersion(table)
        : NativeCall.invoke(function.get(), table.address(), count).asInt();
  }

  @Override
  public IndexSurvey buckets(MemorySegment buckets) {
    long count = buckets.byteSize() / INDEX;
    Optional<MemorySegment> function = function(TableScanCode.INDEXES, buckets, count);
    if (function.isEmpty()) {
      return PortableScan.INSTANCE.buckets(buckets);
    }
    long[] found = results(function.get(), buckets, count);
    return new IndexSurvey(found[0], found[1] == NO_INDEX ? Long.MAX_VALUE : found[1] + 1);
  }

  @Override
  public long longestChain(MemorySegment chains) {
    long count = chains.byteSize() / INDEX;
    Optional<MemorySegment> function = function(TableScanCode.RUNS, chains, count);
    return function.isEmpty()
        ? PortableScan.INSTANCE.longestChain(chains)
        : NativeCall.invoke(function.get(), chains.address(), count).value();
  }

  @Override
  public boolean chainsApart(MemorySegment buckets, MemorySegment chains, int most) {
    long heads = buckets.byteSize() / INDEX;
    long count = chains.byteSize() / INDEX;
    Optional<MemorySegment> function = function(TableScanCode.CHAINS, buckets, heads + count);
    if (function.isEmpty() || buckets.address() + buckets.byteSize() != chains.address()) {
      return PortableScan.INSTANCE.chainsApart(buckets, chains, most);
    }
    try (ZeroedMemory seen = new ZeroedMemory((count + Long.SIZE) / Long.SIZE * Long.BYTES)) {
      long bits = seen.segment().address();
      return NativeCall.invoke(function.get(), buckets.address(), heads, count, bits, most).asInt()
          != 0;
    }
  }

  @Override
  public int plainEntries(MemorySegment segment, long header, long first, int count, long shared) {
    long size = segment.byteSize();
    Objects.checkFromIndexSize(first, (long) count * ENTRY, size);
    Objects.checkFromIndexSize(shared, RECORD, size);
    Objects.checkIndex(header, size);
    Optional<MemorySegment> function = function(TableScanCode.ENTRIES, segment, count);
    if (function.isEmpty()) {
      return PortableScan.INSTANCE.plainEntries(segment, header, first, count, shared);
    }
    long start = segment.address();
    return NativeCall.invoke(
            function.get(),
            start + first,
            count,
            start + header,
            start,
            start + size,
            start + shared)
        .asInt();
  }

  private static long[] results(MemorySegment function, MemorySegment table, long count) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate((long) RESULTS * Long.BYTES, Long.BYTES);
      NativeCall.invoke(function, table.address(), count, memory.address());
      long[] found = new long[RESULTS];
      Memory.buffer(memory).asLongBuffer().get(found);
      return found;
    }
  }
}
