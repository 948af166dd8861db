package org.alfheim.internal.go;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.Vaddr;
import org.alfheim.fixture.GoToolchain;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each damage is one for which {@code runtime.moduledataverify1} or its like ends the process. */
class ModuleTablesTest {
  /** {@code runtime.pcHeader.pclnOffset}. */
  private static final int TABLE_OFFSET = 64;

  static List<GoToolchain> toolchains() {
    return GoToolchain.all();
  }

  private static MemorySegment read(Path file) {
    try {
      return MemorySegment.ofArray(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The magic number, two bytes of nothing, and what is so on this processor. */
  private static long header(MemorySegment file, GoToolchain go) {
    long header = (go.minor() < 20 ? 0xfffffff0L : 0xfffffff1L) | 0x0801L << 48;
    for (long at = 0; at <= file.byteSize() - 8; at += 8) {
      if (file.get(ValueLayout.JAVA_LONG_UNALIGNED, at) == header) {
        return at;
      }
    }
    throw new AssertionError("no such table");
  }

  /** Where the table is in the file to which a field of the module's record leads. */
  private static long table(MemorySegment file, String field) {
    SharedObject image = SharedObject.parse("p.so", file);
    long address = ModuleData.of(new RelocatedImage(image)).pointer(field);
    MemorySegment content = image.contentAt(new Vaddr(address), 8);
    return content.address() - file.address();
  }

  private static GoPlugin plugin(MemorySegment file) {
    return GoPlugin.read(SharedObject.parse("p.so", file));
  }

  @ParameterizedTest
  @MethodSource("toolchains")
  void whatALinkerHasWrittenIsSound(GoToolchain go) {
    for (Path file :
        List.of(go.plugin("hello"), go.plugin("kinds"), go.plugin("plain", "-ldflags=-s -w"))) {
      GoPlugin plugin = plugin(read(file));
      assertThat(plugin.damage()).as(file.toString()).isEmpty();
      assertThat(plugin.problems()).as(file.toString()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("toolchains")
  void headerIsThatOfThisProcessorsTables(GoToolchain go) {
    MemorySegment file = read(go.plugin("hello"));
    long header = header(file, go);
    for (int at : new int[] {0, 3, 4, 5, 6, 7}) {
      flip(file, header + at);
      assertThat(plugin(file).damage().orElseThrow()).as("byte " + at).endsWith("(pcHeader)");
      flip(file, header + at);
    }
    assertThat(plugin(file).damage()).isEmpty();
    file.set(ValueLayout.JAVA_BYTE, header, (byte) (file.get(ValueLayout.JAVA_BYTE, header) ^ 1));
    assertThat(plugin(file).damage().orElseThrow()).as("of another Go").endsWith("(pcHeader)");
  }

  @ParameterizedTest
  @MethodSource("toolchains")
  void functionsAscendAndHaveTheirRecords(GoToolchain go) {
    MemorySegment file = read(go.plugin("hello"));
    long header = header(file, go);
    long table = header + file.get(ValueLayout.JAVA_LONG_UNALIGNED, header + TABLE_OFFSET);
    flip(file, table + 8 * 5 + 3);
    assertThat(plugin(file).damage()).contains("entry 6 is before the one before it (ftab)");
    flip(file, table + 8 * 5 + 3);
    flip(file, table + 8 * 5 + 7);
    assertThat(plugin(file).damage())
        .contains("the record of entry 5 is beyond the table of lines (ftab)");
    flip(file, table + 8 * 5 + 7);
    file.set(ValueLayout.JAVA_INT_UNALIGNED, table, 16);
    assertThat(plugin(file).damage())
        .contains("minpc or maxpc is not where it begins or ends (ftab)");
  }

  @ParameterizedTest
  @MethodSource("toolchains")
  void typesAreInTheModule(GoToolchain go) {
    MemorySegment file = read(go.plugin("kinds"));
    flip(file, table(file, "typelinks") + 3);
    assertThat(plugin(file).damage().orElseThrow())
        .startsWith("type 0 is at ")
        .endsWith(" bytes (typelinks)");
  }

  @ParameterizedTest
  @MethodSource("toolchains")
  void tablesOfInterfacesAreInTheImage(GoToolchain go) {
    MemorySegment file = read(go.plugin("kinds"));
    SharedObject image = SharedObject.parse("p.so", file);
    long table = ModuleData.of(new RelocatedImage(image)).pointer("itablinks");
    for (int i = 0; i < image.rela().count(); i++) {
      if (image.rela().offset(i) == table) {
        long entry = image.rela().bytes(i + 1).address() - file.address() + 24L * i;
        file.set(ValueLayout.JAVA_LONG_UNALIGNED, entry + 16, 1L << 40);
      }
    }
    assertThat(plugin(file).damage()).isPresent();
  }

  private static void flip(MemorySegment file, long at) {
    byte old = file.get(ValueLayout.JAVA_BYTE, at);
    file.set(ValueLayout.JAVA_BYTE, at, (byte) (old ^ 0x40));
  }
}
