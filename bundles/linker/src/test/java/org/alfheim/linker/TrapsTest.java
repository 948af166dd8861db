package org.alfheim.linker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.alfheim.linker.object.Input;
import org.alfheim.linker.object.LinkException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What linkers are known to get wrong, or to do in different ways. */
@SuppressWarnings("restricted")
class TrapsTest {
  @TempDir private Path folder;
  private Toolchain tools;

  @BeforeEach
  void setUp() {
    tools = new Toolchain(folder);
  }

  private static MemorySegment process(String name) {
    return java.lang.foreign.Linker.nativeLinker().defaultLookup().find(name).orElseThrow();
  }

  @Test
  void dataOfTheProcessIsItsOwnAndNoCopy() throws Exception {
    String source =
        """
        #include <stdio.h>
        extern char **environ; extern int optind, opterr;
        long standard(long x) { return (long) stderr; }
        long address(long x) { return (long) &stderr; }
        long inside(long x) { return (long) ((char *) &environ + 5); }
        long compare(long x) { return optind == x; }
        long store(long x) { optind = (int) x; opterr = 17; return optind; }
        long add(long x) { optind += 3; optind++; optind |= 64; return optind; }
        long narrow(long x) { *(char *) &optind = (char) x; return *(unsigned char *) &optind; }
        """;
    for (String level : new String[] {"-O0", "-O1", "-O2", "-O3"}) {
      Opened image =
          new Opened(
              tools.link("x" + level + ".so", tools.compile("x.c", source, "gcc", level, "-fPIE")));
      MemorySegment stderr = process("stderr");
      assertThat(image.call("address")).isEqualTo(stderr.address());
      assertThat(image.call("standard"))
          .isEqualTo(stderr.reinterpret(8).get(ValueLayout.JAVA_LONG, 0));
      assertThat(image.call("inside")).isEqualTo(process("environ").address() + 5);
      MemorySegment optind = process("optind").reinterpret(4);
      assertThat(image.call("store", 5)).isEqualTo(5);
      assertThat(optind.get(ValueLayout.JAVA_INT, 0)).isEqualTo(5);
      assertThat(image.call("compare", 5)).isEqualTo(1);
      assertThat(image.call("add")).isEqualTo((5 + 3 + 1) | 64);
      assertThat(image.call("narrow", 200)).isEqualTo(200);
      image.call("store", 1);
    }
  }

  @Test
  void everyKindOfAccessGoesByAThunk() throws Exception {
    Opened image =
        new Opened(
            tools.link(
                "x.so",
                tools.assemble(
                    "object",
                    """
                    .text
                    .globl load8, load32, signed, cmpimm, vector, store, convert, call, high, flags
                    .type load8,@function
                    load8: mov %rdi,outside(%rip)
                     xor %eax,%eax
                     mov outside(%rip),%al
                     ret
                    load32: push %r12
                     movslq outside+4(%rip),%r12
                     mov %r12,%rax
                     pop %r12
                     ret
                    signed: movsbl outside(%rip),%eax
                     cltq
                     ret
                    cmpimm: movl $0x1234567,outside(%rip)
                     xor %eax,%eax
                     cmpl $0x1234567,outside(%rip)
                     sete %al
                     ret
                    vector: movq %rdi,%xmm9
                     movups %xmm9,outside(%rip)
                     vmovdqu outside(%rip),%xmm4
                     vpaddq outside(%rip),%xmm4,%xmm6
                     vmovq %xmm6,%rax
                     ret
                    store: mov %dil,outside(%rip)
                     incb outside(%rip)
                     imul $3,outside(%rip),%esi
                     movzbl %sil,%eax
                     ret
                    convert: movq $0,outside(%rip)
                     mov %edi,outside(%rip)
                     cvtsi2sdq outside(%rip),%xmm3
                     cvttsd2si %xmm3,%rax
                     ret
                    high: mov $0x1234,%eax
                     mov %ah,outside(%rip)
                     movzbl outside(%rip),%eax
                     ret
                    flags: stc
                     mov %rdi,outside(%rip)
                     mov $0,%eax
                     adc outside(%rip),%rax
                     ret
                    call: sub $8,%rsp
                     lea target(%rip),%rax
                     mov %rax,outside(%rip)
                     call *outside(%rip)
                     add $8,%rsp
                     jmp *tailed(%rip)
                    target: mov $5,%eax
                     ret
                    .section .data.rel,"aw"
                    .balign 8
                    .globl tailed, outside
                    .type outside,@gnu_unique_object
                    .type tailed,@gnu_unique_object
                    tailed: .quad last
                    outside: .zero 16
                    .text
                    last: add $2,%eax
                     ret
                    """)));
    assertThat(image.call("load8", 0x1ffL)).isEqualTo(0xff);
    image.call("load8", 0x80000000_00000080L);
    assertThat(image.call("signed")).isEqualTo(-128);
    assertThat(image.call("load32")).isEqualTo(Integer.MIN_VALUE);
    assertThat(image.call("cmpimm")).isEqualTo(1);
    assertThat(image.call("vector", 21)).isEqualTo(42);
    assertThat(image.call("convert", 77)).isEqualTo(77);
    assertThat(image.call("store", 9)).isEqualTo(30);
    assertThat(image.call("high")).isEqualTo(0x12);
    assertThat(image.call("flags", 41)).isEqualTo(42);
    assertThat(image.call("call")).isEqualTo(7);
  }

  @Test
  void anInstructionThatHasNoOtherWayIsRefused() throws Exception {
    Input object =
        tools.assemble("object", ".type f,@function\nf: lock incl outside(%rip)\n ret\n");
    assertThatThrownBy(() -> tools.link("x.so", object))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("object.o: .text+0x3: R_X86_64_PC32 of outside addresses directly")
        .hasMessageEndingWith("compile with -fPIC");
  }

  @Test
  void emptyFunctionsAreNotInTheTableForUnwinding() throws Exception {
    Path image =
        tools.link(
            "x.so",
            tools.compile(
                "x.cc",
                """
                struct S { int k; };
                __attribute__((noinline, cold)) void nothing() { __builtin_unreachable(); }
                __attribute__((noinline)) static void thrower(int x) { if (x > 1) throw S{x}; }
                extern "C" long caught(long x) { try { thrower((int) x); return 0; } catch (S &s) { return s.k; } }
                """,
                "g++",
                "-O2",
                "-fPIC"));
    assertThat(new Opened(image).call("caught", 42)).isEqualTo(42);
  }

  @Test
  void equalGroupsAreOnceInTheImageAndTheirTablesToo() throws Exception {
    String header =
        """
        struct E { int v; }; inline int shared(int x) { static int calls; if (x < 0) throw E{x}; return ++calls; }
        """;
    Input one =
        tools.compile(
            "a.cc",
            header
                + "extern \"C\" long a(long x) { try { return shared((int) x); } catch (E &) { return -1; } }",
            "-fPIC");
    Input two =
        tools.compile(
            "b.cc",
            header
                + "extern \"C\" long b(long x) { try { return shared((int) x); } catch (E &) { return -2; } }",
            "-fPIC");
    Path image = tools.link("x.so", one, two);
    Opened opened = new Opened(image);
    assertThat(opened.call("a", 1)).isEqualTo(1);
    assertThat(opened.call("b", 1)).isEqualTo(2);
    assertThat(opened.call("b", -5)).isEqualTo(-2);
    /* Three functions, and the procedure linkage table. */
    assertThat(tools.readelf(image, "--debug-dump=frames"))
        .satisfies(frames -> assertThat(frames.split(" FDE ", -1)).hasSize(3 + 1 + 1));
    assertThat(tools.readelf(image, "--dyn-syms")).contains("OBJECT UNIQUE DEFAULT");
    assertThat(tools.readelf(image, "-h")).contains("UNIX - GNU");
  }

  @Test
  void aPointerIntoTheMiddleOfAStringKeepsItsPlace() throws Exception {
    Input other =
        tools.assemble(
            "other",
            ".section .rodata.str1.1,\"aMS\",@progbits,1\n.string \"tail\"\n.string \"world\"\n");
    Path image =
        tools.link(
            "x.so",
            other,
            tools.assemble(
                "object",
                """
                .section .rodata.str1.1,"aMS",@progbits,1
                 .string "hello world"
                 .string "world"
                label: .string "tail"
                .text
                .globl first, second, third, word
                first: lea .rodata.str1.1+6(%rip),%rax
                 jmp get
                second: lea label+1(%rip),%rax
                 jmp get
                third: mov p(%rip),%rax
                 jmp get
                word: mov p+8(%rip),%rax
                get: movzbl (%rax),%eax
                 ret
                .section .data.rel.local,"aw"
                p: .quad .rodata.str1.1+13, label+2
                """));
    Opened opened = new Opened(image);
    assertThat(opened.call("first")).isEqualTo('w');
    assertThat(opened.call("second")).isEqualTo('a');
    assertThat(opened.call("third")).isEqualTo('o');
    assertThat(opened.call("word")).isEqualTo('i');
    assertThat(tools.run("strings", "-n", "4", image.toString())).containsOnlyOnce("\nworld");
  }

  @Test
  void theStrictestVisibilityWinsAlsoThatOfAReference() throws Exception {
    Path image =
        tools.link(
            "x.so",
            tools.compile("a.c", "int v = 1; int f(void) { return 2; } int kept;", "-fPIC"),
            tools.compile(
                "b.c",
                "extern int v __attribute__((visibility(\"hidden\"))); int f(void)"
                    + " __attribute__((visibility(\"hidden\"))); int g(void) { return v + f(); }",
                "-fPIC"));
    assertThat(tools.readelf(image, "--dyn-syms"))
        .contains(" g")
        .contains(" kept")
        .doesNotContain(" v\n")
        .doesNotContain(" f\n");
  }

  @Test
  void theLargestCommonSymbolWinsAndADefinitionBeatsIt() throws Exception {
    Input small = tools.assemble("small", ".comm c,4,4\n.comm d,100,64\n");
    Input large = tools.assemble("large", ".comm c,64,32\n");
    Input defined =
        tools.assemble("defined", ".globl d\n.data\n.type d,@object\n.size d,8\nd: .quad 7\n");
    String symbols = tools.readelf(tools.link("x.so", small, large, defined), "--dyn-syms");
    assertThat(symbols).containsPattern(" 64 OBJECT GLOBAL DEFAULT \\d+ c");
    assertThat(symbols).containsPattern(" 8 OBJECT GLOBAL DEFAULT \\d+ d");
  }

  @Test
  void aNameThatIsDefinedTwiceIsRefused() throws Exception {
    Input one = tools.compile("one.c", "int f(void) { return 1; }", "-fPIC");
    Input two = tools.compile("two.c", "int f(void) { return 2; }", "-fPIC");
    assertThatThrownBy(() -> tools.link("x.so", one, two))
        .isInstanceOf(LinkException.class)
        .hasMessage("two.o: f is defined here, and in one.o, too; leave one of the two out");
  }

  @Test
  void aHiddenNameThatNobodyDefinesIsRefused() throws Exception {
    Input object = tools.assemble("object", ".hidden lost\n.data\n.quad lost\n");
    assertThatThrownBy(() -> tools.link("x.so", object))
        .hasMessageContaining("object.o: lost is hidden");
  }

  @Test
  void versionsOfSymverAreDefinedAndNeeded() throws Exception {
    Path image =
        tools.link(
            "libv.so",
            Toolchain.options().withSoname("libv.so"),
            tools.compile(
                "x.c",
                """
                #include <string.h>
                __asm__(".symver old, foo@V1"); __asm__(".symver now, foo@@V2"); __asm__(".symver memcpy, memcpy@GLIBC_2.2.5");
                long old(long x) { return 1; } long now(long x) { return 2; } extern long foo(long);
                void copy(char *a, char *b, size_t n) { memcpy(a, b, n); }
                """,
                "-O1",
                "-fno-builtin",
                "-fPIC"));
    assertThat(tools.readelf(image, "--dyn-syms"))
        .contains("foo@V1")
        .contains("foo@@V2")
        .contains("memcpy@GLIBC_2.2.5");
    assertThat(new Opened(image).call("foo")).isEqualTo(2);
    assertThat(tools.readelf(image, "-V")).contains("Name: V1").contains("File: libc.so.6");
    tools.compile("use.c", "long foo(long); int main(void) { return foo(0) != 2; }");
    tools.run("gcc", "use.o", "./libv.so", "-Wl,-rpath,.", "-o", "use");
    tools.run("./use");
  }

  @Test
  void aSectionThatIsWritableAndExecutableIsRefused() throws Exception {
    Input object = tools.assemble("object", ".section both,\"awx\"\n nop\n");
    assertThatThrownBy(() -> tools.link("x.so", object))
        .hasMessageContaining("object.o: both: the section would be writable and executable");
  }

  @Test
  void aReferenceIntoAGroupThatWentIsRefused() throws Exception {
    String source =
        """
        .section .text.g,"axG",@progbits,g,comdat
        .weak g
        g: ret
        .Lin: ret
        .data
        .quad .Lin - g + g
        .quad .text.g
        """;
    Input one = tools.assemble("one", source);
    Input two = tools.assemble("two", source);
    tools.link("x.so", one);
    assertThatThrownBy(() -> tools.link("y.so", one, two))
        .hasMessageContaining("two.o: .data+0x")
        .hasMessageContaining("of which another object's copy was kept");
  }

  @Test
  void debuggersFindFunctionsAndLines() throws Exception {
    Path image =
        tools.link(
            "x.so", tools.compile("x.c", "int stop(int x)\n{\n return x + 1;\n}\n", "-g", "-fPIC"));
    String said =
        tools.run(
            "gdb", "-batch", "-nx", "-ex", "info line stop", "-ex", "ptype stop", image.toString());
    assertThat(said).contains("Line 2 of \"x.c\"").contains("type = int (int)");
  }
}
