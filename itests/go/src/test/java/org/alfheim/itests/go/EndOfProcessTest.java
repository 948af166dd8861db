package org.alfheim.itests.go;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What ends a process by Go's design ends this one, and says so in Go's words. */
@Timeout(300)
@ParameterizedClass
@MethodSource("toolchains")
class EndOfProcessTest {
  private static final String STILL = "still there";

  private final GoRelease go;

  EndOfProcessTest(GoRelease go) {
    this.go = go;
  }

  static List<GoRelease> toolchains() {
    return GoRelease.both();
  }

  private Programs.Outcome run(Object... call) {
    List<Object> arguments = new ArrayList<>(List.of(go.host(), go.plugin("ends")));
    arguments.addAll(List.of(call));
    return GoProcess.of(Ending.class).run(arguments.toArray());
  }

  @Test
  void exitHasItsStatus() {
    Programs.Outcome outcome = run("Exit", 3);

    assertThat(outcome.status()).as(outcome.output()).isEqualTo(3);
    assertThat(outcome.lines()).containsExactly("opened");
  }

  @Test
  void aFatalLogEndsTheProcess() {
    Programs.Outcome outcome = run("Fatal", "no use");

    assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
    assertThat(outcome.output()).contains(" no use\n").doesNotContain(STILL);
  }

  @ParameterizedTest
  @CsvSource({
    "Panic, of no use, 'panic: of no use'",
    "Race, , 'fatal error: concurrent map writes'",
    "Deep, 0, 'goroutine stack exceeds 1000000000-byte limit'",
  })
  void whatGoCallsFatalIsToldByGo(String function, String argument, String said) {
    Programs.Outcome outcome = argument == null ? run(function) : run(function, argument);

    assertThat(outcome.status()).as(outcome.output()).isIn(2, 134);
    assertThat(outcome.output()).contains(said).contains("goroutine ").doesNotContain(STILL);
  }

  /** What is no affair of Go's is one of the JVM's, which writes its report. */
  @Test
  void aCrashInCodeOfCNamesThePlugin() {
    Programs.Outcome outcome = run("Crash");

    /* 134, or 1 where the JVM is told to leave no core. */
    assertThat(outcome.status()).as(outcome.output()).isIn(1, 134);
    assertThat(outcome.output())
        .contains("SIGSEGV")
        .contains("C  [ends.so+0x")
        .doesNotContain(STILL);
  }

  @Test
  void anInitialisationThatExitsEndsTheProcess() {
    Programs.Outcome outcome = GoProcess.of(Ending.class).run(go.host(), go.plugin("initexit"));

    assertThat(outcome.status()).as(outcome.output()).isEqualTo(7);
    assertThat(outcome.lines()).isEmpty();
  }

  /** Go would hang. */
  @Test
  void anInitialisationThatPanicsIsAFailureForGood() {
    List<String> lines =
        GoProcess.of(Ending.Twice.class).lines(go.host(), go.pluginOfLoader("initpanic"));

    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst())
        .endsWith("its initialisation panicked: *errors.errorString: no such luck");
    assertThat(lines.getLast()).isEqualTo(lines.getFirst() + " (previous failure)");
  }

  /** Opening is Java's business: what Go code is told is no riddle, and no end. */
  @Test
  void goCodeThatOpensAPluginIsToldThatJavaDoes() {
    Programs.Outcome outcome = run("Open", go.plugin("quiet"));

    assertThat(outcome.output())
        .contains("Go code can't open plugins by itself here: Java opens them");
    assertThat(run("Open", "/none.so").output()).contains("realpath failed");
  }
}
