package org.alfheim.internal.process.map;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.amd64.Placer;
import org.alfheim.internal.amd64.Rebinder;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.CLibrary;
import org.alfheim.internal.process.libc.ExecutableFile;
import org.alfheim.internal.process.libc.Memory;

/**
 * Functions that are called instead of others, by what is loaded together, from its first
 * instruction on.
 */
public final class Rebinding {
  private static final Address CODE = ExecutableFile.code("alfheim-rebinder", Rebinder.code());
  private static final MemorySegment DL_ITERATE_PHDR = CLibrary.function("dl_iterate_phdr");

  /** What a step is said to concern when it fails: a page that could not be made writable. */
  private static final long PAGE = 4096;

  private final boolean alone;
  private final long[] functions;

  /**
   * A function and another one in its place.
   *
   * @param name a name by which objects refer to it
   * @param address where it lies
   * @param other where the one lies that is called instead
   */
  public record ReboundFunction(String name, Address address, Address other) {}

  private Rebinding(boolean alone, List<ReboundFunction> functions) {
    this.alone = alone;
    this.functions = new long[Rebinder.FUNCTION_SIZE / Long.BYTES * functions.size()];
    int at = 0;
    for (ReboundFunction function : functions) {
      this.functions[at] = function.address().value();
      this.functions[at + 1] = function.other().value();
      /* ld.so goes by names when it binds later: they stay. */
      this.functions[at + 2] = Arena.global().allocateFrom(function.name()).address();
      at += 3;
    }
  }

  /**
   * For an image and everything that ld.so loads with it.
   *
   * @param functions the functions
   */
  public static Rebinding ofGroup(List<ReboundFunction> functions) {
    return new Rebinding(false, functions);
  }

  /**
   * For an image alone.
   *
   * @param functions the functions
   */
  public static Rebinding ofImage(List<ReboundFunction> functions) {
    return new Rebinding(true, functions);
  }

  /** How many bytes its work takes. */
  long size() {
    return Rebinder.WORK_FUNCTIONS + (long) Long.BYTES * functions.length;
  }

  /**
   * Writes the work for the code.
   *
   * @param work memory of {@link #size} bytes
   * @param dynamic the address of the carrier's dynamic section in its image
   */
  void writeTo(MemorySegment work, Vaddr dynamic) {
    var words = Memory.buffer(work).asLongBuffer();
    words.put(Rebinder.WORK_ITERATE / Long.BYTES, DL_ITERATE_PHDR.address());
    words.put(Rebinder.WORK_DYNAMIC / Long.BYTES, dynamic.value());
    words.put(Rebinder.WORK_ALONE / Long.BYTES, alone ? 1 : 0);
    words.put(
        Rebinder.WORK_COUNT / Long.BYTES, functions.length * Long.BYTES / Rebinder.FUNCTION_SIZE);
    words.put(Rebinder.WORK_FUNCTIONS / Long.BYTES, functions);
  }

  /**
   * The step by which a placer does it.
   *
   * @param work the address of the work
   */
  static long[] step(long work) {
    return new long[] {Placer.STEP_FUNCTION, CODE.value(), work, PAGE};
  }
}
