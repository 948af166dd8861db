package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.alfheim.bind.declaration.Declaration;
import org.alfheim.fixture.Compiler;
import org.alfheim.internal.bind.DlopenedLibrary;
import org.alfheim.internal.bind.text.BoundVariable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariableTest {
  private static final String SOURCE =
      """
      #include <stdbool.h>
      #include <stdint.h>
      #include <uchar.h>
      bool flag; int8_t i8 = -8; int16_t i16 = -16; int32_t i32 = -32; int64_t i64 = -64;
      uint8_t u8 = 200; uint16_t u16 = 60000; uint32_t u32 = 4000000000u; uint64_t u64 = 18000000000000000000u;
      char letter = 'a'; char16_t utf16 = 0x20ac; float f = 1.5f; double d = 2.5;
      char *name = "grüße"; char *none; void *pointer = (void *) 0x1234;
      const int limit = 100; const char *const motto = "quiet";
      const char version[] = "1.2.13"; int table[2][3] = {{1, 2, 3}, {4, 5, 6}}; unsigned char raw[4] = {1, 2, 3, 255};
      const char *names[] = {"a", "b", 0};
      struct __attribute__((packed)) { char pad; int odd; } packed = {0, 7};
      struct { int x, y; } point = {16, 4};
      int read_point_y(void) { return point.y; }
      __thread int slot = 5;
      int read_i32(void) { return i32; }
      uint64_t read_u64(void) { return u64; }
      bool read_flag(void) { return flag; }
      int read_slot(void) { return slot; }
      __asm__(".globl nosize; .type nosize, @object; .data; nosize: .long 77; .text");
      """;

  private static DlopenedLibrary library;

  @BeforeAll
  static void compile(@TempDir Path folder) {
    library = DlopenedLibrary.of(new Compiler(folder).c("libvariables.so", SOURCE, "-w"));
  }

  private static <T> Variable<T> variable(String name, Class<T> type) {
    return BoundVariable.of(library.target(name), type);
  }

  @Test
  void readsAndWritesAsJavaTypes() {
    Variable<Integer> i32 = variable("i32", int.class);
    assertThat(i32.get()).isEqualTo(-32);
    i32.set(7);
    assertThat(library.function("int read_i32(void)").call(List.of())).isEqualTo(7);
    i32.set(-32);

    Variable<Boolean> flag = variable("flag", boolean.class);
    assertThat(flag.get()).isFalse();
    flag.set(true);
    assertThat(library.function("bool read_flag(void)").call(List.of())).isEqualTo(true);
    flag.set(false);

    assertThat(variable("i8", byte.class).get()).isEqualTo((byte) -8);
    assertThat(variable("i16", short.class).get()).isEqualTo((short) -16);
    assertThat(variable("utf16", char.class).get()).isEqualTo('€');
    assertThat(variable("i64", long.class).get()).isEqualTo(-64L);
    assertThat(variable("i64", Long.class).get()).isEqualTo(-64L);
    assertThat(variable("f", float.class).get()).isEqualTo(1.5f);
    assertThat(variable("d", double.class).get()).isEqualTo(2.5);
    assertThat(variable("name", String.class).get()).isEqualTo("grüße");
    assertThat(variable("none", String.class).get()).isNull();
    assertThat(variable("pointer", long.class).get()).isEqualTo(0x1234);
  }

  @Test
  void aMemorySegmentIsTheVariablesOwnMemoryAndNeverWhatItsContentsPointTo() {
    MemorySegment point = variable("point", MemorySegment.class).get();
    assertThat(point.byteSize()).isEqualTo(8);
    assertThat(point.get(ValueLayout.JAVA_INT, 0)).isEqualTo(16);
    point.set(ValueLayout.JAVA_INT, 4, 5);
    assertThat(library.function("int read_point_y(void)").call(List.of())).isEqualTo(5);

    MemorySegment table = variable("table", MemorySegment.class).get();
    assertThat(table.byteSize()).isEqualTo(24);
    assertThat(table.getAtIndex(ValueLayout.JAVA_INT, 5)).isEqualTo(6);
    assertThat(variable("limit", MemorySegment.class).get().isReadOnly()).isTrue();
    assertThatThrownBy(() -> variable("point", MemorySegment.class).set(MemorySegment.NULL))
        .isInstanceOf(ReadOnlyException.class)
        .hasMessageContaining("LocalSymbol.segment()");
    assertThatThrownBy(() -> variable("read_i32", MemorySegment.class))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("read_i32 is a function, not a variable");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "bool flag              | false",
        "int8_t i8              | -8",
        "short i16              | -16",
        "int i32                | -32",
        "long i64               | -64",
        "uint8_t u8             | 200",
        "uint16_t u16           | 60000",
        "unsigned u32           | 4000000000",
        "unsigned long u64      | 18000000000000000000",
        "char letter            | 'a'",
        "float f                | 1.5",
        "double d               | 2.5",
        "char *name             | grüße",
        "char *none             | NULL",
        "void *pointer          | 0x1234",
        "const int limit        | 100",
        "const char version[7]  | 1.2.13",
        "const char version[]   | 1.2.13",
        "int table[2][3]        | {{1, 2, 3}, {4, 5, 6}}",
        "unsigned char raw[]    | @hex:010203ff",
        "const char *names[]    | {a, b, NULL}",
        "int nosize             | 77"
      })
  void showsEveryTypeAsAPersonReadsIt(String declaration, String text) {
    assertThat(library.variable(declaration).getText()).isEqualTo(text);
  }

  @Test
  void givesUnsignedValuesAsTheyAre() {
    assertThat(library.variable("uint8_t u8").get()).isEqualTo((short) 200);
    assertThat(library.variable("uint16_t u16").get()).isEqualTo(60_000);
    assertThat(library.variable("unsigned u32").get()).isEqualTo(4_000_000_000L);
    assertThat(library.variable("size_t u64").get())
        .isEqualTo(new BigInteger("18000000000000000000"));
    assertThat(library.variable("int table[2][3]").get())
        .isEqualTo(List.of(List.of(1, 2, 3), List.of(4, 5, 6)));
  }

  @Test
  void readsAVariableByItsTypeAlone() {
    assertThat(BoundVariable.of(library.target("i32"), Declaration.parse("int")).get())
        .isEqualTo(-32);
  }

  @Test
  void writesTexts() {
    Variable<Object> u64 = library.variable("unsigned long u64");
    u64.setText("0xffffffffffffffff");
    assertThat(library.function("unsigned long read_u64(void)").call(List.of()))
        .isEqualTo(new BigInteger("18446744073709551615"));
    u64.set(new BigInteger("18000000000000000000"));

    Variable<Object> pointer = library.variable("void *pointer");
    pointer.setText("NULL");
    assertThat(pointer.get()).isEqualTo(MemorySegment.NULL);
    pointer.setText("0x1234");

    assertThatThrownBy(() -> library.variable("int i32").setText("4294967296"))
        .isInstanceOf(ArgumentException.class)
        .hasMessage(
            "libvariables.so: i32: 4294967296 is out of the range of int, -2147483648 to"
                + " 2147483647");
    assertThatThrownBy(() -> library.variable("int i32").set("7"))
        .isInstanceOf(ArgumentException.class);
  }

  @Test
  void refusesToWriteWhereMemoryIsReadOnly() {
    Variable<Integer> limit = variable("limit", int.class);

    assertThat(limit.get()).isEqualTo(100);
    assertThatThrownBy(() -> limit.set(5))
        .isInstanceOf(ReadOnlyException.class)
        .hasMessageContaining("libvariables.so: limit lies in memory that is not writable");
    assertThatThrownBy(() -> library.variable("void *motto").setText("NULL"))
        .isInstanceOf(ReadOnlyException.class);
    assertThat(limit.get()).isEqualTo(100);
  }

  @Test
  void refusesToReplaceStrings() {
    assertThatThrownBy(() -> variable("name", String.class).set("x"))
        .isInstanceOf(ReadOnlyException.class)
        .hasMessageContaining("name is const char *, which can be read only");
  }

  @Test
  void givesEachThreadItsOwnCopyOfAThreadLocalVariable() {
    Variable<Integer> slot = variable("slot", int.class);
    slot.set(6);

    assertThat(library.function("int read_slot(void)").call(List.of())).isEqualTo(6);
    assertThat(CompletableFuture.supplyAsync(slot::get, Thread.ofPlatform()::start))
        .succeedsWithin(Duration.ofSeconds(50))
        .isEqualTo(5);
    assertThat(slot.get()).isEqualTo(6);
  }

  @Test
  void namesBothSizesWhereTheyDiffer() {
    assertThatThrownBy(() -> variable("i32", long.class))
        .isInstanceOf(BindingException.class)
        .hasMessage(
            "libvariables.so: i32 has 4 bytes (st_size), and long has 8 bytes; it may be int, float"
                + " or another type of four bytes");
    assertThatThrownBy(() -> library.variable("char version"))
        .hasMessageContaining("version has 7 bytes (st_size), and char has 1 byte")
        .hasMessageContaining("'char[7]'");
    assertThatThrownBy(() -> variable("version", String.class)).hasMessageContaining("'char[7]'");
  }

  @Test
  void refusesWhatIsNoVariable() {
    assertThatThrownBy(() -> variable("read_i32", int.class))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("read_i32 is a function, not a variable");
    assertThatThrownBy(() -> BoundVariable.of(library.target("i32"), Declaration.parse("int V")))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("another variable than i32");
    assertThatThrownBy(() -> variable("i32", Object.class))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("java.lang.Object is no type of a variable");
    assertThatThrownBy(() -> library.variable("int nosize[]"))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("give the length of the array");
  }
}
