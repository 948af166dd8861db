package org.alfheim.internal.process.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.alfheim.fixture.Assembled;
import org.alfheim.internal.process.libc.Address;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatchingCallTest {
  @TempDir private Path folder;

  private Assembled source;

  @BeforeEach
  void assemble() {
    source = Assembled.of("catching.s", folder);
  }

  @Test
  void isWhatItsSourceIsAssembledTo() {
    assertThat(CatchingCall.code(new Address(0), new Address(0))).isEqualTo(source.code());
  }

  @Test
  void hasTheFunctionsOfTheUnwinderWhereItsCodeLooksForThem() {
    ByteBuffer code =
        ByteBuffer.wrap(CatchingCall.code(new Address(0x1111), new Address(0x2222)))
            .order(ByteOrder.LITTLE_ENDIAN);

    assertThat(code.getLong(source.labels().get("setgr"))).isEqualTo(0x1111);
    assertThat(code.getLong(source.labels().get("setip"))).isEqualTo(0x2222);
  }

  @Test
  void knowsWhereItsFunctionsBegin() {
    assertThat(source.labels())
        .containsEntry("call", CatchingCall.CALL)
        .containsEntry("personality", CatchingCall.PERSONALITY);
  }
}
