package org.alfheim.internal.process.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Linker;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.alfheim.fixture.Assembled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentFilterTest {
  private static final int DATA = ArgumentFilter.DATA;

  @TempDir private Path folder;

  @Test
  void isWhatItsSourceIsAssembledTo() {
    Assembled assembled = Assembled.of("filter.s", folder);
    byte[] source = assembled.code();

    assertThat(code(ArgumentFilter.code(1, 2, 3, 4, 5, 6)))
        .isEqualTo(Arrays.copyOfRange(source, DATA, source.length));
    assertThat(ArgumentFilter.AT_EXIT).isEqualTo(assembled.labels().get("at_exit"));
  }

  private static byte[] code(byte[] filter) {
    return Arrays.copyOfRange(filter, DATA, filter.length);
  }

  @Test
  void beginsWithWhatItCalls() {
    ByteBuffer filter =
        ByteBuffer.wrap(ArgumentFilter.code(0x7f00_1234_5678L, 0x7f00_8765_4321L, 3, 4, 5, 1))
            .order(ByteOrder.LITTLE_ENDIAN);

    assertThat(filter.getLong()).isEqualTo(0x7f00_1234_5678L);
    assertThat(filter.getLong()).isEqualTo(0x7f00_8765_4321L);
    assertThat(filter.getLong())
        .isEqualTo(Linker.nativeLinker().defaultLookup().findOrThrow("dlclose").address());
    for (long next : new long[] {3, 4, 5, 1}) {
      assertThat(filter.getLong()).isEqualTo(next);
    }
  }
}
