package org.alfheim.linker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alfheim.elf.ElfFile;
import org.alfheim.elf.SectionHeader;
import org.alfheim.linker.object.Input;
import org.alfheim.linker.object.LinkException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each relocation of the psABI's table 4.9 by its formula: S, GOT, G, L and P are what readelf says
 * of the image; and the field's limits by the addend, and one beyond.
 */
class RelocationFormulasTest {
  @TempDir private Path folder;
  private Toolchain tools;

  @BeforeEach
  void setUp() {
    tools = new Toolchain(folder);
  }

  /** Types that the assembler has no name for are written into the object in place of another's. */
  private Input object(String type, String symbol, long addend) throws Exception {
    int number = type.matches("\\d+") ? Integer.parseInt(type) : -1;
    String known = number < 0 ? type : "R_X86_64_GOTPCREL";
    Input input =
        tools.assemble(
            "object",
            """
            .text
            .globl outside
            before: .fill 8,1,0x90
            place: .quad 0
            .reloc place, %s, %s %+d
            .fill 8,1,0x90
            .globl shown, inner, sized, word, local
            .hidden inner, local
            .type shown,@function
            .size shown,1
            shown: ret
            .data
            .type sized,@object
            .size sized,4096
            sized: .skip 4096
            inner: .quad 7
            .section .tdata,"awT",@progbits
            .type word,@object
            .type local,@object
            .quad 1, 2, 3
            word: .quad 4
            local: .quad 5
            """
                .formatted(known, symbol, addend));
    if (number < 0) {
      return input;
    }
    byte[] bytes = input.bytes().toArray(ValueLayout.JAVA_BYTE);
    SectionHeader table = section(bytes, ".rela.text");
    ByteBuffer entries = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (long at = table.offset(); at < table.offset() + table.size(); at += 24) {
      entries.putInt((int) at + 8, number);
    }
    return Input.of("object.o", MemorySegment.ofArray(bytes));
  }

  private static SectionHeader section(byte[] bytes, String name) {
    return ElfFile.of("image", MemorySegment.ofArray(bytes)).sections().stream()
        .filter(section -> section.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private long field(Path image, int width) throws Exception {
    byte[] bytes = Files.readAllBytes(image);
    SectionHeader text = section(bytes, ".text");
    long at = text.offset() + symbol(image, "place") - text.address().value();
    ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return width == 8 ? words.getLong((int) at) : words.getInt((int) at);
  }

  /** st_value as readelf has it. */
  private long symbol(Path image, String name) throws Exception {
    return hex(tools.readelf(image, "-s"), "\\d+: ([0-9a-f]{16}) .* " + Pattern.quote(name) + "\n");
  }

  private long address(Path image, String section) throws Exception {
    return hex(
        tools.readelf(image, "-S"), " " + Pattern.quote(section) + " [A-Z]+ ([0-9a-f]{16}) ");
  }

  /** Where the dynamic linker is to write what: the slot. */
  private long slot(Path image, String type, String symbol) throws Exception {
    String name = symbol.isEmpty() ? " 0?\\n" : " [0-9a-f]{16} " + symbol + " [+] 0\n";
    return hex(tools.readelf(image, "-r"), "([0-9a-f]{16}) [0-9a-f]{16} R_X86_64_" + type + name);
  }

  private static long hex(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern + " in\n" + text).isTrue();
    return Long.parseUnsignedLong(matcher.group(1), 16);
  }

  /** The value of a formula with an addend of 0. */
  private long value(Path image, String formula, String symbol) throws Exception {
    long sum = 0;
    for (String term : formula.replace("-", "+-").split("[+]", -1)) {
      long value =
          switch (term.replace("-", "")) {
            case "S" -> symbol(image, symbol);
            case "P" -> symbol(image, "place");
            case "GOT" -> address(image, ".got");
            case "L" -> address(image, ".plt");
            case "Z" -> 4096;
            case "ADDRESS" -> slot(image, "GLOB_DAT", symbol);
            case "PAIR" -> slot(image, "DTPMOD64", symbol);
            case "MODULE" -> slot(image, "DTPMOD64", "");
            case "THREAD" -> slot(image, "TPOFF64", symbol);
            case "DESCRIPTOR" -> slot(image, "TLSDESC", symbol);
            default -> throw new AssertionError(term);
          };
      sum += term.startsWith("-") ? -value : value;
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({
    "R_X86_64_PC32, inner, S-P",
    "R_X86_64_GOT32, shown, ADDRESS-GOT",
    "R_X86_64_PLT32, outside, L-P",
    "R_X86_64_PLT32, inner, S-P",
    "R_X86_64_GOTPCREL, shown, ADDRESS-P",
    "R_X86_64_GOTPCRELX, shown, ADDRESS-P",
    "R_X86_64_REX_GOTPCRELX, outside, ADDRESS-P",
    "R_X86_64_GOTPC32, _GLOBAL_OFFSET_TABLE_, GOT-P",
    "R_X86_64_TLSGD, word, PAIR-P",
    "R_X86_64_TLSLD, local, MODULE-P",
    "R_X86_64_DTPOFF32, local, S",
    "R_X86_64_GOTTPOFF, word, THREAD-P",
    "R_X86_64_GOTPC32_TLSDESC, word, DESCRIPTOR-P",
    "43, shown, ADDRESS-P", // CODE_4_GOTPCRELX
    "44, word, THREAD-P", // CODE_4_GOTTPOFF
    "45, word, DESCRIPTOR-P", // CODE_4_GOTPC32_TLSDESC
    "46, shown, ADDRESS-P", // CODE_5_…
    "47, word, THREAD-P",
    "48, word, DESCRIPTOR-P",
    "49, shown, ADDRESS-P", // CODE_6_…
    "50, word, THREAD-P",
    "51, word, DESCRIPTOR-P"
  })
  void aFieldOf32BitsHasItsFormulaUpToItsLimits(String type, String symbol, String formula)
      throws Exception {
    Path image = tools.link("x.so", object(type, symbol, 0));
    long value = value(image, formula, symbol);
    assertThat(field(image, 4)).isEqualTo(value);
    for (long limit : new long[] {Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      Path far = tools.link("far.so", object(type, symbol, limit - value));
      assertThat(field(far, 4)).isEqualTo(limit);
      long beyond = limit + Long.signum(limit);
      Input over = object(type, symbol, beyond - value);
      assertThatThrownBy(() -> tools.link("over.so", over))
          .isInstanceOf(LinkException.class)
          .hasMessageContaining("object.o: .text+0x8: R_X86_64_")
          .hasMessageContaining(
              " of " + symbol + ": 0x" + Long.toHexString(beyond) + " does not fit into 32 bits");
    }
  }

  @Test
  void aSizeOf32BitsIsUnsigned() throws Exception {
    long most = 0xffff_ffffL;
    assertThat(field(tools.link("x.so", object("R_X86_64_SIZE32", "sized", 0)), 4)).isEqualTo(4096);
    Path far = tools.link("far.so", object("R_X86_64_SIZE32", "sized", most - 4096));
    assertThat(field(far, 4)).isEqualTo(-1);
    assertThat(field(tools.link("none.so", object("R_X86_64_SIZE32", "sized", -4096)), 4)).isZero();
    for (long beyond : new long[] {most + 1 - 4096, -4097}) {
      Input over = object("R_X86_64_SIZE32", "sized", beyond);
      assertThatThrownBy(() -> tools.link("over.so", over))
          .hasMessageContaining(
              "object.o: .text+0x8: R_X86_64_SIZE32 of sized: 0x"
                  + Long.toHexString(4096 + beyond)
                  + " does not fit into 32 bits");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "R_X86_64_PC64, inner, S-P",
    "R_X86_64_GOTOFF64, inner, S-GOT",
    "R_X86_64_GOT64, shown, ADDRESS-GOT",
    "R_X86_64_GOTPLT64, shown, ADDRESS-GOT",
    "R_X86_64_GOTPCREL64, shown, ADDRESS-P",
    "R_X86_64_GOTPC64, _GLOBAL_OFFSET_TABLE_, GOT-P",
    "R_X86_64_PLTOFF64, outside, L-GOT",
    "R_X86_64_PLTOFF64, inner, S-GOT",
    "R_X86_64_DTPOFF64, local, S",
    "R_X86_64_SIZE64, sized, Z"
  })
  void aFieldOf64BitsHasItsFormulaWhateverTheAddend(String type, String symbol, String formula)
      throws Exception {
    for (long addend : new long[] {0, 0x1234_5678_9abcL, -5, Long.MAX_VALUE, Long.MIN_VALUE}) {
      Path image = tools.link("x.so", object(type, symbol, addend));
      assertThat(field(image, 8)).isEqualTo(value(image, formula, symbol) + addend);
    }
  }

  /** R_X86_64_64 and R_X86_64_TPOFF64 are for the dynamic linker; the first's place shows S + A. */
  @Test
  void anAddressIsLeftToTheDynamicLinker() throws Exception {
    Path image =
        tools.link(
            "x.so",
            tools.assemble(
                "object",
                """
                .globl shown, inner, word
                .hidden inner
                .data
                .balign 8
                places: .quad inner + 5, shown - 3
                inner: .quad 1
                shown: .quad 2
                thread: .quad 0
                .reloc thread, R_X86_64_TPOFF64, word + 9
                .section .tdata,"awT",@progbits
                .type word,@object
                .quad 0
                word: .quad 1
                """));
    long data = address(image, ".data");
    String inner = Long.toHexString(symbol(image, "inner") + 5);
    assertThat(tools.readelf(image, "-r"))
        .containsPattern("0*" + Long.toHexString(data) + " 0{15}8 R_X86_64_RELATIVE " + inner)
        .containsPattern(
            "0*" + Long.toHexString(data + 8) + " \\w+ R_X86_64_64 [0-9a-f]{16} shown - 3")
        .containsPattern(
            "0*" + Long.toHexString(data + 32) + " \\w+ R_X86_64_TPOFF64 [0-9a-f]{16} word [+] 9");
  }

  @Test
  void theCallOfADescriptorIsOnlyAMark() throws Exception {
    Path image = tools.link("x.so", object("R_X86_64_TLSDESC_CALL", "word", 0));
    assertThat(field(image, 8)).isZero();
    assertThat(tools.readelf(image, "-r")).contains("no relocations");
  }
}
