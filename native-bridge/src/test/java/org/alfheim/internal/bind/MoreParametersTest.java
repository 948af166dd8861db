package org.alfheim.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Check;
import org.alfheim.bind.Critical;
import org.alfheim.bind.Failure;
import org.alfheim.bind.Free;
import org.alfheim.bind.Handle;
import org.alfheim.bind.In;
import org.alfheim.bind.LengthOf;
import org.alfheim.bind.Name;
import org.alfheim.bind.Nullable;
import org.alfheim.bind.Out;
import org.alfheim.bind.StatusException;
import org.alfheim.bind.Variadic;
import org.alfheim.fixture.Compiler;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrays of strings, buffers, and any number of arguments. */
class MoreParametersTest {
  private static DlopenedLibrary library;
  private static DlopenedLibrary zlib;
  private static DlopenedLibrary sqlite;

  @BeforeAll
  static void compile(@TempDir Path folder) {
    zlib = DlopenedLibrary.of("libz.so.1");
    sqlite = DlopenedLibrary.of("libsqlite3.so.0");
    library =
        DlopenedLibrary.of(
            new Compiler(folder)
                .c(
                    "libmore.so",
                    """
                    #define _GNU_SOURCE
                    #include <stdarg.h>
                    #include <stdio.h>
                    #include <stdlib.h>
                    #include <string.h>
                    char *joined(char *const *texts, int count) {
                      if (!texts) return NULL;
                      char *all = calloc(1, 1000);
                      for (int i = 0; texts[i]; i++) { strcat(all, texts[i]); strcat(all, ";"); }
                      return all;
                    }
                    int counted(char *const *texts, int count) {
                      int n = 0; while (texts && texts[n]) n++; return n == count ? n : -n - 1;
                    }
                    int negate(signed char *bytes, int n) { int s = 0; for (int i = 0; i < n; i++) { s += bytes[i]; bytes[i] = -bytes[i]; } return s; }
                    int total(const signed char *bytes, int n) { int s = 0; for (int i = 0; bytes && i < n; i++) s += bytes[i]; return s; }
                    char *formatted(const char *format, ...) {
                      char *text; va_list list; va_start(list, format);
                      int n = vasprintf(&text, format, list); va_end(list); return n < 0 ? NULL : text;
                    }
                    int status(const char *format, ...) {
                      va_list list; va_start(list, format); int first = va_arg(list, int); va_end(list); return first;
                    }
                    void *self(void *p) { return p; }
                    """));
  }

  interface Texts {
    @Free
    String joined(String[] texts, int count);

    int counted(String[] texts, @LengthOf("texts") int count);
  }

  @Test
  void anArrayOfStringsEndsWithNull() {
    Texts texts = Contract.bind(Texts.class, library);

    assertThat(texts.joined(new String[] {"a", "grüße", ""}, 3)).isEqualTo("a;grüße;;");
    assertThat(texts.joined(new String[0], 0)).isEmpty();
    assertThat(texts.joined(null, 0)).isNull();
    assertThat(texts.counted(new String[] {"a", "b"}, 2)).isEqualTo(2);
    String[] many = new String[5000];
    java.util.Arrays.fill(many, "text");
    assertThat(texts.counted(many, many.length)).isEqualTo(many.length);
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> texts.counted(new String[] {"a", "b"}, 3))
        .withMessageContaining("texts has 2 elements");
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> texts.joined(new String[] {"a", null}, 2))
        .withMessageContaining("element 1 is null, and would end the array in C");
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> texts.joined(new String[] {"a\0b"}, 1))
        .withMessageContaining("NUL");
  }

  interface Buffers {
    int negate(ByteBuffer bytes, @LengthOf("bytes") int n);

    @Name("negate")
    int fill(@Out ByteBuffer bytes, @LengthOf("bytes") int n);

    int total(@In ByteBuffer bytes, @LengthOf("bytes") int n);

    @Name("negate")
    @Critical
    int negateInPlace(ByteBuffer bytes, @LengthOf("bytes") int n);
  }

  private static ByteBuffer filled(ByteBuffer buffer) {
    buffer.put(new byte[] {1, 2, 3, 4, 5}).position(1).limit(4);
    return buffer.order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void aBufferIsWhatLiesBetweenItsPositionAndItsLimit() {
    Buffers buffers = Contract.bind(Buffers.class, library);
    for (ByteBuffer buffer :
        new ByteBuffer[] {filled(ByteBuffer.allocate(5)), filled(ByteBuffer.allocateDirect(5))}) {
      assertThat(buffers.total(buffer, 3)).isEqualTo(9);
      assertThat(buffers.total(buffer.asReadOnlyBuffer(), 3)).isEqualTo(9);
      assertThat(buffers.negate(buffer, 2)).isEqualTo(5);
      assertThat(buffer.position()).isEqualTo(1);
      assertThat(buffer.limit()).isEqualTo(4);
      assertThat(buffer.get(0)).isEqualTo((byte) 1);
      assertThat(buffer.get(1)).isEqualTo((byte) -2);
      assertThat(buffer.get(2)).isEqualTo((byte) -3);
      assertThat(buffer.get(3)).isEqualTo((byte) 4);
      assertThat(buffers.negateInPlace(buffer, 2)).isEqualTo(-5);
      assertThat(buffer.get(1)).isEqualTo((byte) 2);
      assertThatExceptionOfType(ArgumentException.class)
          .isThrownBy(() -> buffers.total(buffer, 4))
          .withMessageContaining("bytes has 3 bytes");
      assertThatExceptionOfType(ArgumentException.class)
          .isThrownBy(() -> buffers.negate(buffer.asReadOnlyBuffer(), 3))
          .withMessageContaining("needs @In");
    }
    assertThat(buffers.total(null, 0)).isZero();
    ByteBuffer heap = filled(ByteBuffer.allocate(5));
    assertThat(buffers.fill(heap, 3)).isZero();
    assertThat(heap.get(1)).isZero();
  }

  interface Zlib {
    long crc32(long crc, @In ByteBuffer data, @LengthOf("data") int length);
  }

  @Test
  void zlibReadsABufferWhereItLies() {
    ByteBuffer data = ByteBuffer.allocateDirect(1 << 20);
    CRC32 crc = new CRC32();
    crc.update(data.duplicate());

    assertThat(Contract.bind(Zlib.class, zlib).crc32(0, data, data.remaining()))
        .isEqualTo(crc.getValue());
  }

  interface Pointer extends Handle {}

  interface Formats {
    @Free
    String formatted(String format, @Variadic Object... more);

    @Check(failure = Failure.NEGATIVE)
    int status(String format, @Variadic Object... more);

    @Nullable
    Pointer self(MemorySegment address);
  }

  @Test
  void anyNumberOfArgumentsIsPromotedAsInC() {
    Formats formats = Contract.bind(Formats.class, library);

    assertThat(formats.formatted("plain")).isEqualTo("plain");
    assertThat(formats.formatted("%d %ld %g %s", 1, 2L, 0.5, "three")).isEqualTo("1 2 0.5 three");
    assertThat(formats.formatted("%d %d %d %c %g", true, (byte) -1, (short) -2, 'x', 1.5f))
        .isEqualTo("1 -1 -2 x 1.5");
    assertThat(formats.formatted("%s|%p", "a", null)).isEqualTo("a|(nil)");
    assertThat(
            formats.formatted(
                "%d%d%d%d%d%d%d%d%d %g%g%g%g%g%g%g%g%g",
                1, 2, 3, 4, 5, 6, 7, 8, 9, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0))
        .isEqualTo("123456789 123456789");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocateFrom("memory", StandardCharsets.UTF_8);
      assertThat(formats.formatted("%s", text)).isEqualTo("memory");
      assertThat(formats.formatted("%s", formats.self(text))).isEqualTo("memory");
    }
    assertThatExceptionOfType(ArgumentException.class)
        .isThrownBy(() -> formats.formatted("%s", new Object()))
        .withMessageContaining("argument 1 of '...' is a java.lang.Object");
    assertThat(formats.status("", 5)).isEqualTo(5);
    assertThatExceptionOfType(StatusException.class).isThrownBy(() -> formats.status("", -5));
  }

  interface Sqlite {
    @Name("sqlite3_mprintf")
    @Free("sqlite3_free")
    String quoted(String format, @Variadic Object... more);
  }

  @Test
  void sqliteQuotes() {
    assertThat(Contract.bind(Sqlite.class, sqlite).quoted("%Q,%d", "it's", 7))
        .isEqualTo("'it''s',7");
  }

  interface FilledTexts {
    int counted(@Out String[] texts, int count);
  }

  interface ObjectsAlone {
    int status(String format, Object... more);
  }

  interface BytesOfTexts {
    int counted(String[] texts, @LengthOf(value = "texts", unit = LengthOf.Unit.BYTES) int count);
  }

  @Test
  void whatHasNoMeaningIsRefusedWhenItIsBound() {
    refused(FilledTexts.class, "strings go to C only");
    refused(ObjectsAlone.class, "has no counterpart in C");
    refused(BytesOfTexts.class, "strings are counted, and not their bytes");
  }

  private static void refused(Class<?> contract, String why) {
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> Contract.bind(contract, library))
        .withMessageContaining(why);
  }
}
