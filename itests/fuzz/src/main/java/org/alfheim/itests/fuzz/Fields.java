package org.alfheim.itests.fuzz;

import static org.alfheim.elf.DynamicSection.*;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.alfheim.elf.AddressArray;
import org.alfheim.elf.DynamicSection;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.SharedObject;

/** Where the fields of a sound file lie; of long tables, those of the first and last entries. */
final class Fields {
  private static final int FIRST = 40;
  private static final int LAST = 4;

  private final ByteBuffer bytes;
  private final List<Field> all = new ArrayList<>();

  private Fields(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The fields of a file; of one that is no shared object, only what each ELF file has. */
  static List<Field> of(byte[] bytes) {
    Fields fields = new Fields(bytes);
    if (bytes[0] == 0x7f) {
      fields.headers();
      try {
        fields.tables(SharedObject.parse("seed", java.lang.foreign.MemorySegment.ofArray(bytes)));
      } catch (ElfException notShared) {
        // A relocatable object: its tables are in its sections.
      }
    } else {
      fields.entries(8, (bytes.length - 8) / 8, 8);
    }
    return Collections.unmodifiableList(fields.all);
  }

  private void record(int at, int... sizes) {
    int offset = at;
    for (int size : sizes) {
      if (offset >= 0 && offset + size <= bytes.limit()) {
        all.add(new Field(offset, size));
      }
      offset += size;
    }
  }

  private void entries(int start, int count, int... sizes) {
    int entry = java.util.stream.IntStream.of(sizes).sum();
    for (int i = 0; i < count; i++) {
      if (i < FIRST || i >= count - LAST) {
        record(start + i * entry, sizes);
      }
    }
  }

  private void headers() {
    record(0, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    record(16, 2, 2, 4, 8, 8, 8, 4, 2, 2, 2, 2, 2, 2);
    entries((int) bytes.getLong(32), bytes.getShort(56), 4, 4, 8, 8, 8, 8, 8, 8);
    entries((int) bytes.getLong(40), bytes.getShort(60), 4, 4, 8, 8, 8, 8, 4, 4, 8, 8);
  }

  private void tables(SharedObject image) {
    int symbols = image.symbols().count();
    ProgramHeader dynamic = image.segment(ProgramHeader.PT_DYNAMIC).orElseThrow();
    // Four times, since it is small and all depends on it.
    for (int i = 0; i < 4; i++) {
      entries((int) dynamic.offset(), image.dynamic().entries().size() + 1, 8, 8);
    }
    entries(at(image, DT_SYMTAB), symbols, 4, 1, 1, 2, 8, 8);
    entries(at(image, DT_STRTAB), (int) value(image, DT_STRSZ), 1);
    entries(at(image, DT_RELA), image.rela().count(), 8, 4, 4, 8);
    entries(at(image, DT_JMPREL), image.jumpRelocations().count(), 8, 4, 4, 8);
    entries(at(image, DT_RELR), (int) value(image, DT_RELRSZ) / 8, 8);
    entries(at(image, DT_VERSYM), image.versions().present() ? symbols : 0, 2);
    entries(
        at(image, DT_VERNEED),
        (int) image.versions().verneedBytes().byteSize() / 16,
        2,
        2,
        4,
        4,
        4);
    entries(at(image, DT_VERDEF), (int) image.versions().verdefBytes().byteSize() / 4, 2, 2);
    image.sysvHash().ifPresent(t -> entries(at(image, DT_HASH), words(t.bytes().byteSize()), 4));
    image.gnuHash().ifPresent(t -> entries(at(image, DT_GNU_HASH), words(t.bytes().byteSize()), 4));
    for (AddressArray array : new AddressArray[] {image.initArray(), image.finiArray()}) {
      if (!array.isEmpty()) {
        entries(offset(image, array.start().value()), array.count(), 8);
      }
    }
  }

  private static int words(long size) {
    return (int) size / 4;
  }

  private static int at(SharedObject image, long tag) {
    long address = value(image, tag);
    return address == 0 ? -1 : offset(image, address);
  }

  private static long value(SharedObject image, long tag) {
    return image.dynamic().entries().stream()
        .filter(entry -> entry.tag() == tag)
        .findFirst()
        .map(DynamicSection.Entry::value)
        .orElse(0L);
  }

  private static int offset(SharedObject image, long address) {
    for (ProgramHeader load : image.loadSegments()) {
      long into = address - load.vaddr().value();
      if (into >= 0 && into < load.fileSize()) {
        return (int) (load.offset() + into);
      }
    }
    return -1;
  }
}
