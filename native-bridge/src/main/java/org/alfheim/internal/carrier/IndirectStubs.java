package org.alfheim.internal.carrier;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.alfheim.elf.SymbolTable;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.amd64.ElfLayouts;
import org.alfheim.internal.amd64.Placer;
import org.alfheim.internal.relocation.IndirectFunctions;

/**
 * What an image's indirect functions (STT_GNU_IFUNC) are in its carrier: ld.so calls the resolver
 * of one whenever it binds something to it, also before the image is in place. So each has a stub,
 * in the carrier's code, that has the image put in place as far as it is needed (see {@link
 * Placer}) and goes on to the resolver. Its source is {@code indirect.s}.
 */
public final class IndirectStubs {
  private static final int SIZE = 24;
  private static final int SYM_SIZE = 24;
  private static final int ST_VALUE = 8;

  /** endbr64; movabs rax, ... */
  private static final long ENTER = 0xb848_fa1e_0ff3L;

  private static final int ENTER_SIZE = 6;

  /** jmp ..., from the end of the instruction. */
  private static final byte JUMP = (byte) 0xe9;

  private static final int JUMP_END = ENTER_SIZE + Long.BYTES + 5;

  private final SymbolTable symbols;
  private final int[] indexes;

  private IndirectStubs(SymbolTable symbols, int[] indexes) {
    this.symbols = symbols;
    this.indexes = indexes;
  }

  /** The stubs for the indirect functions that others can bind to. */
  static IndirectStubs of(CarrierContent content) {
    return new IndirectStubs(
        content.image().symbols(),
        content.reserves() ? IndirectFunctions.exported(content.image()) : new int[0]);
  }

  boolean isEmpty() {
    return indexes.length == 0;
  }

  /** How many bytes they have. */
  long size() {
    return (long) SIZE * indexes.length;
  }

  /**
   * Writes the stubs, and has the symbols mean them.
   *
   * @param file the carrier
   * @param code where the segment of {@link Placer} begins
   * @param stubs where the stubs begin
   * @param start the same, as an address in the image
   * @param symbolTable where the carrier has its symbols
   */
  void writeTo(MemorySegment file, long code, long stubs, Vaddr start, long symbolTable) {
    if (isEmpty()) {
      return;
    }
    ByteBuffer all = ElfLayouts.buffer(file, stubs, size());
    long way = code + Placer.INDIRECT - stubs;
    for (int i = 0; i < indexes.length; i++) {
      int stub = i * SIZE;
      all.putLong(stub, ENTER);
      all.putLong(stub + ENTER_SIZE, symbols.value(indexes[i]));
      all.put(stub + ENTER_SIZE + Long.BYTES, JUMP);
      all.putInt(stub + JUMP_END - Integer.BYTES, Math.toIntExact(way - stub - JUMP_END));
      ElfLayouts.write(
          file, symbolTable + (long) SYM_SIZE * indexes[i] + ST_VALUE, start.plus(stub).value());
    }
  }
}
