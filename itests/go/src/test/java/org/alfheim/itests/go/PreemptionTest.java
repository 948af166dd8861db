package org.alfheim.itests.go;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A runtime interrupts its threads by a signal, and a process has one handler for a signal: each
 * runtime has to see it.
 */
@Timeout(300)
class PreemptionTest {
  static Stream<List<GoRelease>> runtimes() {
    GoRelease newest = GoRelease.newest();
    return GoRelease.both().stream()
        .flatMap(go -> Stream.of(List.of(go), List.of(go, newest), List.of(newest, go, go)));
  }

  @ParameterizedTest
  @MethodSource("runtimes")
  void eachRuntimeStopsItsLoopsToCollect(List<GoRelease> all) {
    Object[] files =
        all.stream().flatMap(go -> Stream.of(go.host(), go.plugin("stress"))).toArray();
    assertThat(GoProcess.of(Preempting.class).lines(files))
        .filteredOn(line -> line.startsWith("preempts"))
        .hasSameSizeAs(all)
        .containsOnly("preempts true");
  }
}
