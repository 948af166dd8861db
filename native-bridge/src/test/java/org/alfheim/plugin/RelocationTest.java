package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Elf;
import org.alfheim.fixture.Loaded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of relocation writes what it writes when dlopen does it. */
@Timeout(60)
class RelocationTest {
  private static final int RELA_SIZE = 24;
  private static final long R_X86_64_64 = 1;

  @TempDir Path folder;

  /**
   * The linker makes few of these in shared objects. So it makes R_X86_64_64, and the type is
   * changed in the file.
   */
  @ParameterizedTest
  @CsvSource({
    "R_X86_64_64,     1, 8",
    "R_X86_64_PC32,   2, 4",
    "R_X86_64_GLOB_DAT, 6, 8",
    "R_X86_64_JUMP_SLOT, 7, 8",
    "R_X86_64_SIZE32, 32, 4",
    "R_X86_64_SIZE64, 33, 8",
  })
  void writesWhatItWritesInLdSo(String name, int type, int width) throws Exception {
    Path plugin = withType(type);
    Path library = Files.copy(plugin, folder.resolve("library.so"));
    assertThat(Elf.of(plugin).readelf("-r")).containsPattern(name + " .* near \\+ c");

    Loaded ours = Loaded.byAlfheim(plugin);
    Loaded theirs = Loaded.byDlopen(library);

    assertThat(meaning(ours, name, width)).isEqualTo(meaning(theirs, name, width)).isNotZero();
    assertThat(ours.longAt("after")).isEqualTo(0x2222222222222222L);
    assertThat(ours.longAt("before")).isEqualTo(0x1111111111111111L);
    assertThat(width == 8 || untouched(ours) == untouched(theirs)).isTrue();
  }

  /* glibc 2.36 does not know it; the psABI has it. */
  @Test
  void writesADistanceOf64Bits() {
    Loaded plugin = Loaded.byAlfheim(withType(24));

    assertThat(plugin.longAt("word"))
        .isEqualTo(plugin.address("near").address() + 12 - plugin.address("word").address());
  }

  private Path withType(int type) {
    Path original =
        new Compiler(folder)
            .c(
                "original.so",
                """
                int near[25] = {1};
                long before = 0x1111111111111111;
                void *word = &near[3];
                long after = 0x2222222222222222;
                """,
                "-nostdlib");
    Elf.Section table = Elf.of(original).section(".rela.dyn");
    return Elf.of(original).patched("plugin.so", bytes -> change(bytes, table, type));
  }

  private static void change(ByteBuffer bytes, Elf.Section table, int type) {
    for (long at = table.offset(); at < table.offset() + table.size(); at += RELA_SIZE) {
      long info = bytes.getLong((int) at + 8);
      if ((info & 0xffffffffL) == R_X86_64_64) {
        bytes.putLong((int) at + 8, info >>> 32 << 32 | type);
      }
    }
  }

  /** The value, as the distance from the symbol where it is an address. */
  private static long meaning(Loaded library, String name, int width) {
    long value = width == 4 ? (int) library.longAt("word") : library.longAt("word");
    boolean address = !name.contains("PC") && !name.contains("SIZE");
    /* One more than the distance, which may be none. */
    return address ? value - library.address("near").address() + 1 : value;
  }

  private static long untouched(Loaded library) {
    return library.longAt("word") >>> 32;
  }
}
