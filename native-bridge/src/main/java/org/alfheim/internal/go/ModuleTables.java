package org.alfheim.internal.go;

import java.nio.ByteBuffer;
import org.alfheim.elf.ElfException;

/**
 * The tables by which the runtime finds functions and types in a module. It checks them when the
 * module is there, and ends the process where they are damaged ({@code runtime.moduledataverify1});
 * or it does not check them, and reads where there is nothing ({@code runtime.typelinksinit},
 * {@code runtime.itabsinit}).
 */
final class ModuleTables {
  /** Of Go 1.18 and 1.19; and from Go 1.20 on, which names what it hashes in another way. */
  private static final int BEFORE = 0xfffffff0;

  private static final int SINCE = 0xfffffff1;

  private static final int HEADER = 72;
  private static final int TEXT_START = 24;

  /** {@code runtime.functab}: where a function begins, and where its record is. */
  private static final int ENTRY = 8;

  /** The fixed part of {@code runtime._func}. */
  private static final int RECORD = 40;

  private static final int TYPE_LINK = 4;
  private static final int POINTER = 8;

  private final RelocatedImage memory;
  private final ModuleData module;

  private ModuleTables(RelocatedImage memory, ModuleData module) {
    this.memory = memory;
    this.module = module;
  }

  /**
   * Checks the tables.
   *
   * @throws ElfException if the runtime would end the process because of them
   */
  static void check(RelocatedImage memory, ModuleData module) {
    ModuleTables table = new ModuleTables(memory, module);
    table.header();
    table.functions();
    table.types();
    table.interfaces();
  }

  private void header() {
    long at = module.pointer("pcHeader");
    ByteBuffer header = memory.bytes(at, HEADER);
    int magic = header.getInt(0);
    if (magic != (memory.image().find(GoMark.HASH_OF_RUNTIME).isPresent() ? SINCE : BEFORE)) {
      throw memory.bad("pcHeader", "magic 0x" + Integer.toHexString(magic));
    }
    /* Two bytes of nothing, the least length of an instruction, the size of a pointer. */
    if (header.getShort(4) != 0 || header.get(6) != 1 || header.get(7) != POINTER) {
      throw memory.bad("pcHeader", "it is of another processor");
    }
    if (memory.pointer(at + TEXT_START) != module.pointer("text")) {
      throw memory.bad("pcHeader", "textStart is not where the code begins");
    }
  }

  /** The last entry is where the code ends, and has no function. */
  private void functions() {
    long text = module.pointer("text");
    long count = module.length("ftab");
    long records = module.length("pclntable");
    if (count < 1 || count > Integer.MAX_VALUE / ENTRY) {
      throw memory.bad("ftab", Long.toUnsignedString(count) + " entries");
    }
    ByteBuffer table = memory.bytes(module.pointer("ftab"), count * ENTRY - ENTRY / 2);
    memory.bytes(module.pointer("pclntable"), records);
    long last = 0;
    for (int i = 0; i < count; i++) {
      long start = Integer.toUnsignedLong(table.getInt(i * ENTRY));
      if (start < last) {
        throw memory.bad("ftab", "entry " + i + " is before the one before it");
      }
      last = start;
      if (i < count - 1) {
        long record = Integer.toUnsignedLong(table.getInt(i * ENTRY + ENTRY / 2));
        if (record > records - RECORD) {
          throw memory.bad("ftab", "the record of entry " + i + " is beyond the table of lines");
        }
      }
    }
    long first = Integer.toUnsignedLong(table.getInt(0));
    /* Code in several sections is not counted from one place. */
    if (module.length("textsectmap") <= 1
        && (module.pointer("minpc") != text + first || module.pointer("maxpc") != text + last)) {
      throw memory.bad("ftab", "minpc or maxpc is not where it begins or ends");
    }
  }

  private void types() {
    long count = module.length("typelinks");
    long size = module.pointer("etypes") - module.pointer("types");
    if (count < 0 || count > size) {
      throw memory.bad("typelinks", Long.toUnsignedString(count) + " types");
    }
    if (count == 0) {
      return;
    }
    ByteBuffer links = memory.bytes(module.pointer("typelinks"), count * TYPE_LINK);
    for (int i = 0; i < count; i++) {
      long offset = links.getInt(i * TYPE_LINK);
      if (offset < 0 || offset >= size) {
        throw memory.bad("typelinks", "type " + i + " is at " + offset + " of " + size + " bytes");
      }
    }
  }

  private void interfaces() {
    long count = module.length("itablinks");
    if (count < 0 || count > Integer.MAX_VALUE / POINTER) {
      throw memory.bad("itablinks", Long.toUnsignedString(count) + " tables");
    }
    long table = count == 0 ? 0 : module.pointer("itablinks");
    for (int i = 0; i < count; i++) {
      memory.bytes(memory.pointer(table + (long) i * POINTER), 2 * POINTER);
    }
  }
}
