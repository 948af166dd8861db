package org.alfheim.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallSubcommandTest {
  private static final Path LIBZ = Path.of("/lib/x86_64-linux-gnu/libz.so.1");
  private static final Path LIBM = Path.of("/lib/x86_64-linux-gnu/libm.so.6");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void compile() {
    file =
        Tool.gcc(
            folder,
            "libcalled.so",
            """
            #include <stdio.h>
            #include <stdlib.h>
            #include <string.h>
            int V = 7;
            int add(int a, int b) { return a + b; }
            void nothing(void) {}
            const char *name(int known) { return known ? "elf" : 0; }
            void fill(char *buffer, unsigned long size, int *length) { *length = snprintf(buffer, size, "filled"); }
            void hello(void) { printf("Hello, number %d\\n", V); }
            int loud(void) { printf("no line end;"); return 5; }
            void leave(int status) { exit(status); }
            """);
  }

  @Test
  void printsTheResult() {
    assertThat(call(LIBM, "double cos(double)", "0")).isEqualTo("1.0\n");
    // The check value of CRC-32 (ISO 3309) over "123456789" is cbf43926.
    assertThat(
            call(
                LIBZ,
                "unsigned long crc32(unsigned long, const char *, unsigned)",
                "0",
                "123456789",
                "9"))
        .isEqualTo(0xcbf43926L + "\n");
    assertThat(call(file, "int add(int, int)", "2", "3")).isEqualTo("5\n");
    assertThat(call(file, "const char *name(int)", "1")).isEqualTo("elf\n");
    assertThat(call(file, "const char *name(int)", "0")).isEqualTo("NULL\n");
    assertThat(call(file, "void nothing(void)")).isEmpty();
  }

  @Test
  void takesArgumentsThatBeginWithAHyphen() {
    assertThat(call(file, "int add(int, int)", "-1", "-2")).isEqualTo("-3\n");
    assertThat(call(LIBM, "double fabs(double)", "-1.5")).isEqualTo("1.5\n");
    assertThat(
            call(
                LIBZ,
                "unsigned long crc32(unsigned long, const char *, unsigned)",
                "0",
                "--help",
                "6"))
        .isEqualTo(
            call(
                LIBZ,
                "unsigned long crc32(unsigned long, const char *, unsigned)",
                "0",
                "@hex:2d2d68656c70",
                "6"));
  }

  @Test
  void showsWhatTheCallLeftInBuffersAfterTheResult() {
    assertThat(
            call(
                file,
                "void fill(char *buffer, unsigned long size, int *length)",
                "@out:16",
                "16",
                "&0"))
        .isEqualTo("arg 1 (buffer) = filled\narg 3 (length) = 6\n");
  }

  @Test
  void showsWhatThePluginPrintsBeforeTheResult() {
    assertThat(Forked.alfheim("call", file, "void hello(void)"))
        .isEqualTo(new Forked(0, "Hello, number 7\n"));
    assertThat(Forked.alfheim("call", file, "int loud(void)"))
        .isEqualTo(new Forked(0, "no line end;5\n"));
  }

  @Test
  void endsAsThePluginEndsTheProcess() {
    assertThat(Forked.alfheim("call", file, "void leave(int)", "3").status()).isEqualTo(3);
  }

  @Test
  void refusesAPrototypeOrAnArgumentThatItCantRead() {
    assertRefused(2, "expected", file, "int add(int, int");
    assertRefused(2, "add takes 2 arguments, 1 was given", file, "int add(int, int)", "1");
    assertRefused(2, "'two' is no int", file, "int add(int, int)", "1", "two");
    assertRefused(2, "unknown option --int", "--int", "add(int, int)");
    assertRefused(2, "call takes a FILE and a FUNCTION", file);
  }

  @Test
  void refusesWhatIsNotThere() {
    assertRefused(1, "symbol sub not found", file, "int sub(int, int)", "1", "2");
    assertRefused(1, "did you mean add?", file, "int adt(int, int)", "1", "2");
    assertRefused(1, "is a variable", file, "int V(void)");
    assertRefused(1, "/nowhere/lib.so: no such file", "/nowhere/lib.so", "int f(void)");
  }

  @Test
  void aFunctionWhoseTypeIsKnownIsCalledByItsName() throws IOException {
    Path typed =
        Tool.gcc(
            folder,
            "libtyped.so",
            "struct p { int x, y; }; int sum(struct p p) { return p.x + p.y; }",
            "-shared",
            "-g");
    assertThat(call(typed, "sum", "{x: 1, y: 2}")).isEqualTo("3\n");
    assertRefused(1, "contradicts 'int sum(struct p p)'", typed, "double sum(double)", "1.5");
    Path waived = Files.copy(typed, folder.resolve("libwaived.so"));
    assertThat(call("--waive", "types", waived, "int sum(long)", "0x200000001")).isEqualTo("3\n");
    assertRefused(1, "the type of add is not known", file, "add", "1", "2");
    assertThat(Run.alfheim("symbols", typed).out()).contains("int sum(struct p p)");
    assertThat(Run.alfheim("symbols", "--json", typed).out())
        .contains("\"type\"", "\"typeFrom\"", "DWARF of ");
    assertThat(Run.alfheim("lookup", typed, "sum").out()).contains("type     int sum(struct p p)");
  }

  @Test
  void showsWhereAnErrorWasMetIfAsked() {
    assertThat(Run.alfheim("call", "--stacktrace", file, "int sub(void)").err())
        .contains("SymbolNotFoundException")
        .contains("\tat org.alfheim.");
    assertThat(Run.alfheim("--stacktrace", "call", file, "int sub(void)").err())
        .contains("\tat org.alfheim.");
    assertThat(Run.alfheim("call", file, "int sub(void)").err()).doesNotContain("\tat ");
  }

  private static String call(Object... args) {
    Run run = Run.alfheim(Stream.concat(Stream.of("call"), Arrays.stream(args)).toArray());
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    return run.out();
  }

  private static void assertRefused(int status, String complaint, Object... args) {
    Run run = Run.alfheim(Stream.concat(Stream.of("call"), Arrays.stream(args)).toArray());
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("alfheim: ")
        .contains(complaint);
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(status);
  }
}
