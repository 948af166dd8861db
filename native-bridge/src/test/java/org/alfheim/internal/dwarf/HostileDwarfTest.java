package org.alfheim.internal.dwarf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.alfheim.fixture.Compiler;
import org.alfheim.internal.debuginfo.DebugBuild;
import org.alfheim.internal.typing.SymbolTypes.SymbolPlace;
import org.alfheim.types.CType;
import org.alfheim.types.StructureType;
import org.alfheim.types.TypesException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Debug information that no compiler writes, from the assembler's hand. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileDwarfTest {
  /** Numbers of abbreviations with the same meaning in all tests. */
  private static final String ABBREVIATIONS =
      """
      .section .debug_abbrev,"",@progbits
      abbrev: .uleb128 1; .uleb128 0x11; .byte 1; .uleb128 0; .uleb128 0
      .uleb128 2; .uleb128 0x16; .byte 0; .uleb128 3,8, 0x49,0x13, 0,0
      .uleb128 3; .uleb128 0x0f; .byte 0; .uleb128 0x49,0x13, 0,0
      .uleb128 4; .uleb128 0x01; .byte 1; .uleb128 0x49,0x13, 0,0
      .uleb128 5; .uleb128 0x21; .byte 0; .uleb128 0x37,7, 0,0
      .uleb128 6; .uleb128 0x2e; .byte 1; .uleb128 3,8, 0x3f,0x19, 0x27,0x19, 0,0
      .uleb128 7; .uleb128 0x05; .byte 0; .uleb128 0x49,0x13, 0,0
      .uleb128 8; .uleb128 0x15; .byte 1; .uleb128 0x27,0x19, 0,0
      .uleb128 9; .uleb128 0x2e; .byte 0; .uleb128 0x3f,0x19, 0x31,0x13, 0,0
      .uleb128 10; .uleb128 0x13; .byte 1; .uleb128 3,8, 0x0b,0xf, 0,0
      .uleb128 11; .uleb128 0x0d; .byte 0; .uleb128 3,8, 0x49,0x13, 0x38,0xf, 0,0
      .uleb128 12; .uleb128 0x34; .byte 0; .uleb128 3,8, 0x3f,0x19, 0x49,0x13, 0,0
      .uleb128 13; .uleb128 0x39; .byte 1; .uleb128 3,8, 0,0
      .uleb128 14; .uleb128 0x24; .byte 0; .uleb128 3,8, 0x0b,0xb, 0x3e,0xb, 0,0
      .uleb128 15; .uleb128 0x2e; .byte 1; .uleb128 3,8, 0x3f,0x19, 0x01,0x13, 0,0
      .uleb128 0x7fffffffffffffff; .uleb128 0x34; .byte 0; .uleb128 3,8, 0x3f,0x19, 0x49,0x13, 0,0
      .byte 0
      """;

  private static final String START =
      """
      .section .debug_info,"",@progbits
      start: .long end - start - 4; .short 5; .byte 1, 8; .long 0; .byte 1
      int: .byte 14; .asciz "int"; .byte 4, 5
      """;

  private static final String END = "\n.byte 0\nend:\n";

  @TempDir Path folder;

  private DwarfTypes types(String dies) {
    return assembled(ABBREVIATIONS + START + dies + END);
  }

  private DwarfTypes assembled(String source) {
    try {
      Path input = Files.writeString(folder.resolve("hostile.s"), source);
      Path output = folder.resolve("hostile.o");
      Compiler.run(List.of("gcc", "-c", "-o", output.toString(), input.toString()));
      return new DebugBuild(folder).types(output);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static CType find(DwarfTypes types, String name) {
    return types.find(SymbolPlace.named(name)).orElseThrow();
  }

  private static String ref(String label) {
    return ".long " + label + " - start\n";
  }

  private static String variable(String type) {
    return ".byte 12; .asciz \"v\"; " + ref(type);
  }

  @Test
  void whatIsWellFormedIsRead() {
    assertThat(find(types(variable("int")), "v").spelling()).isEqualTo("int");
  }

  @Test
  void aTypedefOfItselfIsRefused() {
    DwarfTypes types =
        types(
            variable("a")
                + "a: .byte 2; .asciz \"a\"; "
                + ref("b")
                + "b: .byte 2; .asciz \"b\"; "
                + ref("a"));
    assertThatThrownBy(() -> find(types, "v"))
        .isInstanceOf(TypesException.class)
        .hasMessageContaining("hostile.o: .debug_info at 0x")
        .hasMessageContaining("made of itself");
  }

  @Test
  void aTypedefOfAPointerToItselfHasANameInItsPlace() {
    DwarfTypes types =
        types(variable("a") + "a: .byte 2; .asciz \"a\"; " + ref("p") + "p: .byte 3; " + ref("a"));
    assertThat(find(types, "v").resolved().spelling()).isEqualTo("a *");
  }

  @Test
  void aPointerToItselfIsRefused() {
    DwarfTypes types = types(variable("p") + "p: .byte 3; " + ref("p"));
    assertThatThrownBy(() -> find(types, "v")).isInstanceOf(TypesException.class);
  }

  @Test
  void anArrayOfItselfIsRefused() {
    DwarfTypes types =
        types(variable("a") + "a: .byte 4; " + ref("a") + ".byte 5; .quad 3; .byte 0");
    assertThatThrownBy(() -> find(types, "v")).isInstanceOf(TypesException.class);
  }

  @Test
  void anArrayLargerThanAllMemoryIsRefused() {
    DwarfTypes types =
        types(
            variable("a")
                + "a: .byte 4; "
                + ref("int")
                + ".byte 5; .quad 0x4000000000000000; .byte 0");
    assertThatThrownBy(() -> find(types, "v"))
        .isInstanceOf(TypesException.class)
        .hasMessageContaining("elements is not possible");
  }

  @Test
  void aFunctionThatCompletesItselfIsRefused() {
    DwarfTypes types = types("f: .byte 9; " + ref("f"));
    assertThatThrownBy(() -> types.find(SymbolPlace.named("f")))
        .isInstanceOf(TypesException.class)
        .hasMessageContaining("DW_AT_abstract_origin");
  }

  @Test
  void aStructureThatHoldsItselfIsNoTrapForWhoLooksForAMember() {
    DwarfTypes types =
        types(
            variable("s")
                + "s: .byte 10; .asciz \"s\"; .uleb128 8\n.byte 11; .asciz \"\"; "
                + ref("s")
                + ".uleb128 0\n.byte 0");
    assertThat(((StructureType) find(types, "v")).member("absent")).isEmpty();
  }

  @Test
  void aMemberOutsideOfItsStructureIsRefused() {
    DwarfTypes types =
        types(
            variable("s")
                + "s: .byte 10; .asciz \"s\"; .uleb128 8\n.byte 11; .asciz \"m\"; "
                + ref("int")
                + ".uleb128 0x7fffffffffffffff\n.byte 0");
    StructureType type = (StructureType) find(types, "v");
    assertThatThrownBy(type::members).isInstanceOf(TypesException.class);
  }

  /** Each function takes the next one twice: spelled out, the first would be 2^60 words. */
  @Test
  void aTypeThatIsShortInTheFileAndEndlessWhenSpelledIsRefused() {
    StringBuilder dies = new StringBuilder(variable("p0"));
    for (int i = 0; i < 60; i++) {
      String next = i == 59 ? "int" : "p" + (i + 1);
      dies.append("p" + i + ": .byte 3; " + ref("f" + i) + "f" + i + ": .byte 8\n");
      dies.append(".byte 7; " + ref(next) + ".byte 7; " + ref(next) + ".byte 0\n");
    }
    DwarfTypes types = types(dies.toString());
    assertThatThrownBy(() -> find(types, "v"))
        .isInstanceOf(TypesException.class)
        .hasMessageContaining("made of more than");
  }

  @Test
  void pointersToPointersWithoutAnEndAreRefused() {
    StringBuilder dies = new StringBuilder(variable("p0"));
    for (int i = 0; i < 100_000; i++) {
      dies.append("p" + i + ": .byte 3; " + ref(i == 99_999 ? "int" : "p" + (i + 1)));
    }
    DwarfTypes types = types(dies.toString());
    assertThatThrownBy(() -> find(types, "v")).isInstanceOf(TypesException.class);
  }

  @Test
  void scopesInScopesWithoutAnEndAreGoneThroughOnce() {
    String dies =
        ".rept 300000; .byte 13; .asciz \"n\"; .endr\n" + variable("int") + ".zero 300000";
    assertThat(find(types(dies), "v").spelling()).isEqualTo("int");
    assertThat(types(dies).named("n::n::v")).isEmpty();
  }

  @Test
  void aSiblingBeforeItsDieIsRefused() {
    DwarfTypes types = types("f: .byte 15; .asciz \"f\"; " + ref("int") + ".byte 0\n");
    assertThatThrownBy(() -> find(types, "f"))
        .isInstanceOf(TypesException.class)
        .hasMessageContaining("DW_AT_sibling leads backwards");
  }

  @Test
  void anAbbreviationThatIsNotInTheTableIsRefused() {
    DwarfTypes types = types("f: .byte 6; .asciz \"f\"; .byte 100\n.byte 0\n");
    assertThatThrownBy(() -> find(types, "f"))
        .isInstanceOf(TypesException.class)
        .hasMessageContaining("abbreviation 100 is not in the table");
  }

  @Test
  void anAbbreviationMayHaveAnyNumber() {
    DwarfTypes types = types(".uleb128 0x7fffffffffffffff; .asciz \"v\"; " + ref("int"));
    assertThat(find(types, "v").spelling()).isEqualTo("int");
  }

  @Test
  void tablesOfAbbreviationsThatOverlapAreRefused() {
    StringBuilder source = new StringBuilder(".section .debug_abbrev,\"\",@progbits\n");
    // No table has an end: each goes on to the end of the section.
    source.append(
        ".set n, 1\n.rept 20000; .uleb128 n; .byte 0x34, 0, 0, 0; .set n, n + 1; .endr\n");
    source.append(".section .debug_info,\"\",@progbits\n.set n, 0\n.rept 4000\n");
    source.append(".long 9; .short 5; .byte 1, 8; .long n; .byte 1; .set n, n + 5\n.endr\n");
    DwarfTypes types = assembled(source.toString());
    assertThatThrownBy(() -> types.find(SymbolPlace.named("v"))).isInstanceOf(TypesException.class);
  }

  @Test
  void oneLongNameForManyIsRefused() {
    String dies =
        """
        .rept 50000; .byte 16; .long 0; .endr
        """;
    String source =
        ABBREVIATIONS.replace(
                ".byte 0\n", ".uleb128 16; .uleb128 0x16; .byte 0; .uleb128 3,0xe, 0,0\n.byte 0\n")
            + START
            + dies
            + END
            + ".section .debug_str,\"\",@progbits\n.fill 60000, 1, 'a'\n.byte 0\n";
    DwarfTypes types = assembled(source);
    assertThatThrownBy(() -> types.named("a"))
        .isInstanceOf(TypesException.class)
        .hasMessageContaining("far more bytes than the units");
  }

  @Test
  void aUnitLongerThanItsSectionIsRefused() {
    DwarfTypes types =
        assembled(ABBREVIATIONS + START.replace("end - start - 4", "0x7ffffff0") + END);
    assertThatThrownBy(() -> types.find(SymbolPlace.named("v")))
        .isInstanceOf(TypesException.class)
        .hasMessageContaining("unit_length 0x7ffffff0 leads beyond the section's end");
  }

  @Test
  void anotherVersionIsRefusedByName() {
    DwarfTypes types = assembled(ABBREVIATIONS + START.replace(".short 5", ".short 6") + END);
    assertThatThrownBy(() -> types.find(SymbolPlace.named("v")))
        .isInstanceOf(TypesException.class)
        .hasMessageContaining("DWARF version 6 is not supported, 2 to 5 are");
  }
}
