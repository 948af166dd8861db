package org.alfheim.itests.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.alfheim.itests.endtoend.Alfheim.alfheim;
import static org.alfheim.itests.endtoend.Plugins.compile;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alfheim.itests.endtoend.Alfheim.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debuggers, profilers and crash reports name the functions of a plugin. */
class DebuggingTest {
  private static final String SOURCE =
      """
      #include <stdio.h>
      #include <unistd.h>
      #define APART __attribute__((noinline, noclone))
      volatile long count;
      APART static void waiting_inside(int seconds) {
        printf("at %p\\n", (void *) waiting_inside);
        fflush(stdout);
        sleep(seconds);
        count++;
      }
      int wait_in_plugin(int seconds) { waiting_inside(seconds); return count; }
      APART static void spinning_inside(long n) { while (n--) count += n; }
      int spin_in_plugin(int n) { spinning_inside(n * 100000000L); return 2; }
      APART int crash_inside(int *place) { count = getpid(); return *(volatile int *) place + 1; }
      int crash_in_plugin(long place) { return crash_inside((int *) place) + 1; }
      """;

  @TempDir Path folder;

  private Path plugin;

  @BeforeEach
  void plugin() {
    plugin =
        compile(
            folder,
            "libdebuggee.so",
            SOURCE,
            "-O1",
            "-g",
            "-fno-omit-frame-pointer",
            "-mno-omit-leaf-frame-pointer",
            "-Wl,--build-id");
  }

  @Test
  void aDebuggerThatIsAttachedNamesFunctionsAndLines() throws Exception {
    Process process =
        Alfheim.builder("call", plugin.toString(), "int wait_in_plugin(int)", "100")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output = process.inputReader(UTF_8)) {
      String address = output.readLine().substring("at ".length());
      ProcessHandle java = java(process);

      String told =
          run(
              "gdb",
              "-nx",
              "-batch",
              "-p",
              "" + java.pid(),
              "-ex",
              "info symbol " + address,
              "-ex",
              "thread apply all backtrace 6");

      assertThat(told)
          .contains("waiting_inside in section .text of " + plugin)
          .containsPattern("in waiting_inside \\(seconds=100\\) at .*libdebuggee.so.c:\\d+")
          .containsPattern("in wait_in_plugin \\(seconds=.* at .*libdebuggee.so.c:\\d+")
          .doesNotContain("is not at the expected address");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      int _ = Alfheim.end(process);
    }
  }

  @Test
  void aDebuggerIsToldWhereTheImageOfABundleLies() throws Exception {
    try (Container container = Container.start()) {
      container.ask("plugin:open " + plugin);
      String symbol = container.ask("plugin:lookup libdebuggee wait_in_plugin");
      ProcessHandle java = java(container.process());
      String base = imageBase(java.pid());

      String told =
          run(
              "gdb",
              "-nx",
              "-batch",
              "-p",
              "" + java.pid(),
              "-ex",
              "add-symbol-file " + plugin + " -o 0x" + base,
              "-ex",
              "info symbol " + address(symbol));

      assertThat(told).contains("wait_in_plugin in section .text of " + plugin);
    }
  }

  /** The first page of the image in the process. */
  private static String imageBase(long process) throws IOException {
    try (var lines = Files.lines(Path.of("/proc/" + process + "/maps"))) {
      String line =
          lines
              .filter(mapping -> mapping.contains("/memfd:libdebuggee"))
              .filter(mapping -> mapping.contains("r--p 00000000"))
              .findFirst()
              .orElseThrow();
      return line.substring(0, line.indexOf('-'));
    }
  }

  private static String address(String text) {
    Matcher address = Pattern.compile("0x[0-9a-f]+").matcher(text);
    assertThat(address.find()).as(text).isTrue();
    return address.group();
  }

  private static ProcessHandle java(Process process) {
    return process
        .descendants()
        .filter(child -> child.info().command().orElse("").endsWith("/java"))
        .findFirst()
        .orElseThrow();
  }

  /* The image is a memory file: perf knows it by its build id. */
  @Test
  void aProfilerNamesFunctions() throws Exception {
    Path data = folder.resolve("perf.data");
    List<String> record =
        new ArrayList<>(List.of("perf", "record", "--buildid-mmap", "-o", data.toString(), "--"));
    record.addAll(
        Alfheim.builder("call", plugin.toString(), "int spin_in_plugin(int)", "6").command());
    assertThat(run(record.toArray(String[]::new))).contains("2");
    String symbols = folder.resolve("symbols").toString();
    run("perf", "--buildid-dir", symbols, "buildid-cache", "--add", plugin.toString());

    assertThat(
            run(
                "perf",
                "--buildid-dir",
                symbols,
                "report",
                "-i",
                data.toString(),
                "--stdio",
                "--sort=dso,symbol"))
        .containsPattern("\\d\\d\\.\\d\\d%.*libdebuggee.so.*spinning_inside");
  }

  @Test
  void aCrashReportNamesPluginSymbolAndOffset() throws IOException {
    Run run = alfheim("call", plugin.toString(), "int crash_in_plugin(long)", "16");
    Matcher report = Pattern.compile("report: (\\S+)").matcher(run.err());
    assertThat(report.find()).as(run.err()).isTrue();

    assertThat(run.err()).containsPattern("SIGSEGV in crash_inside\\+0x[0-9a-f]+");
    assertThat(Path.of(report.group(1)))
        .content()
        .containsPattern("C  \\[libdebuggee.so\\+0x[0-9a-f]+\\]  crash_inside\\+0x[0-9a-f]+")
        .containsPattern("C  \\[libdebuggee.so\\+0x[0-9a-f]+\\]  crash_in_plugin\\+0x[0-9a-f]+")
        .contains(plugin.toString());
  }

  private String run(String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(Alfheim.builder().environment());
    builder.environment().put("DEBUGINFOD_URLS", "");
    Process process = builder.start();
    boolean ended = process.waitFor(90, TimeUnit.SECONDS);
    process.destroyForcibly();
    String text = Files.readString(output, UTF_8);
    assertThat(ended && process.exitValue() == 0).as("%s: %s", List.of(command), text).isTrue();
    return text;
  }
}
