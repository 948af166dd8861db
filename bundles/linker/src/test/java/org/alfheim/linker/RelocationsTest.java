package org.alfheim.linker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.elf.ElfFile;
import org.alfheim.elf.SectionHeader;
import org.alfheim.linker.object.Input;
import org.alfheim.linker.object.LinkException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Relocations at assembler level: what they give, at their limits, and one beyond. */
class RelocationsTest {
  @TempDir private Path folder;
  private Toolchain tools;

  @BeforeEach
  void setUp() {
    tools = new Toolchain(folder);
  }

  private ByteBuffer data(Path image) throws Exception {
    byte[] bytes = Files.readAllBytes(image);
    SectionHeader data =
        ElfFile.of("image", MemorySegment.ofArray(bytes)).sections().stream()
            .filter(section -> section.name().equals(".data"))
            .findFirst()
            .orElseThrow();
    return ByteBuffer.wrap(bytes, (int) data.offset(), (int) data.size())
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  @ParameterizedTest
  @CsvSource({
    ".byte, 255, 256", // R_X86_64_8
    ".byte, -128, -129",
    ".short, 65535, 65536", // R_X86_64_16
    ".short, -32768, -32769",
    ".long, 4294967295, 4294967296", // R_X86_64_32, zero-extended
    ".long, 0, -1"
  })
  void aNumberFitsUpToItsLimit(String directive, long fits, long beyond) throws Exception {
    Input user = tools.assemble("user", ".data\nplace: " + directive + " number\n");
    Path image = tools.link("fits.so", user, number(fits));
    ByteBuffer data = data(image);
    long written =
        switch (directive) {
          case ".byte" -> data.get(0);
          case ".short" -> data.getShort(0);
          default -> data.getInt(0);
        };
    int bits = directive.equals(".byte") ? 8 : directive.equals(".short") ? 16 : 32;
    assertThat(written & ((1L << bits) - 1)).isEqualTo(fits & ((1L << bits) - 1));
    assertThatThrownBy(() -> tools.link("beyond.so", user, number(beyond)))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("user.o: .data+0x0: R_X86_64_")
        .hasMessageContaining("of number: 0x" + Long.toHexString(beyond) + " does not fit into");
  }

  private Input number(long value) throws Exception {
    return tools.assemble("number", ".globl number\n.hidden number\nnumber = " + value + "\n");
  }

  @ParameterizedTest
  @CsvSource({"2147483647, 2147483648", "-2147483648, -2147483649"})
  void aNumberInCodeIsSignExtended(long fits, long beyond) throws Exception {
    Input user = tools.assemble("user", ".globl f\nf: mov $number,%rax\nret\n");
    assertThat(tools.readelf(tools.file("user.o"), "-r")).contains("R_X86_64_32S");
    assertThat(new Opened(tools.link("fits.so", user, number(fits))).call("f")).isEqualTo(fits);
    assertThatThrownBy(() -> tools.link("beyond.so", user, number(beyond)))
        .hasMessageContaining("user.o: .text+0x3: R_X86_64_32S of number");
  }

  @ParameterizedTest
  @CsvSource({".byte, 1, R_X86_64_PC8, 127", ".short, 2, R_X86_64_PC16, 32767"})
  void aDistanceFitsUpToItsLimit(String directive, int width, String type, int most)
      throws Exception {
    Input place = tools.assemble("place", ".data\n" + directive + " t - .\n");
    assertThat(tools.readelf(tools.file("place.o"), "-r")).contains(type);
    ByteBuffer data = data(tools.link("fits.so", place, target(most - width, 0)));
    assertThat(width == 1 ? data.get(0) : data.getShort(0)).isEqualTo((short) most);
    Input beyond = target(most - width + 1, 0);
    assertThatThrownBy(() -> tools.link("beyond.so", place, beyond))
        .hasMessageContaining(
            "place.o: .data+0x0: " + type + " of t: 0x" + Integer.toHexString(most + 1))
        .hasMessageContaining(" does not fit into " + 8 * width + " bits");
    tools.link("back.so", target(0, most + 1), place);
    Input farBack = target(0, most + 2);
    assertThatThrownBy(() -> tools.link("far.so", farBack, place))
        .hasMessageContaining(type + " of t: 0xffffffff");
  }

  private Input target(int before, int behind) throws Exception {
    return tools.assemble(
        "target", ".globl t\n.hidden t\n.data\n.skip " + before + "\nt:\n.skip " + behind + "\n");
  }

  @Test
  void aDistanceOf32BitsFitsUpToItsLimit() throws Exception {
    int near = data(tools.link("near.so", far(0))).getInt(0);
    long most = (long) Integer.MAX_VALUE - near;
    assertThat(data(tools.link("fits.so", far(most))).getInt(0)).isEqualTo(Integer.MAX_VALUE);
    Input beyond = far(most + 1);
    assertThatThrownBy(() -> tools.link("beyond.so", beyond))
        .hasMessageContaining(
            "far.o: .data+0x0: R_X86_64_PC32 of t: 0x80000000 does not fit into 32 bits");
  }

  private Input far(long gap) throws Exception {
    return tools.assemble(
        "far", ".globl t\n.hidden t\n.data\n.long t - .\n.bss\n.skip " + gap + "\nt: .skip 1\n");
  }

  /** Functions of no arguments that ld's image and ours have to agree on. */
  private void agree(String source, String... functions) throws Exception {
    Input object = tools.assemble("object", source);
    tools.run("ld", "-shared", "-o", "theirs.so", "object.o");
    Opened mine = new Opened(tools.link("ours.so", object));
    Opened other = new Opened(tools.file("theirs.so"));
    for (String function : functions) {
      assertThat(mine.call(function)).as(function).isEqualTo(other.call(function));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".hidden v\n.hidden g\n"})
  void theFamilyOfTheGlobalOffsetTableAgreesWithLd(String visibility) throws Exception {
    agree(
        visibility
            + """
            .globl v, g, got64, got32, gotoff, pltoff, gotpc64, gotpcrel64, size, gotplt
            .data
            .type v,@object
            .size v,24
            v: .quad 42, 43, 44
            local: .quad 77
            .text
            .type g,@function
            g: mov $9,%eax
             ret
            .macro table
             lea _GLOBAL_OFFSET_TABLE_(%rip),%rcx
            .endm
            got64: table
             movabs $v@GOT,%rax
             mov (%rcx,%rax),%rax
             mov 8(%rax),%rax
             ret
            got32: table
             mov v@GOT(%rcx),%rax
             mov (%rax),%rax
             ret
            gotplt: table
             movabs $v@GOTPLT,%rax
             mov (%rcx,%rax),%rax
             mov 16(%rax),%rax
             ret
            gotoff: table
             movabs $local@GOTOFF,%rax
             mov (%rcx,%rax),%rax
             ret
            pltoff: table
             movabs $g@PLTOFF,%rax
             add %rcx,%rax
             sub $8,%rsp
             call *%rax
             add $8,%rsp
             ret
            gotpc64:
            1: lea 1b(%rip),%rdx
             movabs $_GLOBAL_OFFSET_TABLE_-1b,%rcx
             add %rdx,%rcx
             movabs $local@GOTOFF,%rax
             mov (%rcx,%rax),%rax
             ret
            gotpcrel64: lea place(%rip),%rdx
             add place(%rip),%rdx
             mov (%rdx),%rdx
             mov (%rdx),%rax
             ret
            .balign 8
            place: .quad v@GOTPCREL
            size: movabs $v@SIZE,%rax
             mov $v@SIZE+1,%ecx
             add %rcx,%rax
             ret
            """,
        "got64",
        "got32",
        "gotplt",
        "gotoff",
        "pltoff",
        "gotpc64",
        "gotpcrel64",
        "size");
  }

  @Test
  void aLoadOfASlotIsRelaxedWhereItIsSafe() throws Exception {
    String source =
        """
        .globl load, compare, tail, calls, test
        load: mov v@GOTPCREL(%rip),%r9
         mov (%r9),%rax
         ret
        compare: lea v(%rip),%rax
         cmp v@GOTPCREL(%rip),%rax
         sete %al
         movzbl %al,%eax
         ret
        tail: jmp *g@GOTPCREL(%rip)
        calls: sub $8,%rsp
         call *g@GOTPCREL(%rip)
         add $8,%rsp
         ret
        test: xor %eax,%eax
         cmpq $0,v@GOTPCREL(%rip)
         setne %al
         ret
        .hidden v, g
        .globl v, g
        .data
        v: .quad 42
        .text
        g: mov $9,%eax
         ret
        """;
    agree(source, "load", "compare", "tail", "calls", "test");
    Path image = tools.file("ours.so");
    assertThat(tools.code(image, "load")).contains("lea").contains("%r9");
    assertThat(tools.code(image, "calls")).contains("addr32 call");
    assertThat(tools.code(image, "tail")).contains("jmp ").contains("nop");
    assertThat(tools.code(image, "compare")).contains("cmp ");
    assertThat(tools.readelf(image, "-r")).containsOnlyOnce("R_X86_64_RELATIVE");
  }

  @ParameterizedTest
  @CsvSource({
    "'mov $v,%rax', R_X86_64_32S, anywhere in 64",
    "'mov $v,%eax', R_X86_64_32, anywhere in 64",
    "'movabs $v,%rax', R_X86_64_64, text relocations"
  })
  void anAddressInCodeIsRefused(String instruction, String type, String why) throws Exception {
    Input object = tools.assemble("object", "f: " + instruction + "\n ret\n.data\nv: .quad 1\n");
    assertThatThrownBy(() -> tools.link("x.so", object))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("object.o: .text+0x")
        .hasMessageContaining(type + " of section .data")
        .hasMessageContaining(why)
        .hasMessageEndingWith("compile with -fPIC");
  }

  @Test
  void threadLocalMemoryAgreesWithLd() throws Exception {
    agree(
        """
        .section .tdata,"awT",@progbits
        .balign 16
        .globl a, b
        a: .quad 5
        b: .quad 6
        .section .tbss,"awT",@nobits
        c: .zero 8
        .text
        .globl gd, ld, ie, desc
        gd: sub $8,%rsp
         .byte 0x66
         lea b@tlsgd(%rip),%rdi
         .value 0x6666
         rex64
         call __tls_get_addr@PLT
         mov (%rax),%rax
         add $8,%rsp
         ret
        ld: sub $8,%rsp
         lea c@tlsld(%rip),%rdi
         call __tls_get_addr@PLT
         movq $3,c@dtpoff(%rax)
         mov c@dtpoff(%rax),%rax
         add $8,%rsp
         ret
        ie: mov a@gottpoff(%rip),%rax
         mov %fs:(%rax),%rax
         ret
        desc: sub $8,%rsp
         lea b@tlsdesc(%rip),%rax
         call *b@tlscall(%rax)
         mov %fs:(%rax),%rax
         add $8,%rsp
         ret
        """,
        "gd", "ld", "ie", "desc");
    assertThat(tools.readelf(tools.file("ours.so"), "-d")).contains("STATIC_TLS");
  }

  @Test
  void anIndirectFunctionIsCalledAndPointedTo() throws Exception {
    agree(
        """
        .type chosen,@gnu_indirect_function
        chosen: lea target(%rip),%rax
         ret
        target: mov $31,%eax
         ret
        .globl direct, pointer, address
        direct: sub $8,%rsp
         call chosen
         add $8,%rsp
         ret
        pointer: sub $8,%rsp
         call *word(%rip)
         add $8,%rsp
         ret
        address: sub $8,%rsp
         lea chosen(%rip),%rax
         call *%rax
         add $8,%rsp
         ret
        .data
        .balign 8
        word: .quad chosen
        """,
        "direct", "pointer", "address");
  }

  @Test
  void aWeakReferenceThatNobodySatisfiesIsNothing() throws Exception {
    agree(
        """
        .weak hidden, visible
        .hidden hidden
        .globl slots, words
        slots: mov hidden@GOTPCREL(%rip),%rax
         or visible@GOTPCREL(%rip),%rax
         ret
        words: mov w(%rip),%rax
         or w+8(%rip),%rax
         ret
        .data
        .balign 8
        w: .quad hidden, visible
        """,
        "slots", "words");
  }

  @Test
  void aRelocationOfAnUnknownTypeIsRefused() throws Exception {
    Input object = tools.assemble("object", ".data\nf: .quad 0\n.reloc f, R_X86_64_RELATIVE, f\n");
    assertThatThrownBy(() -> tools.link("x.so", object))
        .hasMessageContaining("object.o: .data+0x0: R_X86_64_RELATIVE is for no object file");
  }
}
