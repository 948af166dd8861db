package org.alfheim.itests.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What valgrind 3.19 writes is read. */
class CallgrindTest {

  @Test
  void theNumberOfInstructionsIsTaken() {
    assertThat(
            Callgrind.collected(
                """
                ==12== Events    : Ir
                ==12== Collected : 248915
                ==12==
                """))
        .isEqualTo(248_915);
    assertThatThrownBy(() -> Callgrind.collected("nothing"))
        .hasMessage("callgrind does not say what it has collected");
  }

  @Test
  void theFirstFunctionsAreTaken() {
    String annotated =
        """
        Ir
        --------------------------------------------------------------------------------
        248,915 (100.0%)  PROGRAM TOTALS

        120,000 (48.21%)  ./elf/./elf/dl-lookup.c:do_lookup_x [/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2]
         90,001 (36.16%)  ???:_dl_relocate_object [/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2]
              1 ( 0.00%)  ???:main [/tmp/dlopens]
        """;

    assertThat(Callgrind.functions(annotated, 2))
        .containsExactly(
            new Callgrind.Function("do_lookup_x", "ld-linux-x86-64.so.2", 120_000),
            new Callgrind.Function("_dl_relocate_object", "ld-linux-x86-64.so.2", 90_001));
  }
}
