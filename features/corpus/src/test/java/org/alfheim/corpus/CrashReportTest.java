package org.alfheim.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrashReportTest {
  @TempDir Path folder;

  /** The JVM decodes names of C++ itself, and none of Rust. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[libx.so+0x1129]  f+0x9 | [libx.so+0x1129]  f+0x9",
        "[libx.so+0x1129]  ns::f(int)+0x9 | [libx.so+0x1129]  ns::f(int)+0x9",
        "[libx.so+0x1129]  _ZN2ns1fEi+0x9 | [libx.so+0x1129]  ns::f(int)+0x9",
        "[libx.so+0x1129]  _RNvC6_123foo3bar+0x9 | [libx.so+0x1129]  123foo::bar+0x9",
      })
  void theFunctionIsNamedAsPeopleWriteIt(String frame, String place) throws IOException {
    Path report =
        Files.writeString(
            folder.resolve("hs_err.log"),
            "#\n#  SIGSEGV (0xb) at pc=0x00007f, pid=1, tid=2\n#\n# Problematic frame:\n# C  "
                + frame
                + "\n#\n");
    assertThat(CrashReport.read(report)).isEqualTo(new Outcome.Crashed("SIGSEGV", place));
  }
}
