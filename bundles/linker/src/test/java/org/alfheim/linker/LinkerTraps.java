package org.alfheim.linker;

import java.util.ArrayList;
import java.util.List;

/** What linkers are known to do in different ways: symbols, sections and code. */
final class LinkerTraps {
  private static final String OWN = "start files of the compiler's";

  private LinkerTraps() {}

  static List<Trap> all() {
    List<Trap> all = new ArrayList<>();
    all.addAll(symbols());
    all.addAll(sections());
    all.addAll(arrays());
    all.addAll(code());
    all.addAll(UnwindingAndThreadTraps.all());
    return all;
  }

  private static List<Trap> symbols() {
    return List.of(
        new Trap(
            "a reference that is hidden hides the definition in another object",
            "g",
            Trap.found("--dyn-syms", "DEFAULT \\d+ ([fgv])\n"),
            "a.c int v = 1; int f(void) { return 1; }",
            "b.c extern int v __attribute__((visibility(\"hidden\"))); extern int f(void)"
                + " __attribute__((visibility(\"hidden\"))); int g(void) { return v + f(); }"),
        new Trap(
            "a hidden name that nobody defines",
            "refused",
            Trap.call("f", 0),
            "a.c extern int n __attribute__((visibility(\"hidden\"))); long f(long x) { return n; }"),
        new Trap(
            "a weak, hidden name that nobody defines is 0",
            "7",
            Trap.call("f", 0),
            "a.c extern int h(void) __attribute__((weak, visibility(\"hidden\"))); long f(long x) {"
                + " return h ? 1 : 7; }"),
        new Trap(
            "common symbols: the largest size and alignment",
            "80 32",
            (tools, image) ->
                Trap.found("-s", "(\\d+) OBJECT GLOBAL DEFAULT \\d+ c\n").at(tools, image)
                    + " "
                    + Trap.call("f", 0).at(tools, image),
            "a.s .comm c,8,32",
            "b.s .comm c,80,4",
            "c.c extern char c[]; long f(long x) { long a = (long) c; return (a & -a) >= 32 ? 32 :"
                + " (a & -a); }"),
        new Trap(
            "a definition stands before a larger common symbol",
            "4",
            Trap.found("-s", "(\\d+) OBJECT GLOBAL DEFAULT \\d+ c\n"),
            "a.s .comm c,80,4",
            "b.c int c = 5;"),
        new Trap(
            "a unique symbol stays unique",
            "UNIQUE",
            Trap.found("--dyn-syms", "OBJECT (\\w+) DEFAULT \\d+ _ZZ1fvE1s\n"),
            "a.cc inline int *f() { static int s = 3; return &s; } int *g() { return f(); }"),
        new Trap(
            ".symver without a version script",
            "foo@@V2 foo@V1",
            Trap.found("--dyn-syms", " (foo@+V\\d)"),
            "a.c __asm__(\".symver old, foo@V1\"); __asm__(\".symver now, foo@@V2\"); int old(void) {"
                + " return 1; } int now(void) { return 2; }"),
        new Trap(
            "two strong definitions",
            "refused",
            Trap.call("f", 0),
            "a.c long f(long x) { return 1; }",
            "b.c long f(long x) { return 2; }"),
        new Trap(
            "a name that is thread-local in one object only",
            "refused",
            Trap.call("f", 0),
            "a.c __thread int v = 1;",
            "b.c int v; long f(long x) { return v; }"),
        new Trap(
            "__start_ of a section, referred to as hidden by one object, is not exported",
            "none",
            Trap.found("--dyn-syms", " (__start_mine)\n"),
            "a.c __attribute__((section(\"mine\"), used)) static long a = 1; extern long"
                + " __start_mine[] __attribute__((visibility(\"hidden\"))); long *f(void) { return"
                + " __start_mine; }",
            "b.c extern long __start_mine[]; long *g(void) { return __start_mine; }"),
        new Trap(
            "etext, edata and end, exported",
            "none",
            Trap.found("--dyn-syms", " \\d+ (etext|edata|end)\n"),
            "a.c extern char etext[], edata[], end[]; char *all[] = {etext, edata, end};"),
        new Trap(
            "what .gnu.warning says is told",
            "told",
            (tools, image) -> "told",
            "a.c int d(void) { return 1; } static const char w[]"
                + " __attribute__((section(\".gnu.warning.d\"), used)) = \"TELL\";",
            "b.c int d(void); int f(void) { return d(); }"));
  }

  private static List<Trap> sections() {
    return List.of(
        new Trap(
            "lea of a mergeable string by section and offset: the first letter",
            "119",
            Trap.call("f", 0),
            "z.s .section .rodata.str1.1,\"aMS\",@progbits,1\n.string \"world\"",
            "a.s .section .rodata.str1.1,\"aMS\",@progbits,1\n.string \"hello\"\n.string"
                + " \"world\"\n.text\n.globl f\nf: lea .rodata.str1.1+6(%rip),%rax\nmovzbl"
                + " (%rax),%eax\nret"),
        new Trap(
            "a pointer before a mergeable string, and one added to it",
            "104",
            Trap.call("f", 0),
            "z.s .section .rodata.str1.1,\"aMS\",@progbits,1\n.string \"world\"",
            "a.s .section .rodata.str1.1,\"aMS\",@progbits,1\n.string \"hello\"\n.data\np: .quad"
                + " .rodata.str1.1-1\n.text\n.globl f\nf: mov p(%rip),%rax\nmovzbl"
                + " 1(%rax),%eax\nret"),
        new Trap(
            "a mergeable string without its end",
            "99",
            Trap.call("f", 0),
            "a.s .section .rodata.str1.1,\"aMS\",@progbits,1\ns: .ascii \"abc\"\n.text\n.globl f\nf:"
                + " lea s+2(%rip),%rax\nmovzbl (%rax),%eax\nret"),
        new Trap(
            "of two sections .gnu.linkonce one is kept: returns in the code",
            "1",
            (tools, image) ->
                Long.toString(
                    tools.run("objdump", "-d", image.toString()).split("\\bret\\b", -1).length - 1),
            "a.s .section .gnu.linkonce.t.lo,\"ax\",@progbits\n.weak lo\nlo: ret",
            "b.s .section .gnu.linkonce.t.lo,\"ax\",@progbits\n.weak lo\nlo: ret"),
        new Trap(
            "data that refers to a local name in a group of which another copy was kept",
            "refused",
            Trap.call("f", 0),
            comdat("a"),
            comdat("b")),
        new Trap(
            "SHF_LINK_ORDER: the order of the code that is described",
            "aaaa bbbb",
            (tools, image) ->
                String.join(
                    " ",
                    tools
                        .run("objdump", "-s", "-j", ".lo", image.toString())
                        .replaceAll("(?s).*\\n [0-9a-f]+ ", "")
                        .replaceAll("(?s)  .*", "")
                        .replace("0000", "")
                        .strip()
                        .split(" +")),
            "a.s .section .text.b,\"ax\",@progbits\nfb: ret\n.section"
                + " .text.unlikely.a,\"ax\",@progbits\nfa: ret\n.section"
                + " .lo,\"ao\",@progbits,.text.b\n.quad 0xbbbb\n.section"
                + " .lo,\"ao\",@progbits,.text.unlikely.a\n.quad 0xaaaa"),
        new Trap(
            "SHF_EXCLUDE: the section is in the image",
            "none",
            Trap.found("-S", " (\\.secret) "),
            "a.s .section .secret,\"ae\",@progbits\n.quad 1\n.text\n.globl f\nf: ret"),
        new Trap(
            "SHF_GNU_RETAIN: the data is in the image",
            "kept",
            Trap.found("-s", " OBJECT \\w+ DEFAULT \\d+ (kept)\n"),
            "a.c __attribute__((retain, used)) static int kept = 5;"),
        new Trap("code and no .note.GNU-stack: the stack", "RW", stack(), "a.s! .globl f\nf: ret"),
        new Trap(
            "data and no .note.GNU-stack: the stack",
            "RW",
            stack(),
            "a.s! .data\n.quad 1",
            "b.s .globl f\nf: ret"),
        new Trap(
            "properties of two objects, of which one has IBT",
            "none",
            Trap.found("-n", "(IBT)"),
            "a.c -fcf-protection=full int f(void) { return 1; }",
            "b.c -fcf-protection=none int g(void) { return 1; }"),
        new Trap(
            "a section that is writable and executable",
            "refused",
            Trap.call("f", 0),
            "a.s .section both,\"awx\"\n.globl f\nf: mov $3,%eax\nret"),
        new Trap(
            "the order of code by its sections' names",
            "cold start hot plain",
            Trap.order("cold|start|hot|plain"),
            "a.s .section .text.plain,\"ax\"\nplain: ret\n.section .text.hot.x,\"ax\"\nhot:"
                + " ret\n.section .text.startup.x,\"ax\"\nstart: ret\n.section"
                + " .text.unlikely.x,\"ax\"\ncold: ret"));
  }

  private static Trap.Look stack() {
    return Trap.found("-l", "GNU_STACK (?:\\S+ ){5}(R\\w*) ");
  }

  private static String comdat(String name) {
    return name
        + ".s .section .text.g,\"axG\",@progbits,g,comdat\n.weak g\ng: ret\n.Lin: ret\n.section"
        + " .rodata.tab,\"a\",@progbits\n.long .Lin-.\n.text\n.weak f\nf: mov $1,%eax\nret";
  }

  private static List<Trap> arrays() {
    String letters = "char order[9]; int n; long f(long x) { return *(long *) order; }\n";
    String constructors =
        """
        extern char order[9]; extern int n;
        static void old(void) { order[n++] = '3'; }
        __attribute__((section(".ctors.65300"), used)) static void (*p)(void) = old;
        __attribute__((constructor(150))) static void a(void) { order[n++] = '1'; }
        __attribute__((constructor(200))) static void b(void) { order[n++] = '2'; }
        """;
    Trap.Look order =
        (tools, image) -> {
          String number = Trap.call("f", 0).at(tools, image);
          if (!number.matches("\\d+")) {
            return number;
          }
          StringBuilder text = new StringBuilder();
          for (long left = Long.parseLong(number); left != 0; left >>>= 8) {
            text.append((char) (left & 0xff));
          }
          return text.isEmpty() ? "none" : text.toString();
        };
    return List.of(
        new Trap(
            "constructors with the numbers 150, 200 and .ctors.65300 (235)",
            "123",
            order,
            "z.c " + letters,
            "a.c " + constructors),
        new Trap(
            "the two words of a .ctors: the last runs first",
            "21",
            order,
            "z.c " + letters,
            "a.c extern char order[9]; extern int n; static void one(void) { order[n++] = '1'; } static"
                + " void two(void) { order[n++] = '2'; } __attribute__((section(\".ctors\"), used,"
                + " aligned(8))) static void (*p[])(void) = {one, two};"),
        new Trap(
            "padding within .init_array",
            "12",
            order,
            "z.c " + letters,
            "a.c extern char order[9]; extern int n; __attribute__((constructor)) static void one(void)"
                + " { order[n++] = '1'; }",
            "b.s .section .init_array,\"aw\",@init_array\n.balign 32\n.quad two\n.text\ntwo: mov"
                + " n@GOTPCREL(%rip),%rax\nmovslq (%rax),%rcx\nincl (%rax)\nmov"
                + " order@GOTPCREL(%rip),%rax\nmovb $50,(%rax,%rcx)\nret"),
        new Trap(
            "a weak, hidden function that nobody defines in .init_array",
            "5",
            Trap.call("f", 0),
            "a.s .weak no\n.hidden no\n.section .init_array,\"aw\",@init_array\n.quad"
                + " no\n.text\n.globl f\nf: mov $5,%eax\nret"),
        new Trap(
            ".preinit_array in a shared object",
            "refused",
            Trap.call("f", 0),
            "a.s .section .preinit_array,\"aw\",@preinit_array\n.quad g\n.text\n.globl f\nf: mov"
                + " $5,%eax\ng: ret"),
        new Trap(
            "code in .init without " + OWN,
            "42",
            Trap.call("f", 0),
            "a.s .section .init,\"ax\",@progbits\ncall setup\n.text\nsetup: movl"
                + " $42,flag(%rip)\nret\n.globl f\nf: movslq flag(%rip),%rax\nret\n.data\nflag: .long"
                + " 0"),
        new Trap(
            "__dso_handle without " + OWN,
            "8",
            Trap.call("f", 0),
            "a.cc struct S { int n = 8; ~S() { n = 0; } }; static S s; extern \"C\" long f(long) {"
                + " return s.n; }"),
        new Trap(
                "atexit without libc_nonshared.a",
                "0",
                Trap.call("f", 0),
                "a.c int atexit(void (*)(void)); static void end(void) {} long f(long x) { return"
                    + " atexit(end); }")
            .with("-nostartfiles", "-nodefaultlibs", "-l:libc.so.6"));
  }

  private static List<Trap> code() {
    return List.of(
        new Trap(
            "loads of a hidden symbol's slot: the instructions",
            "lea cmp add test addr32 call push mov jmp nop",
            Trap.instructions("f"),
            "a.s .globl f\n.type f,@function\nf: movq h@GOTPCREL(%rip),%rax\ncmpq"
                + " h@GOTPCREL(%rip),%rax\naddq h@GOTPCREL(%rip),%rax\ntestq"
                + " %rax,h@GOTPCREL(%rip)\ncall *h@GOTPCREL(%rip)\npushq h@GOTPCREL(%rip)\nmovl"
                + " h@GOTPCREL+4(%rip),%eax\njmp *h@GOTPCREL(%rip)\n.size f,.-f\n.type"
                + " h,@function\n.globl h\n.hidden h\nh: ret"),
        new Trap(
            "code of a program that addresses data of the image",
            "3",
            Trap.call("f", 0),
            "a.c -fPIE int g = 1; static int s = 2; long f(long x) { return g + s; }"),
        new Trap(
            "code of a program that addresses data of the C library",
            "1",
            Trap.call("f", 0),
            "a.c -fPIE #include <unistd.h>\nlong f(long x) { return optind; }"),
        new Trap(
            "an address of 32 bits",
            "refused",
            Trap.call("f", 0),
            "a.c -fno-pie int v; long f(long x) { return (long) &v; }"),
        new Trap(
            "a distance of more than 2 GiB",
            "refused",
            Trap.call("f", 0),
            "a.s .globl f\nf: lea far(%rip),%rax\nret\n.bss\n.skip 0x90000000\nfar: .skip 1"),
        new Trap(
            "the large model",
            "6",
            Trap.call("f", 2),
            "a.c -mcmodel=large static int big[1000] = {1, 2, 3}; int zero[1000]; int g(int x) { return"
                + " x + 1; } long f(long x) { return big[x] + zero[x] + g((int) x); }"),
        new Trap(
            "lea of a local function that another chooses",
            "7",
            Trap.call("f", 0),
            "a.s .type r,@function\nr: lea impl(%rip),%rax\nret\nimpl: mov $7,%eax\nret\n.type"
                + " lf,@gnu_indirect_function\n.set lf,r\n.globl f\nf: lea lf(%rip),%rax\njmp *%rax"),
        new Trap(
            "a function that chooses, and calls one of the C library",
            "42",
            Trap.call("f", 0),
            "a.c -fno-builtin int abs(int); static long one(void) { return 41; } static long two(void) {"
                + " return 42; } static long (*choose(void))(void) { return abs(-2) == 2 ? two : one; }"
                + " static long chosen(void) __attribute__((ifunc(\"choose\"))); long f(long x) { return"
                + " chosen(); }"),
        new Trap(
            "the address of a protected function within the image",
            "1",
            Trap.call("f", 0),
            "a.c __attribute__((visibility(\"protected\"))) int p(void) { return 1; } int (*w)(void) = p;"
                + " long f(long x) { return w == p; }"));
  }
}
