package org.alfheim.linker.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.alfheim.elf.ElfFile;
import org.alfheim.elf.SectionHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstructionDecoderTest {
  /** An instruction as objdump has it. */
  private record Line(long address, int length, String text) {}

  private static List<Line> disassemble(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("objdump", "-dw", "-j", ".text", "--insn-width=16", file.toString())
            .start();
    List<Line> lines = new ArrayList<>();
    try (BufferedReader reader = process.inputReader()) {
      reader
          .lines()
          .forEach(line -> {
            String[] columns = line.split("\t", -1);
            if (columns.length > 2 && columns[0].endsWith(":")) {
              String address = columns[0].strip();
              lines.add(
                  new Line(
                      Long.parseLong(address.substring(0, address.length() - 1), 16),
                      columns[1].strip().split(" ").length,
                      columns[2]));
            }
          });
    }
    assertThat(process.waitFor()).isZero();
    return lines;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/lib/x86_64-linux-gnu/libc.so.6", "/lib/x86_64-linux-gnu/libm.so.6"})
  void everyInstructionOfALibraryHasTheLengthThatObjdumpSees(String name) throws Exception {
    Path file = Path.of(name);
    ElfFile elf = ElfFile.of(name, MemorySegment.ofArray(Files.readAllBytes(file)));
    SectionHeader text =
        elf.sections().stream().filter(one -> one.name().equals(".text")).findFirst().orElseThrow();
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer code =
        ByteBuffer.wrap(bytes, (int) text.offset(), (int) text.size())
            .slice()
            .order(ByteOrder.LITTLE_ENDIAN);
    List<String> wrong = new ArrayList<>();
    int seen = 0;
    for (Line line : disassemble(file)) {
      if (line.text().contains("(bad)") || line.text().startsWith(".byte")) {
        continue;
      }
      seen++;
      Instruction found =
          InstructionDecoder.decode(code, (int) (line.address() - text.address().value()));
      if ((found == null || found.length() != line.length()) && !isPrefixAlone(line)) {
        wrong.add(Long.toHexString(line.address()) + " " + line.text() + " " + found);
      }
    }
    assertThat(seen).isGreaterThan(10_000);
    assertThat(wrong).isEmpty();
  }

  /**
   * Objdump shows a prefix before an instruction that doesn't take it on a line of its own, and
   * FWAIT with the instruction behind it on one.
   */
  private static boolean isPrefixAlone(Line line) {
    if (line.text().matches("f(stcw|stsw|init|clex|save|stenv) .*|f(init|clex)")) {
      return true;
    }
    return line.length() == 1
        && line.text().strip().matches("(rex[.WRXB]*|data16|addr32|repz|repnz|lock|[c-g]s)");
  }

  @ParameterizedTest
  @CsvSource({
    "488d0500000000, 7, 3, 0", // lea 0(%rip),%rax
    "833d0000000001, 7, 2, 1", // cmpl $1,0(%rip)
    "81 3d 00000000 01000000, 10, 2, 4", // cmpl $1,0(%rip)
    "66813d000000000100, 9, 3, 2", // cmpw $1,0(%rip)
    "f3440f6f2d00000000, 9, 5, 0", // movdqu 0(%rip),%xmm13
    "c4e27d591500000000, 9, 5, 0", // vpbroadcastq 0(%rip),%ymm2
    "62f1fd48280d00000000, 10, 6, 0", // vmovapd 0(%rip),%zmm1
    "c4e3790e0500000000 07, 10, 5, 1", // vpblendw $7,0(%rip),%xmm0,%xmm0
    "d5188b0500000000, 8, 4, 0" // mov 0(%rip),%r16 (APX)
  })
  void theDisplacementIsWhereItIs(String bytes, int length, int displacement, int immediate) {
    ByteBuffer code = ByteBuffer.wrap(HexFormat.of().parseHex(bytes.replace(" ", "")));
    Instruction found = InstructionDecoder.decode(code, 0);
    assertThat(found.length()).isEqualTo(length);
    assertThat(found.displacement()).isEqualTo(displacement);
    assertThat(found.immediateSize()).isEqualTo(immediate);
  }

  @Test
  void whatEndsBeyondTheCodeIsNone() {
    ByteBuffer code = ByteBuffer.wrap(HexFormat.of().parseHex("488d05000000"));
    assertThat(InstructionDecoder.decode(code, 0)).isNull();
    assertThat(InstructionDecoder.decode(code, 6)).isNull();
    assertThat(InstructionDecoder.decode(ByteBuffer.wrap(new byte[] {0x06}), 0)).isNull();
  }

  @Test
  void anyBytesGiveAnInstructionWithinThemOrNone() {
    Random random = new Random(1);
    byte[] bytes = new byte[64];
    for (int i = 0; i < 200_000; i++) {
      random.nextBytes(bytes);
      Instruction found = InstructionDecoder.decode(ByteBuffer.wrap(bytes), i & 63);
      if (found != null) {
        assertThat(found.end()).isBetween((i & 63) + 1, 64);
      }
    }
  }
}
