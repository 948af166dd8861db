package org.alfheim.linker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.alfheim.linker.object.Input;
import org.alfheim.linker.object.LinkException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Code of programs in the large model that goes from the global offset table to what may be
 * elsewhere.
 */
class TableOffsetTest {
  @TempDir private Path folder;
  private Toolchain tools;

  @BeforeEach
  void setUp() {
    tools = new Toolchain(folder);
  }

  /** Each register has the distance; flags, the red zone and all other registers stay. */
  @ParameterizedTest
  @ValueSource(strings = {"rax", "rcx", "rbp", "rsi", "rdi", "r8", "r12", "r13", "r15"})
  void theDistanceOfUniqueDataIsRightInEachRegister(String register) throws Exception {
    Input object =
        tools.assemble(
            "object",
            """
            .globl f, unique
            .type f,@function
            f: push %%rbx
             push %%rbp
             push %%r12
             push %%r13
             push %%r15
             mov %%rdi,-24(%%rsp)
             mov $300,%%esi
             mov $20,%%edi
             lea _GLOBAL_OFFSET_TABLE_(%%rip),%%rbx
             stc
             movabs $unique@GOTOFF+8,%%%1$s
             mov (%%rbx,%%%1$s),%%rdx
             adc $0,%%rdx
             mov $0,%%%1$s
             lea (%%rdx,%%rsi),%%rax
             add %%rdi,%%rax
             add -24(%%rsp),%%rax
             pop %%r15
             pop %%r13
             pop %%r12
             pop %%rbp
             pop %%rbx
             ret
            .data
            .type unique,@gnu_unique_object
            .size unique,16
            unique: .quad 1, 4000
            """
                .formatted(register));
    long kept = register.equals("rsi") ? 20 : register.equals("rdi") ? 300 : 320;
    Path image = tools.link("x.so", object);
    assertThat(new Opened(image).call("f", 50_000)).isEqualTo(50_000 + 4000 + 1 + kept);
    assertThat(tools.readelf(image, "-r")).containsPattern("GLOB_DAT \\w+ unique");
  }

  @Test
  void dataOfTheCLibraryIsItsOwn() throws Exception {
    Input object =
        tools.assemble(
            "object",
            """
            .globl f
            .type f,@function
            f: lea _GLOBAL_OFFSET_TABLE_(%rip),%rcx
             movabs $optind@GOTOFF,%rax
             add %rcx,%rax
             ret
            """);
    assertThat(new Opened(tools.link("x.so", object)).call("f"))
        .isEqualTo(
            java.lang.foreign.Linker.nativeLinker()
                .defaultLookup()
                .find("optind")
                .orElseThrow()
                .address());
  }

  @Test
  void aDistanceThatNoInstructionLoadsIsRefused() throws Exception {
    Input object = tools.assemble("object", ".data\n.balign 8\n.quad optind@GOTOFF\n");
    assertThatThrownBy(() -> tools.link("x.so", object))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("object.o: .data+0x0: R_X86_64_GOTOFF64 of optind is a distance to")
        .hasMessageEndingWith("compile with -fPIC");
  }
}
