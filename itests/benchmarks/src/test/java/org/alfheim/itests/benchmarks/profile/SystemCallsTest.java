package org.alfheim.itests.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What strace writes is read as strace(1) says. */
class SystemCallsTest {
  private static final String TRACE =
      """
      7 openat(AT_FDCWD, "/before", O_RDONLY) = 3
      8 access("/alfheim/begin", F_OK) = -1 ENOENT (No such file or directory)
      8 openat(AT_FDCWD, "/x.so", O_RDONLY|O_CLOEXEC <unfinished ...>
      7 futex(0x7f, FUTEX_WAIT_PRIVATE, 0, NULL) = 0
      8 <... openat resumed>) = 3
      7 access("/alfheim/end", F_OK) = -1 ENOENT (No such file or directory)
      8 --- SIGSEGV {si_signo=SIGSEGV, si_code=SEGV_MAPERR, si_addr=0x0} ---
      8 close(3)                          = 0
      8 openat(AT_FDCWD, "/y.so", O_RDONLY) = 3
      8 access("/alfheim/end", F_OK) = -1 ENOENT (No such file or directory)
      8 close(3) = 0
      """;

  @Test
  void callsOfTheMarkedThreadCountOnceEach() {
    assertThat(SystemCalls.count(TRACE.lines().toList()))
        .containsOnly(entry("openat", 2), entry("close", 1));
  }

  @Test
  void aTraceWithoutAMarkIsNoneOfAnOpen() {
    List<String> lines = TRACE.lines().toList();

    assertThatThrownBy(() -> SystemCalls.count(lines.subList(0, 1)))
        .hasMessage("the trace has no mark of the begin");
    assertThatThrownBy(() -> SystemCalls.count(lines.subList(0, 8)))
        .hasMessage("the trace has no mark of the end");
  }
}
