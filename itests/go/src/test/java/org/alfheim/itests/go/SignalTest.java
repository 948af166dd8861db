package org.alfheim.itests.go;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two runtimes that use signals live in one process: the JVM's and Go's, or more of Go's. */
@Timeout(3600)
class SignalTest {
  private static final int RUNS = RunLength.of(1, 20);
  private static final int MILLIS = RunLength.of(800, 1500);

  /** What the JVM itself has to say of its own calls: nothing is about this process. */
  private static final String OF_JNI = "in native method";

  static Stream<Arguments> collectors() {
    return GoRelease.both().stream()
        .flatMap(go -> Stream.of("G1", "Z").map(collector -> Arguments.of(go, collector)));
  }

  @ParameterizedTest
  @MethodSource("collectors")
  void bothRuntimesWorkUnderStress(GoRelease go, String collector) {
    for (int run = 1; run <= RUNS; run++) {
      check(run(collector, List.of(go)));
      RunLength.tell(go + ", " + collector + ": run " + run + " of " + RUNS);
    }
  }

  @ParameterizedTest
  @MethodSource("collectors")
  void theJvmFindsNoMistakeInWhatGoDoesToIt(GoRelease go, String collector) {
    for (int run = 1; run <= RUNS; run++) {
      Programs.Outcome outcome = run(collector, List.of(go), "-Xcheck:jni");
      check(outcome);
      assertThat(outcome.output()).doesNotContain(OF_JNI);
      RunLength.tell(go + ", " + collector + ", -Xcheck:jni: run " + run + " of " + RUNS);
    }
  }

  @ParameterizedTest
  @MethodSource("collectors")
  void runtimesOfTwoVersionsWorkUnderStress(GoRelease go, String collector) {
    for (int run = 1; run <= RUNS; run++) {
      check(run(collector, List.of(go, GoRelease.newest())));
      RunLength.tell(go + " and newest, " + collector + ": run " + run + " of " + RUNS);
    }
  }

  private static Programs.Outcome run(String collector, List<GoRelease> all, String... options) {
    Stream<Object> files = all.stream().flatMap(go -> Stream.of(go.host(), go.plugin("stress")));
    return GoProcess.of(Stress.class)
        .with("-XX:+Use" + collector + "GC", "-Xmx256m")
        .with(options)
        .run(Stream.concat(Stream.of(MILLIS), files).toArray());
  }

  private static void check(Programs.Outcome outcome) {
    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.output()).contains("done ").doesNotContain("failed ");
  }
}
