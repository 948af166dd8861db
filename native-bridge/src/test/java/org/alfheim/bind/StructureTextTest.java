package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Structures as a person types them, and as they are shown; what C has, its functions say. */
@Timeout(60)
class StructureTextTest {
  private static final String SOURCE =
      """
      struct bits { unsigned u4 : 4; int s3 : 3; unsigned long u63 : 63; };
      struct gap { int a : 3; int : 5; int b : 3; };
      struct blob { unsigned char data[16]; char name[4]; };
      struct text { const char *s; int n; };
      struct node { int value; const struct node *next; };
      struct many { struct { short x, y; } at[2]; int total; };
      union number { int i; float f; };
      struct empty { };
      enum __attribute__((packed)) small { LOW, HIGH = 200 };
      enum __attribute__((packed)) below { DEEP = -2 };
      struct chosen { enum small s; enum below b; };
      struct huge { char at[1L << 40]; };

      int u4(struct bits b) { return b.u4; }
      int s3(struct bits b) { return b.s3; }
      unsigned long u63(struct bits b) { return b.u63; }
      int b(struct gap g) { return g.b; }
      struct blob blob(struct blob b) { return b; }
      int last(struct blob b) { return b.data[15]; }
      int i(union number n) { return n.i; }
      __attribute__((naked)) unsigned small(enum small s) { __asm__("mov %edi, %eax; ret"); }
      __attribute__((naked)) int below(enum below b) { __asm__("mov %edi, %eax; ret"); }
      enum small high(void) { return HIGH; }
      int chosen(struct chosen c) { return c.s * 10 + c.b; }
      int tiny(const struct huge *h) { return h != 0; }
      int nothing(struct empty *e) { return e != 0; }
      int length(struct text t) { return t.s ? __builtin_strlen(t.s) : -1; }
      int second(struct text t) { return t.s[1]; }
      int sum(const struct node *n) { return n ? n->value + sum(n->next) : 0; }
      int y(struct many m) { return m.at[1].y + m.total; }
      """;

  @TempDir static Path folder;

  private static LocalPlugin plugin;

  @BeforeAll
  static void open() {
    plugin = Loader.openLocal(new Compiler(folder).c("texts.so", SOURCE, "-g"));
  }

  private static String call(String function, String argument) {
    NativeFunction called = plugin.lookup(function).function();
    return called.format(called.callText(List.of(argument)).value());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "u4 | {u4: 15} | 15",
        "s3 | {s3: -4} | -4",
        "u63 | {u63: 0x7fffffffffffffff} | 9223372036854775807",
        "b | {1, 2} | 2",
        "last | {data: @hex:000102030405060708090a0b0c0d0e0f} | 15",
        "i | {7} | 7",
        "i | {i: 7,} | 7",
        "nothing | {} | 1",
        "nothing | &{} | 1",
        "nothing | NULL | 0",
        "length | {s: \"a, b: c}\"} | 8",
        "length | {s: \"\"} | 0",
        "length | {s: NULL} | -1",
        "length | {} | -1",
        "second | {s: \"a\\nb\"} | 10",
        "second | {s: \"a\\\"b\"} | 34",
        "sum | {value: 1, next: NULL} | 1",
        "sum | {value: 1, next: {value: 2, next: {3}}} | 6",
        "sum | {value: 1, next: &{value: 2}} | 3",
        "small | HIGH | 200",
        "small | 201 | 201",
        "below | DEEP | -2",
        "chosen | {s: HIGH, b: DEEP} | 1998",
        "y | {at: {{1, 2}, {x: 3, y: 4}}, total: 10} | 14",
      })
  void whatIsTypedIsWhatCHas(String function, String argument, String result) {
    assertThat(call(function, argument)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "u4 | {u4: 4294967295} | u4",
        "u4 | {u4: 16} | u4",
        "u4 | {u4: -1} | -1",
        "s3 | {s3: 8} | s3",
        "s3 | {s3: -5} | s3",
        "u63 | {u63: 18446744073709551615} | u63",
        "u63 | {u63: 9223372036854775808} | u63",
        "i | {1, 2} | takes 1 member",
        "b | {1, 2, 3} | 2 members",
        "last | {data: {256}} | 256",
        "last | {name: abcde} | char[4]",
        "last | {data: @hex:0} | hex",
        "nothing | {x: 1} | no member",
        "nothing | @out:3 | empty",
        "tiny | {at: x} | 1099511627776 bytes",
        "tiny | @out:1 | from 1 to 0",
        "sum | {value: 1, value: 2} | twice",
        "sum | {value: 1 | expected",
        "sum | {value: 1}} | more behind",
        "sum | {value: } | missing",
        "sum | {value: {1}} | braces",
        "y | {at: {{1}, {2}, {3}}} | 3 values",
      })
  void whatDoesNotFitIsRefused(String function, String argument, String reason) {
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> call(function, argument))
        .withMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{data: @hex:01, name: ab}",
        "{data: @hex:000102030405060708090a0b0c0d0e0f, name: \"a\\\"}\"}",
        "{}",
      })
  void whatIsShownCanBeTypedAgain(String typed) {
    String shown = call("blob", typed);
    assertThat(call("blob", shown)).isEqualTo(shown);
  }

  @Test
  void aReferenceIsNeverNull() {
    LocalPlugin references =
        Loader.openLocal(
            new Compiler(folder)
                .cpp("references.so", "extern \"C\" int get(const int &of) { return of; }", "-g"));
    NativeFunction get = references.lookup("get").function();
    assertThat(get.callText(List.of("&7")).value()).isEqualTo(7);
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> get.callText(List.of("NULL")))
        .withMessageContaining("const int &");
  }

  @Test
  void aUnionOfBillionsOfMembersIsNotShown() {
    StringBuilder source = new StringBuilder("union u0 { char a; };\n");
    for (int i = 1; i < 31; i++) {
      source.append("union u%d { union u%d a, b; };%n".formatted(i, i - 1));
    }
    source.append("union u30 deep; union u3 flat;");
    LocalPlugin unions =
        Loader.openLocal(new Compiler(folder).c("unions.so", source.toString(), "-g"));
    assertThat(unions.lookup("flat").variable().get()).isNotNull();
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> unions.lookup("deep").variable().get())
        .withMessageContaining("members of unions");
  }

  @Test
  void bracesThatAreTooDeepAreRefused() {
    String deep = "{next: ".repeat(100_000) + "{}" + "}".repeat(100_000);
    assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> call("sum", deep));
  }
}
