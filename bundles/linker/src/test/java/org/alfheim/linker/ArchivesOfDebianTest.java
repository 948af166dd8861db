package org.alfheim.linker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.linker.object.Input;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What some static library of Debian has, and no other test. */
class ArchivesOfDebianTest {
  @TempDir private Path folder;
  private Toolchain tools;

  @BeforeEach
  void useTheFolder() {
    tools = new Toolchain(folder);
  }

  /** The one of libffi.a(unix64.o) has 22 bytes. */
  @Test
  void aRecordOfUnwindingMayHaveAnyLength() throws Exception {
    Input object =
        tools.assemble(
            "records",
            """
            .globl f, g
            .type f,@function
            .type g,@function
            f: mov $1, %eax
            ret
            f_end:
            g: mov $2, %eax
            ret
            g_end:
            .section .eh_frame,"a",@unwind
            cie: .long cie_end - cie_id
            cie_id: .long 0
            .byte 1
            .string "zR"
            .uleb128 1
            .sleb128 -8
            .byte 16
            .uleb128 1
            .byte 0x1b
            .byte 12, 7, 8, 0x90, 1
            .balign 8
            cie_end:
            first: .long first_end - first_id
            first_id: .long first_id - cie
            .long f - .
            .long f_end - f
            .uleb128 0
            .byte 0x41, 14, 16, 0x41, 14, 8
            first_end:
            second: .long second_end - second_id
            second_id: .long second_id - cie
            .long g - .
            .long g_end - g
            .uleb128 0
            .balign 8
            second_end:
            """);

    Path image = tools.link("librecords.so", object);

    String frames = tools.run("readelf", "--debug-dump=frames", image.toString());
    assertThat(frames.lines().filter(line -> line.contains(" FDE "))).hasSize(2);
    assertThat(frames).contains("DW_CFA_def_cfa_offset: 16").doesNotContain("Warning");
    assertThat(new Opened(image).call("g")).isEqualTo(2);
  }

  /** cholmod_csymamd of SuiteSparse passes a structure of another library on the stack. */
  @Test
  void aPushOfWhatIsElsewherePushesItAndKeepsTheRest() throws Exception {
    tools.compile("whole.c", "long outside[4] = {3, 5, 7, 11};", "-fPIC");
    tools.run("gcc", "-shared", "-o", "libwhole.so", "whole.o");
    Input object =
        tools.assemble(
            "push",
            """
            .globl f
            .type f,@function
            f: mov %rdi, -64(%rsp)
            mov $100, %esi
            cmp %esi, %esi
            push outside+8(%rip)
            jne 1f
            push outside+24(%rip)
            pop %rax
            pop %rdx
            imul $1000, %rdx, %rdx
            add %rdx, %rax
            add %rsi, %rax
            add -64(%rsp), %rax
            1: ret
            .size f, .-f
            """);

    new Opened(tools.file("libwhole.so"));
    Path image =
        tools.link(
            "libpush.so",
            Toolchain.options()
                .withLibraries(
                    List.of(
                        SharedObject.parse(
                            tools.file("libwhole.so").toString(),
                            tools.input("libwhole.so").bytes()))),
            object);

    assertThat(new Opened(image).call("f", 70_000)).isEqualTo(5_000 + 11 + 100 + 70_000);
  }

  /** scandir's filter in the sanitizer of memory. */
  @Test
  void aJumpAndACallByAThreadLocalPointerGoBySlots() throws Exception {
    Input object =
        tools.compile(
            "thread.c",
            """
            static __thread long (*function)(long);
            static long twice(long x) { return 2 * x; }
            __attribute__((noinline)) static long jumps(long x) { return function(x); }
            long f(long x) { function = twice; return 1 + function(x) + jumps(x); }
            """,
            "-O2",
            "-fPIE",
            "-fno-ipa-cp");

    Path image = tools.link("libthread.so", object);

    assertThat(tools.code(tools.file("thread.o"), "jumps")).contains("jmp *%fs:");
    assertThat(new Opened(image).call("f", 10)).isEqualTo(41);
  }

  /**
   * Crates of Rust have objects of which only LLVM's bytecode is there, of a source without code.
   */
  @Test
  void bytecodeOfASourceWithoutCodeIsNoReasonToRefuse() throws Exception {
    Input empty = tools.assemble("empty", ".section .llvmbc,\"e\",@progbits\n.long 0xdec04342");
    Input code = tools.assemble("code", ".globl f\nf: mov $4, %eax\nret");

    assertThat(new Opened(tools.link("libboth.so", empty, code)).call("f")).isEqualTo(4);
  }

  @Test
  void bytecodeInPlaceOfTheCodeOfASymbolIsRefused() throws Exception {
    Input slim =
        tools.assemble("slim", ".globl f\n.set f, 0\n.section .llvmbc,\"e\",@progbits\n.long 1");

    assertThatThrownBy(() -> tools.link("libslim.so", slim))
        .isInstanceOf(ElfException.class)
        .hasMessageContaining(".llvmbc is bytecode of LLVM")
        .hasMessageContaining("compile without -flto");
  }
}
