package org.alfheim.internal.go;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.alfheim.elf.AddressArray;
import org.alfheim.elf.ElfException;

/**
 * The record of a module ({@code runtime.moduledata}), which says where the runtime finds what in
 * it.
 *
 * <p>An initialisation function, which the linker writes, hands the record's address to the
 * runtime; so it is found without the symbols that {@code -ldflags=-s} takes away. Its layout is
 * that of the type {@code runtime.moduledata}, whose descriptor is in the plugin, unless nothing in
 * it reflects on types; then it is the layout of the versions of Go that are known.
 */
final class ModuleData {
  private static final String LAYOUT = "runtime.moduledata";
  private static final int CODE = 13;
  private static final int MOST_FIELDS = 200;
  private static final int MOST_INITIALIZERS = 4096;

  /** Of Go 1.19, which writes {@code go.} before names of its own; {@code go:} comes later. */
  private static final Map<String, Long> BEFORE = layout(0);

  /** From Go 1.20 on, with the counters of covered code. */
  private static final Map<String, Long> SINCE = layout(16);

  private final RelocatedImage memory;
  private final long start;
  private final Map<String, Long> offsets;

  private ModuleData(RelocatedImage memory, long start, Map<String, Long> offsets) {
    this.memory = memory;
    this.start = start;
    this.offsets = offsets;
  }

  private static Map<String, Long> layout(long counters) {
    Map<String, Long> layout = new HashMap<>();
    layout.put("pcHeader", 0L);
    layout.put("pclntable", 104L);
    layout.put("ftab", 128L);
    layout.put("minpc", 160L);
    layout.put("maxpc", 168L);
    layout.put("text", 176L);
    layout.put("types", 280L + counters);
    layout.put("etypes", 288L + counters);
    layout.put("textsectmap", 312L + counters);
    layout.put("typelinks", 336L + counters);
    layout.put("itablinks", 360L + counters);
    layout.put("ptab", 384L + counters);
    layout.put("pluginpath", 408L + counters);
    return Map.copyOf(layout);
  }

  /**
   * Finds the record.
   *
   * @throws ElfException if the image has none, or it is damaged
   */
  static ModuleData of(RelocatedImage memory) {
    return new ModuleData(memory, start(memory), described(memory).orElseGet(() -> known(memory)));
  }

  private static long start(RelocatedImage memory) {
    AddressArray functions = memory.image().initArray();
    for (int i = 0; i < Math.min(functions.count(), MOST_INITIALIZERS); i++) {
      long function = memory.pointer(functions.start().value() + 8L * i);
      ByteBuffer code;
      try {
        code = memory.bytes(function, CODE);
      } catch (ElfException elsewhere) {
        continue;
      }
      /* lea moduledata(%rip), %rdi; call runtime.addmoduledata; ret */
      if (code.getShort(0) == (short) 0x8d48
          && code.get(2) == 0x3d
          && code.get(7) == (byte) 0xe8
          && code.get(12) == (byte) 0xc3) {
        return function + 7 + code.getInt(3);
      }
    }
    throw memory.bad("DT_INIT_ARRAY", "no function there registers the module's data");
  }

  /** The layout by what is known of versions of Go. */
  static Map<String, Long> known(RelocatedImage memory) {
    return memory.image().find(GoMark.HASH_OF_RUNTIME).isPresent() ? SINCE : BEFORE;
  }

  /** The layout that the plugin tells; empty if it does not. */
  static Optional<Map<String, Long>> described(RelocatedImage memory) {
    OptionalInt symbol = memory.image().find("type:" + LAYOUT);
    if (symbol.isEmpty()) {
      symbol = memory.image().find("type." + LAYOUT);
    }
    if (symbol.isEmpty()) {
      return Optional.empty();
    }
    long type = memory.image().symbols().value(symbol.getAsInt());
    long size = memory.word(type);
    if (TypeDescriptors.kind(memory, type) != TypeDescriptors.STRUCT) {
      throw memory.bad(LAYOUT, "it is no structure");
    }
    long fields = memory.pointer(type + TypeDescriptors.STRUCT_FIELDS);
    long count = memory.word(type + TypeDescriptors.STRUCT_FIELDS + 8);
    if (count < 0 || count > MOST_FIELDS) {
      throw memory.bad(LAYOUT, Long.toUnsignedString(count) + " fields");
    }
    Map<String, Long> offsets = new HashMap<>();
    for (int i = 0; i < count; i++) {
      long field = fields + (long) i * TypeDescriptors.FIELD;
      long offset = memory.word(field + 16);
      if (offset < 0 || offset >= size) {
        throw memory.bad(LAYOUT, "a field at " + offset + " of " + size + " bytes");
      }
      offsets.put(TypeName.at(memory, memory.pointer(field)).text(), offset);
    }
    return Optional.of(offsets);
  }

  private long field(String name) {
    Long offset = offsets.get(name);
    if (offset == null) {
      throw memory.bad(LAYOUT, "it has no field " + name);
    }
    return start + offset;
  }

  /** The address that a field holds. */
  long pointer(String name) {
    return memory.pointer(field(name));
  }

  /** How many elements a field, which is a slice, has. */
  long length(String name) {
    return memory.word(field(name) + 8);
  }

  /** The text that a field, which is a string, has. */
  String string(String name) {
    return memory.string(field(name));
  }
}
