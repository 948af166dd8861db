package org.alfheim.internal.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.alfheim.elf.SharedObject;
import org.alfheim.fixture.Assembled;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Elf;
import org.alfheim.internal.amd64.Placer;
import org.alfheim.internal.plan.Plans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What stands in a carrier for the indirect functions that others can bind to. */
@Timeout(60)
class IndirectStubsTest {
  private static final int SIZE = 24;

  @TempDir private Path folder;

  @Test
  void areWhatTheirSourceIsAssembledTo() throws Exception {
    Assembled source = Assembled.of("indirect.s", folder);
    Path library =
        new Compiler(folder)
            .c(
                "indirect.so",
                """
                static int one(void) { return 1; }
                static int two(void) { return 2; }
                static void *chooseOne(void) { return one; }
                static void *chooseTwo(void) { return two; }
                int first(void) __attribute__((ifunc("chooseOne")));
                int second(void) __attribute__((ifunc("chooseTwo")));
                """,
                "-nostdlib");
    SharedObject image = Plans.image(library);
    Carrier carrier = Plans.of(library).carrier();
    Path file = Plans.write(carrier, folder.resolve("carrier"));
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    SharedObject written = Plans.image(file);
    assertThat(Elf.of(library).readelf("--dyn-syms")).contains("IFUNC");

    for (String name : new String[] {"first", "second"}) {
      int stub =
          Math.toIntExact(
              written.symbols().value(written.find(name).orElseThrow()) - carrier.start().value());
      ByteBuffer expected = ByteBuffer.wrap(source.code()).order(ByteOrder.LITTLE_ENDIAN);
      /* The operands, which stand before these labels. */
      int address = source.labels().get("to");
      int way = source.labels().get("way");
      expected.putLong(address - Long.BYTES, image.symbols().value(image.find(name).orElseThrow()));
      expected.putInt(
          way - Integer.BYTES,
          Math.toIntExact(carrier.codeOffset() + Placer.INDIRECT - stub - way));

      assertThat(Arrays.copyOfRange(bytes.array(), stub, stub + SIZE)).isEqualTo(expected.array());
    }
  }
}
