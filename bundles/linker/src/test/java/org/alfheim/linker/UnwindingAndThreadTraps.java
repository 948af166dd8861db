package org.alfheim.linker;

import java.util.List;

/** What linkers are known to do in different ways: tables for unwinding, thread-local memory. */
final class UnwindingAndThreadTraps {
  private static final String THREAD_LOCAL =
      """
      static __thread int s = 1; __thread int g = 2; extern __thread int e;
      __attribute__((visibility("hidden"))) __thread int h = 3;
      long f(long x) { return s + g + e + h + x; } int *p(void) { return &s; }
      """;

  private static final String OTHER = "b.c __thread int e = 5;";

  private UnwindingAndThreadTraps() {}

  static List<Trap> all() {
    String header =
        "struct E { int v; }; inline int __attribute__((noinline)) i(int x) { try { if (x > 3) throw"
            + " E{x}; return x; } catch (E &e) { return -e.v; } }\n";
    Trap.Look threads = Trap.counted("-r", "(DTPMOD64|DTPOFF64|TPOFF64|TLSDESC)");
    return List.of(
        new Trap(
            "two objects with one group: records for unwinding",
            "CIE 2, FDE 4",
            Trap.counted("--debug-dump=frames", " (CIE|FDE)\\b"),
            "a.cc " + header + "extern \"C\" long f(long x) { return i((int) x); }",
            "b.cc " + header + "extern \"C\" long g(long x) { return 2 * i((int) x); }"),
        new Trap(
            "a function without bytes beside one that throws",
            "42",
            Trap.call("f", 42),
            "a.cc -O2 __attribute__((cold)) void empty() { __builtin_unreachable(); }"
                + " __attribute__((cold)) extern \"C\" long f(long i) { try { if (i) throw i; } catch"
                + " (long x) { return x; } return 0; }"),
        new Trap(
            "DW.ref.__gxx_personality_v0 of two objects: words that refer to it",
            "personality 1",
            Trap.counted("-r", "R_X86_64_64 [0-9a-f]+ __gxx_(personality)_v0"),
            "a.cc " + header + "extern \"C\" long f(long x) { return i((int) x); }",
            "b.cc " + header + "extern \"C\" long g(long x) { return 2 * i((int) x); }"),
        new Trap(
            "TLS, general and local dynamic: relocations",
            "DTPMOD64 4, DTPOFF64 2",
            threads,
            "a.c " + THREAD_LOCAL,
            OTHER),
        new Trap(
            "TLS, general and local dynamic",
            "12",
            Trap.call("f", 1),
            "a.c " + THREAD_LOCAL,
            OTHER),
        new Trap(
            "TLS, general dynamic without a procedure linkage table",
            "12",
            Trap.call("f", 1),
            "a.c -fno-plt " + THREAD_LOCAL,
            OTHER),
        new Trap(
            "TLS by descriptors: relocations",
            "TLSDESC 4",
            threads,
            "a.c -mtls-dialect=gnu2 " + THREAD_LOCAL,
            OTHER),
        new Trap(
            "TLS by descriptors",
            "12",
            Trap.call("f", 1),
            "a.c -mtls-dialect=gnu2 " + THREAD_LOCAL,
            OTHER),
        new Trap(
            "TLS, initial-exec: relocations",
            "TPOFF64 4",
            threads,
            "a.c -ftls-model=initial-exec " + THREAD_LOCAL,
            OTHER),
        new Trap(
            "TLS, local-exec, as code of programs has it",
            "8",
            Trap.call("f", 1),
            "a.c -fPIE static __thread int s = 7; long f(long x) { s += x; return s; }"));
  }
}
