package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Integers narrower than {@code int}. The psABI does not say what is above their bits in a
 * register; clang takes for granted what gcc and clang put there.
 */
@Timeout(60)
class NarrowArgumentsTest {
  private static final String SOURCE =
      """
      long byteOf(unsigned char c) { return c; }
      long shortOf(unsigned short s) { return s; }
      long signedByteOf(signed char c) { return c; }
      long signedShortOf(short s) { return s; }
      long last(int a, int b, int c, int d, int e, int f, unsigned char g) { return g; }
      struct functions { long (*of)(unsigned char c); };
      static const struct functions functions = { byteOf };
      const struct functions *table(void) { return &functions; }
      """;

  @TempDir Path folder;

  @Name("struct functions")
  interface Functions extends FunctionTable {
    long of(byte c);
  }

  interface Api {
    long byteOf(byte c);

    @Name("byteOf")
    long byteOfInt(@Unsigned(8) int c);

    long shortOf(short s);

    @Name("shortOf")
    long shortOfChar(char s);

    long signedByteOf(byte c);

    long signedShortOf(short s);

    @Name("signedShortOf")
    long signedShortOfChar(char s);

    long last(int a, int b, int c, int d, int e, int f, byte g);

    Functions table();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gcc", "clang"})
  void arriveWithTheSignThatCKnows(String cc) {
    Api api =
        Loader.open(new Compiler(folder).with(cc, "narrow.so", SOURCE, "-g", "-O2"))
            .bind(Api.class);

    assertThat(api.byteOf((byte) 200)).isEqualTo(200);
    assertThat(api.byteOfInt(200)).isEqualTo(200);
    assertThat(api.shortOf((short) 60_000)).isEqualTo(60_000);
    assertThat(api.shortOfChar((char) 60_000)).isEqualTo(60_000);
    assertThat(api.signedByteOf((byte) -3)).isEqualTo(-3);
    assertThat(api.signedShortOf((short) -3)).isEqualTo(-3);
    assertThat(api.signedShortOfChar((char) 0xfffd)).isEqualTo(-3);
    assertThat(api.last(1, 2, 3, 4, 5, 6, (byte) 200)).isEqualTo(200);
    assertThat(api.table().of((byte) 200)).isEqualTo(200);
  }
}
