package org.alfheim.elf;

import static org.alfheim.elf.DynamicSection.DT_HASH;
import static org.alfheim.elf.DynamicSection.DT_STRSZ;
import static org.alfheim.elf.DynamicSection.DT_VERDEF;
import static org.alfheim.elf.DynamicSection.DT_VERDEFNUM;
import static org.alfheim.elf.DynamicSection.DT_VERNEED;
import static org.alfheim.elf.DynamicSection.DT_VERNEEDNUM;
import static org.alfheim.elf.DynamicSection.DT_VERSYM;
import static org.alfheim.elf.ProgramHeader.PT_LOAD;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Version tables that are wrong. */
class DamagedVersionsTest extends DamagedSample {
  private int need;
  private int aux;
  private int definition;

  @BeforeEach
  void findThem() {
    need = elf.table(DT_VERNEED);
    aux = need + (int) elf.get(need + 8, 4);
    definition = elf.table(DT_VERDEF);
  }

  @Test
  void withASymbolWhoseVersionHasNoName() {
    int versym = elf.table(DT_VERSYM);
    elf.set(versym + 2, 2, 0x7fff);
    refusedForValueOf(DT_VERSYM).startsWith("symbol 1 has version 32767, which neither");
  }

  /** In ld.so, each reference would be looked up in a table that is not there. */
  @Test
  void ofWhichNoTableGivesTheNames() {
    elf.drop(DT_VERNEED).drop(DT_VERDEF);
    for (int i = 0; i < elf.get(elf.table(DT_HASH) + 4, 4); i++) {
      elf.set(elf.table(DT_VERSYM) + 2 * i, 2, 1);
    }
    refusedForValueOf(DT_VERSYM).contains("neither DT_VERNEED nor DT_VERDEF names any");
  }

  @Test
  void ofTablesWithoutAnEntry() {
    elf.setValue(DT_VERNEEDNUM, 0).setValue(DT_VERDEFNUM, 0);
    for (int i = 0; i < elf.get(elf.table(DT_HASH) + 4, 4); i++) {
      elf.set(elf.table(DT_VERSYM) + 2 * i, 2, 0);
    }
    refusedForValueOf(DT_VERSYM).contains("neither DT_VERNEED nor DT_VERDEF names any");
  }

  @Test
  void withMoreFilesThanTheNumberSays() {
    elf.setValue(DT_VERNEEDNUM, 1);
    refusedFor("vn_next", need + 12).contains("goes on after");
  }

  @Test
  void withFewerFilesThanTheNumberSays() {
    elf.setValue(DT_VERNEEDNUM, 3);
    int second = need + (int) elf.get(need + 12, 4);
    refusedFor("vn_next", second + 12).contains("ends before");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MAX_VALUE, 1L << 32, 100000})
  void withMoreEntriesThanTheFileHasRoomFor(long count) {
    elf.setValue(DT_VERNEEDNUM, count);
    refusedForValueOf(DT_VERNEEDNUM).contains("more than the file has room for");

    elf = sound.copy().setValue(DT_VERDEFNUM, count);
    refusedForValueOf(DT_VERDEFNUM).contains("more than the file has room for");
  }

  @Test
  void withAnUnknownStructureVersion() {
    elf.set(need, 2, 2);
    refusedFor("vn_version", need).contains("unknown structure version 2");

    elf = sound.copy().set(definition, 2, 0);
    refusedFor("vd_version", definition).contains("unknown structure version 0");
  }

  @Test
  void withAFileOfNoVersion() {
    elf.set(need + 2, 2, 0);
    refusedFor("vn_cnt", need + 2).contains("no version of it");
  }

  @Test
  void withADefinitionOfNoName() {
    elf.set(definition + 6, 2, 0);
    refusedFor("vd_cnt", definition + 6).contains("has no name");
  }

  @Test
  void withMoreOrFewerVersionsThanTheFileEntrySays() {
    elf.set(need + 2, 2, 2);
    refusedFor("vna_next", aux + 12).contains("ends before");

    int second = need + (int) elf.get(need + 12, 4);
    int secondAux = second + (int) elf.get(second + 8, 4);
    elf = sound.copy().set(second + 2, 2, 1);
    refusedFor("vna_next", secondAux + 12).contains("goes on after");
  }

  @ParameterizedTest
  @CsvSource({"8, vn_aux", "12, vn_next"})
  void withALinkOutOfTheSegment(int link, String field) {
    for (long distance : new long[] {0xffff_ffffL, 0x8000_0000L, 0x7fff_ffffL, 0x10000}) {
      elf = sound.copy().set(need + link, 4, distance);
      refusedFor(field, need + link).contains("outside the segment");
    }
  }

  @Test
  void withAnEntryThatLeavesTheSegment() {
    long end = elf.get(elf.segment(PT_LOAD) + P_FILESZ, 8);
    elf.set(need + 8, 4, end - need - 8);
    refusedFor("DT_VERNEED", end - 8).contains("leaves the segment");
  }

  @Test
  void withANameOutsideTheStringTable() {
    elf.set(need + 4, 4, 0xffff_ffffL);
    refusedFor("vn_file", need + 4).contains("a name begins at 4294967295");

    elf = sound.copy().set(aux + 8, 4, elf.value(DT_STRSZ));
    refusedFor("vna_name", aux + 8).contains("in a string table of");

    int name = definition + (int) elf.get(definition + 12, 4);
    elf = sound.copy().set(name, 4, 0x8000_0000L);
    refusedFor("vda_name", name).contains("a name begins at 2147483648");
  }

  @Test
  void withOneNumberForTwoVersions() {
    elf.set(aux + 6, 2, 2);
    refusedFor("vd_ndx", definition + 28 + 4).isEqualTo("two versions have the number 2");
  }

  @Test
  void withTheNumberOfInvisibleSymbols() {
    elf.set(aux + 6, 2, 0x8000);
    refusedFor("vna_other", aux + 6).contains("has the number 0");
  }

  @Test
  void withEntriesThatOverlap() {
    // Seven definitions, in place of the code, that all go through one list of twenty parents.
    int segment = elf.segment(PT_LOAD, 1);
    int start = (int) elf.get(segment + P_OFFSET, 8);
    int names = start + 7 * 20;
    for (int i = 0; i < 7; i++) {
      int at = start + i * 20;
      elf.set(at, 2, 1).set(at + 2, 2, 0).set(at + 4, 2, 100 + i).set(at + 6, 2, 20);
      elf.set(at + 8, 4, 0).set(at + 12, 4, names - at).set(at + 16, 4, i == 6 ? 0 : 20);
    }
    for (int i = 0; i < 20; i++) {
      elf.set(names + i * 8, 4, 1).set(names + i * 8 + 4, 4, i == 19 ? 0 : 8);
    }
    elf.setValue(DT_VERDEF, elf.get(segment + P_VADDR, 8)).setValue(DT_VERDEFNUM, 7);

    ElfException refusal = refusal();
    assertThat(refusal.problem()).isEqualTo("entries overlap");
    assertThat(refusal.field()).isEqualTo("DT_VERDEF");
  }
}
