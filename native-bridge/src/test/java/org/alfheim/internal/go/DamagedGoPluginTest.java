package org.alfheim.internal.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.ElfFile;
import org.alfheim.elf.SectionHeader;
import org.alfheim.elf.SharedObject;
import org.alfheim.fixture.GoToolchain;
import org.alfheim.types.GoType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real plugin with bytes changed where the reader reads: what is known, or a refusal, and soon.
 */
@Timeout(value = 120, threadMode = SEPARATE_THREAD)
class DamagedGoPluginTest {
  private static final int TRIES = 60;

  /** What one read may take; far more than it does, since other work may have the machine. */
  private static final long MOST_SECONDS = 20;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static byte[] bytes;
  private static List<SectionHeader> sections;

  private record Change(int place, byte before) {}

  @BeforeAll
  static void build() throws IOException {
    bytes = Files.readAllBytes(GoToolchain.newest().plugin("kinds"));
    sections = ElfFile.of("kinds.so", MemorySegment.ofArray(bytes)).sections();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".data.rel.ro",
        ".data",
        ".noptrdata",
        ".rela.dyn",
        ".init_array",
        ".text",
        ".dynsym",
        ".go.buildinfo",
        ".rodata",
        ".dynamic",
        ".debug_info"
      })
  void givesWhatIsKnownOrARefusal(String name) {
    SectionHeader section =
        sections.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    Random random = new Random(name.hashCode());
    for (int i = 0; i < TRIES; i++) {
      List<Change> changes = new ArrayList<>();
      /* Many, since most of a plugin is what nobody reads here. */
      int count = 1 << random.nextInt(14);
      for (int k = 0; k < count; k++) {
        int place = (int) section.offset() + random.nextInt((int) section.size());
        changes.add(new Change(place, bytes[place]));
        bytes[place] = (byte) (random.nextBoolean() ? random.nextInt(256) : 1 << random.nextInt(8));
      }
      read(name + ", try " + i);
      for (int k = count - 1; k >= 0; k--) {
        bytes[changes.get(k).place()] = changes.get(k).before();
      }
    }
  }

  private static void read(String what) {
    long start = THREADS.getCurrentThreadCpuTime();
    try {
      SharedObject image = SharedObject.parse("kinds.so", MemorySegment.ofArray(bytes));
      if (GoMark.isOn(image)) {
        GoPlugin plugin = GoPlugin.read(image);
        assertThat(plugin.exports().isPresent() || !plugin.problems().isEmpty()).as(what).isTrue();
        plugin.exports().ifPresent(all -> all.forEach(GoExport::declaration));
        plugin.types().values().forEach(GoType::text);
        assertThat(plugin.refusal("kinds.so").getMessage().lines()).as(what).hasSize(1);
      }
    } catch (ElfException refused) {
      assertThat(refused.getMessage()).as(what).startsWith("kinds.so: ");
    }
    long seconds = (THREADS.getCurrentThreadCpuTime() - start) / 1_000_000_000;
    assertThat(seconds).as(what).isLessThan(MOST_SECONDS);
  }

  @Test
  void messageHasOneLineWhateverThePathHas() {
    String path = "example.com/kinds";
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    byte[] whole = bytes.clone();
    try {
      for (int at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
        bytes[at + 1] = '\n';
      }
      SharedObject image = SharedObject.parse("kinds.so", MemorySegment.ofArray(bytes));
      GoPlugin plugin = GoPlugin.read(image);
      assertThat(plugin.path()).contains("e\nample.com/kinds");
      assertThat(plugin.refusal("kinds.so").getMessage().lines()).hasSize(1);
    } finally {
      System.arraycopy(whole, 0, bytes, 0, bytes.length);
    }
  }

  /** Each is a structure of two of the next: its text would be longer than all memory. */
  @Test
  void structureOfStructuresOfStructuresIsNotWrittenOut() {
    byte[] whole = bytes.clone();
    try {
      MemorySegment file = MemorySegment.ofArray(bytes);
      SharedObject image = SharedObject.parse("kinds.so", file);
      int symbol = image.find("type:runtime.moduledata").orElseThrow();
      long type = image.symbols().value(symbol);
      /* The fields of that very structure: each of them is of the type that has them. */
      List<Integer> relocations = new ArrayList<>();
      for (int i = 0; i < image.rela().count(); i++) {
        long place = image.rela().offset(i);
        if (place >= type && place < type + 2000) {
          relocations.add(i);
        }
      }
      assertThat(relocations).hasSizeGreaterThan(10);
      long table =
          sections.stream()
              .filter(each -> each.name().equals(".rela.dyn"))
              .findFirst()
              .orElseThrow()
              .offset();
      for (int i : relocations) {
        long entry = table + 24L * i;
        file.set(ValueLayout.JAVA_LONG_UNALIGNED, entry + 8, 8L); // R_X86_64_RELATIVE
        file.set(ValueLayout.JAVA_LONG_UNALIGNED, entry + 16, type);
      }
      read("a structure of itself");
    } finally {
      System.arraycopy(whole, 0, bytes, 0, bytes.length);
    }
  }
}
