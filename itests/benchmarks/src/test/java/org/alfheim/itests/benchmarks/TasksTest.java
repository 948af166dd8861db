package org.alfheim.itests.benchmarks;

import static org.alfheim.itests.benchmarks.report.Target.NONE;
import static org.alfheim.itests.benchmarks.report.Target.ahead;
import static org.alfheim.itests.benchmarks.report.Target.excessAtMost;
import static org.alfheim.itests.benchmarks.report.Target.ratioAtLeast;
import static org.alfheim.itests.benchmarks.report.Target.ratioAtMost;
import static org.alfheim.itests.benchmarks.report.Target.valueAtMost;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.alfheim.itests.benchmarks.report.Line;
import org.alfheim.itests.benchmarks.report.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table has all that it is to have, and what is to be reached. */
class TasksTest {
  private static final List<Line> LINES = Tasks.all(Effort.LONG).stream().map(Task::line).toList();

  private static Arguments row(String what, String peer, Target target) {
    return Arguments.of(what, peer, target);
  }

  static List<Arguments> targets() {
    return List.of(
        row("from a jar, stored, JVM warm: libz", "extract.*System.load.*", ratioAtMost(0.8)),
        row("from a jar, deflated, JVM warm: libz", "extract.*System.load.*", ratioAtMost(0.8)),
        row("from a jar, stored, JVM warm: libcrypto", "extract.*", ratioAtMost(0.8)),
        row("from a jar, deflated, JVM warm: libcrypto", "extract.*", ratioAtMost(0.8)),
        row("from a jar, stored, JVM warm: libLLVM", "extract.*", ratioAtMost(0.5)),
        row("from a jar, deflated, JVM warm: libLLVM", "extract.*", ratioAtMost(0.5)),
        row("link and open, cache, .*: libcrypto.a", "the fastest.*", ratioAtMost(1.5)),
        row("link and open, JVM warm: libcrypto.a", "the fastest.*", ratioAtMost(0.7)),
        row("link and open, JVM warm: libz.a", "the fastest.*", ratioAtMost(0.2)),
        row("a copy on disk, .*: geometric mean of 300", "dlopen\\(RTLD_NOW\\)", ratioAtMost(2)),
        row("a copy on disk, JVM warm: libcrypto", "dlopen\\(RTLD_NOW\\)", ratioAtMost(1.3)),
        row("a copy on disk, JVM warm: libLLVM", "dlopen\\(RTLD_NOW\\)", ratioAtMost(1)),
        row("where it lies, JVM that opened one: libz", "dlopen.*", ratioAtMost(5)),
        row("where it lies, JVM that opened one: libcrypto", "dlopen.*", ratioAtMost(2)),
        row("where it lies, JVM that opened one: libLLVM", "dlopen.*", ratioAtMost(1.3)),
        row("first open of a JVM: libz", "first FFM downcall.*", ratioAtMost(1.2)),
        row("first open of a JVM: libz", "System.load", NONE),
        row("first open of a JVM, start-up cache: libz", "first FFM downcall.*", NONE),
        row("a bundle start on Felix, the first: libz", "Bundle-NativeCode.*", ratioAtMost(1)),
        row("a bundle start on Felix, later ones: libz", "Bundle-NativeCode.*", ratioAtMost(1)),
        row("JNI of a jar, the first: .*", "the jar's own extraction", ratioAtMost(1)),
        row("JNI of a jar, later ones: .*", "the jar's own extraction", ratioAtMost(1)),
        row("2,000 plugins by 8 threads", "dlopen by 8 threads", ratioAtMost(3)),
        row("2,000 plugins by 8 threads, how many.*", ".*one thread", ratioAtLeast(1.6)),
        row("a plugin of 15 KB: mappings", "dlopen.*", valueAtMost(6)),
        row("a plugin of 15 KB: heap", "", valueAtMost(20 * 1024)),
        row("a plugin of 15 KB: resident memory", "dlopen.*", valueAtMost(60 * 1024)),
        row("container: run -c exit", "Felix.*", ratioAtMost(1.15)),
        row("call: two numbers, @Critical", "FFM by hand", ratioAtMost(1.02)),
        row("call: a callback .*", "FFM by hand", ratioAtMost(1.02)),
        row("call: a string as an argument", "FFM by hand", ratioAtMost(1.02)),
        row("call: a string as the result", "FFM by hand", ratioAtMost(1.02)),
        row("call: an array of 4 KiB", "FFM by hand", ratioAtMost(1.02)),
        row("call: an array of 4 KiB, @Critical", "FFM by hand", ratioAtMost(1.02)),
        row("call: .*", "JNI", ahead()),
        row("call: .*", "JNA.*", ahead()),
        row("structure: (8|16) bytes by value", "a call with numbers", ratioAtMost(1.2)),
        row("structure: (8|16) bytes as the result", "a call with numbers", ratioAtMost(1.2)),
        row("structure: 32 bytes .*", "a call with numbers", ratioAtMost(4)),
        row("structure: .*", "FFM by hand", ratioAtMost(1.02)),
        row("structure: .*", "JNA.*", ahead()),
        row("structure: a field of a view.*", "a constant VarHandle", ratioAtMost(1.5)),
        row("structure: @Errno", "without", excessAtMost(5)),
        row("Go: an empty call", "a cgo export, .*", ratioAtMost(1.5)),
        row("Go: func\\(int, int\\) int", "a cgo export, .*", valueAtMost(150)),
        row("Go: a string in and out", "a cgo export, .*", valueAtMost(400)),
        row("Go: a callback", "a cgo export, .*", NONE),
        row("types of libz: the first question.*", "", valueAtMost(20e6)),
        row("types of libz: all of them.*", "", valueAtMost(20e6)),
        row("bind an interface .* warm", "downcallHandle.*", NONE),
        row("bind an interface .* warm", "ten of its methods", NONE),
        row("bind an interface .* cold", "downcallHandle.*", ahead()),
        row("a miss of a look-up", "SymbolLookup.*", valueAtMost(8)),
        row("open again", "dlopen again", valueAtMost(1000)));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void aRowHasItsPeerAndItsTarget(String what, String peer, Target target) {
    assertThat(LINES)
        .filteredOn(line -> line.what().matches(what) && line.peer().matches(peer))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.target()).isEqualTo(target));
  }

  @Test
  void everyCallStandsBesideAllOtherWays() {
    assertThat(LINES)
        .filteredOn(line -> line.what().startsWith("call: "))
        .extracting(Line::peer)
        .containsOnly("FFM by hand", "JNI", "JNA, direct mapping")
        .hasSize(24);
  }

  @Test
  void noLineIsThereTwice() {
    assertThat(LINES).extracting(line -> line.what() + " " + line.peer()).doesNotHaveDuplicates();
  }

  @Test
  void theShortFormTakesFewerLibraries() {
    assertThat(Tasks.all(Effort.SHORT))
        .extracting(task -> task.line().what())
        .contains("a copy on disk, JVM warm: geometric mean of 60");
  }
}
