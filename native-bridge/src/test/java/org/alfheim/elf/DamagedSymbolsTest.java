package org.alfheim.elf;

import static org.alfheim.elf.DynamicSection.DT_FINI;
import static org.alfheim.elf.DynamicSection.DT_FINI_ARRAY;
import static org.alfheim.elf.DynamicSection.DT_FINI_ARRAYSZ;
import static org.alfheim.elf.DynamicSection.DT_GNU_HASH;
import static org.alfheim.elf.DynamicSection.DT_HASH;
import static org.alfheim.elf.DynamicSection.DT_INIT;
import static org.alfheim.elf.DynamicSection.DT_INIT_ARRAY;
import static org.alfheim.elf.DynamicSection.DT_INIT_ARRAYSZ;
import static org.alfheim.elf.DynamicSection.DT_JMPREL;
import static org.alfheim.elf.DynamicSection.DT_NEEDED;
import static org.alfheim.elf.DynamicSection.DT_SONAME;
import static org.alfheim.elf.DynamicSection.DT_STRSZ;
import static org.alfheim.elf.DynamicSection.DT_STRTAB;
import static org.alfheim.elf.DynamicSection.DT_SYMTAB;
import static org.alfheim.elf.DynamicSection.DT_VERDEF;
import static org.alfheim.elf.DynamicSection.DT_VERNEED;
import static org.alfheim.elf.DynamicSection.DT_VERSYM;
import static org.alfheim.elf.ProgramHeader.PT_LOAD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Symbols and their names that are wrong. */
class DamagedSymbolsTest extends DamagedSample {
  @Test
  void andStringsWithoutAnEnd() {
    elf.setValue(DT_STRSZ, elf.value(DT_STRSZ) - 1);
    refusedForValueOf(DT_STRTAB).contains("does not end in a NUL");
  }

  @Test
  void andStringsOfNoBytes() {
    elf.setValue(DT_STRSZ, 0);
    refusedForValueOf(DT_STRTAB).contains("does not end in a NUL");
  }

  @Test
  void withANameOutsideTheStringTable() {
    int symbol = elf.symbol(5);
    for (long name : new long[] {elf.value(DT_STRSZ), 0xffff_ffffL, 0x8000_0000L}) {
      elf = sound.copy().set(symbol, 4, name);
      refusedFor("st_name", symbol).startsWith("the name of symbol 5 begins at " + name);
    }
  }

  @Test
  void thatRelocationsNameAndTheTableLacks() {
    int second = elf.table(DT_JMPREL) + 24;
    elf.set(second + 12, 4, 0xffff_ffffL);
    refusedFor("DT_JMPREL", second).startsWith("relocation 1 names symbol 4294967295 of ");
  }

  @Test
  void whoseNamesShareOneHugeString() {
    int size = 1 << 20;
    int start = enlarge(size * 2, size);
    long address = elf.value(DT_STRTAB);
    int symbols = size / 2 / 24;
    int table = size + 16;
    int hash = table + symbols * 24;
    elf.set(start + hash, 4, 1).set(start + hash + 4, 4, symbols);
    elf.setValue(DT_SYMTAB, address + table).setValue(DT_HASH, address + hash).drop(DT_GNU_HASH);

    // The file has a little more than two such strings, and the symbols may have four times that.
    int tooMany = (int) (4L * elf.bytes().length / size);
    refusedFor("st_name", start + table + tooMany * 24)
        .contains("longer together than 4 times the file");
  }

  @Test
  void andNamesOfLibrariesThatShareOneLongString() {
    int size = 4000; // longer than that a path can't be
    enlarge(size + 1, size);
    long[] others = {
      DT_SONAME, DT_INIT, DT_FINI, DT_INIT_ARRAY, DT_INIT_ARRAYSZ, DT_FINI_ARRAY, DT_FINI_ARRAYSZ
    };
    for (long tag : others) {
      elf.set(elf.dynamic(tag) + 8, 8, 0).set(elf.dynamic(tag), 8, DT_NEEDED);
    }
    assertThat(others.length * size).isGreaterThan(elf.bytes().length);
    for (int i = 0; i < elf.get(elf.table(DT_HASH) + 4, 4); i++) {
      elf.set(elf.symbol(i), 4, size);
    }
    elf.drop(DT_VERNEED).drop(DT_VERDEF).drop(DT_VERSYM);
    ElfException refusal = refusal();
    assertThat(refusal.problem()).isEqualTo("the names are longer together than the file");
    assertThat(refusal.field()).isEqualTo("DT_NEEDED");
  }

  /**
   * Makes the last segment longer, and the first of it one long string, the string table; gives
   * where that begins in the file.
   */
  private int enlarge(int bytes, int string) {
    int last = elf.segment(PT_LOAD, 3);
    long address = elf.get(last + P_VADDR, 8) + elf.get(last + P_FILESZ, 8);
    int start = (int) (elf.get(last + P_OFFSET, 8) + elf.get(last + P_FILESZ, 8));
    byte[] large = Arrays.copyOf(elf.bytes(), start + bytes);
    Arrays.fill(large, start, start + string, (byte) 'a');
    Arrays.fill(large, start + string, large.length, (byte) 0);
    elf = new EditableElf(large);
    elf.set(last + P_FILESZ, 8, elf.get(last + P_FILESZ, 8) + bytes);
    elf.set(last + P_MEMSZ, 8, elf.get(last + P_FILESZ, 8));
    elf.setValue(DT_STRTAB, address).setValue(DT_STRSZ, string + 1L);
    return start;
  }
}
