package org.alfheim.corpus.snapshot;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.Downcalls;
import org.alfheim.internal.process.libc.Memory;
import org.alfheim.internal.process.libc.NativeCall;

/** The objects that the C library's loader knows, as {@code dl_iterate_phdr} gives them. */
final class LoadedObjects {
  private static final SymbolLookup LOOKUP = Linker.nativeLinker().defaultLookup();
  private static final MemorySegment DL_ITERATE_PHDR = LOOKUP.findOrThrow("dl_iterate_phdr");
  private static final MemorySegment TLS_GET_ADDR = LOOKUP.findOrThrow("__tls_get_addr");
  private static final MemorySegment PTHREAD_SELF = LOOKUP.findOrThrow("pthread_self");
  private static final FunctionDescriptor CALLBACK =
      FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS);

  // struct dl_phdr_info
  private static final int DLPI_ADDR = 0;
  private static final int DLPI_NAME = 8;
  private static final int DLPI_PHDR = 16;
  private static final int DLPI_PHNUM = 24;
  private static final int DLPI_TLS_MODID = 48;

  // Elf64_Phdr
  private static final int P_VADDR = 16;
  private static final int P_MEMSZ = 40;
  private static final int PHDR_SIZE = 56;

  /** No thread has more static thread-local storage. */
  private static final long STATIC_LIMIT = 1 << 20;

  private final boolean withOffsets;
  private final Address threadPointer;
  private final MemoryMap map;
  private final List<LoadedObject> objects = new ArrayList<>();

  private LoadedObjects(boolean withOffsets, MemoryMap map) {
    this.withOffsets = withOffsets;
    this.map = map;
    /* The psABI has the thread pointer's word hold the thread pointer, and glibc gives it out as the thread's id. */
    this.threadPointer = new Address(NativeCall.invoke(PTHREAD_SELF).value());
  }

  /**
   * All of them, in the order in which they were loaded.
   *
   * @param withOffsets whether to find out where static thread-local storage lies; this gives the
   *     calling thread the storage that it has not had need of yet
   * @param map the memory of the process
   */
  static List<LoadedObject> ofProcess(boolean withOffsets, MemoryMap map) {
    LoadedObjects visitor = new LoadedObjects(withOffsets, map);
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle visit =
          MethodHandles.lookup()
              .bind(
                  visitor,
                  "visit",
                  MethodType.methodType(
                      int.class, MemorySegment.class, long.class, MemorySegment.class));
      NativeCall.invoke(DL_ITERATE_PHDR, Downcalls.stub(visit, CALLBACK, arena).address(), 0);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the method is there", e);
    }
    return visitor.objects;
  }

  @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // ld.so calls it
  private int visit(MemorySegment info, long size, MemorySegment data) {
    Address start = new Address(info.address());
    Address bias = new Address(Memory.readLong(start.plus(DLPI_ADDR)));
    Address name = new Address(Memory.readLong(start.plus(DLPI_NAME)));
    Address header = new Address(Memory.readLong(start.plus(DLPI_PHDR)));
    int count = (int) Memory.readLong(start.plus(DLPI_PHNUM)) & 0xffff;
    long module = Memory.readLong(start.plus(DLPI_TLS_MODID));
    List<LoadedObject.Range> ranges = new ArrayList<>();
    long tlsSize = 0;
    for (int i = 0; i < count; i++) {
      int type = (int) Memory.readLong(header);
      long memory = Memory.readLong(header.plus(P_MEMSZ));
      if (type == ProgramHeader.PT_LOAD) {
        Address from = bias.plus(Memory.readLong(header.plus(P_VADDR)));
        ranges.add(new LoadedObject.Range(from, from.plus(memory)));
      } else if (type == ProgramHeader.PT_TLS) {
        tlsSize = memory;
      }
      header = header.plus(PHDR_SIZE);
    }
    objects.add(
        new LoadedObject(
            name.value() == 0 ? "" : Memory.string(name),
            bias,
            ranges,
            module,
            tlsSize,
            withOffsets && module != 0 ? offset(module) : OptionalLong.empty()));
    return 0;
  }

  /* A static block lies right below the thread pointer, in the memory of the thread's stack; others come from malloc. */
  private OptionalLong offset(long module) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment index = arena.allocateFrom(JAVA_LONG, module, 0);
      Address block = new Address(NativeCall.invoke(TLS_GET_ADDR, index.address()).value());
      long offset = block.value() - threadPointer.value();
      return offset < 0 && offset >= -STATIC_LIMIT && map.together(block, threadPointer)
          ? OptionalLong.of(offset)
          : OptionalLong.empty();
    }
  }
}
