package org.alfheim.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookupSubcommandTest {
  private static final Path LIBC = Path.of("/lib/x86_64-linux-gnu/libc.so.6");

  @TempDir private Path folder;

  @Test
  void showsTheSymbolThatAPluginExports() {
    Path file = Tool.gcc(folder, "libvar.so", "long V = 7;");

    Run run = Run.alfheim("lookup", file, "V");

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("name     V"),
            line -> assertThat(line).isEqualTo("kind     variable"),
            line -> assertThat(line).isEqualTo("size     8"),
            line -> assertThat(line).isEqualTo("offset   0x" + Long.toHexString(nm(file, "V"))),
            line -> assertThat(line).matches("address  0x[0-9a-f]+"),
            line -> assertThat(line).isEqualTo("file     " + file));
  }

  @Test
  void findsTheDefaultVersionByNameAndAnyByBoth() {
    assertThat(Run.alfheim("lookup", "--json", LIBC, "memcpy").jsonObject())
        .containsEntry("version", "GLIBC_2.14");
    for (String name : new String[] {"memcpy@GLIBC_2.2.5", "memcpy@@GLIBC_2.2.5"}) {
      Map<String, Object> old = Run.alfheim("lookup", "--json", LIBC, name).jsonObject();
      assertThat(old)
          .containsEntry("name", "memcpy")
          .containsEntry("version", "GLIBC_2.2.5")
          .containsEntry("kind", "function");
    }
  }

  @Test
  void findsASymbolOfCppByTheNameThatPeopleWrite() {
    Path file =
        Tool.cpp(
            folder,
            "libns.so",
            "namespace ns { int f(int) { return 1; } int f(long) { return 2; } int g() { return 3; } }");

    assertThat(Run.alfheim("lookup", file, "ns::f(long)").lines().getFirst())
        .isEqualTo("name     _ZN2ns1fEl = ns::f(long)");
    assertThat(Run.alfheim("lookup", "--json", file, "ns::g").jsonObject())
        .containsEntry("name", "_ZN2ns1gEv")
        .containsEntry("demangled", "ns::g()");
    Run several = Run.alfheim("lookup", file, "ns::f");
    assertThat(several.status()).isEqualTo(1);
    assertThat(several.err()).contains("_ZN2ns1fEi = ns::f(int), _ZN2ns1fEl = ns::f(long)");
    assertThat(Run.alfheim("call", file, "int ns::f(long)", "0").lines()).containsExactly("2");
    assertThat(Run.alfheim("call", file, "int ns::g(void)").lines()).containsExactly("3");
    assertThat(Run.alfheim("call", file, "int ns::f(char)", "0").status()).isEqualTo(2);
  }

  @Test
  void showsATypeThatIsKnownUnderTheNameThatPeopleWrite() {
    Path file =
        Tool.cpp(folder, "libtyped.so", "namespace ns { int f(int a) { return a; } }", "-g");

    assertThat(Run.alfheim("lookup", file, "ns::f").lines())
        .contains("type     int ns::f(int a)", "typeFrom DWARF of " + file);
    assertThat(Run.alfheim("call", file, "ns::f", "7").lines()).containsExactly("7");
    Run refused = Run.alfheim("call", file, "double ns::f(double)", "1");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).contains("contradicts", "known from DWARF of " + file);
  }

  @Test
  void givesNoOffsetToAThreadsOwnVariable() {
    Path file = Tool.gcc(folder, "libtls.so", "__thread int T = 3;");

    assertThat(Run.alfheim("lookup", "--json", file, "T").jsonObject())
        .containsEntry("kind", "tls")
        .containsEntry("size", 4)
        .doesNotContainKey("offset");
  }

  @Test
  void givesNoAddressToAnAbsoluteValue() {
    Path file = Tool.gcc(folder, "libabsolute.so", "__asm__(\".globl A\\n.set A, 0x4321\");");

    assertThat(Run.alfheim("lookup", "--json", file, "A").jsonObject())
        .containsEntry("name", "A")
        .doesNotContainKeys("offset", "address");
  }

  @Test
  void refusesASymbolThatIsNotThereInOneLine() {
    assertRefused("alfheim_absent", "alfheim_absent not found");
    assertRefused(
        "memcpy@GLIBC_9", "no symbol memcpy of version GLIBC_9; the default one is GLIBC_2.14");
    assertRefused(
        "alfheim_absent@GLIBC_9", "no symbol alfheim_absent of version GLIBC_9, nor of another");
  }

  private static void assertRefused(String name, String complaint) {
    Run run = Run.alfheim("lookup", LIBC, name);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("alfheim: ")
        .contains(complaint);
  }

  /** Rows such as {@code 0000000000004010 D V}. */
  private static long nm(Path file, String symbol) {
    return Tool.run("nm", "--dynamic", file.toString())
        .lines()
        .filter(line -> line.endsWith(" " + symbol))
        .mapToLong(line -> Long.parseLong(line.substring(0, 16), 16))
        .findFirst()
        .orElseThrow();
  }
}
