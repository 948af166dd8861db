package org.alfheim.internal.open;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RehearsalTest {
  @TempDir Path folder;

  @Test
  void isAWholePlan() {
    assertThat(Rehearsal.planned().dependencies()).hasSize(1);
  }

  @Test
  void nothingOfTheProcessIsTouchedAndNoThreadStays() {
    Path plugin = new Compiler(folder).c("libfirst.so", "int F(void) { return 7; }");
    ChildJvm.Outcome outcome = ChildJvm.of(OpenOne.class).run(plugin);

    assertThat(outcome.lines()).as(outcome.output()).containsExactly("1 carrier", "0 threads");
  }

  @Test
  void beginsWithTheFirstOpenAndWithNoOther() {
    Compiler compiler = new Compiler(folder);
    Path first = compiler.c("libone.so", "int F(void) { return 7; }");
    Path second = compiler.c("libtwo.so", "int F(void) { return 8; }");

    ChildJvm.Outcome outcome = ChildJvm.of(OpenEach.class).run(first, second);

    assertThat(outcome.lines()).as(outcome.output()).containsExactly("1 thread", "0 threads");
  }

  /** Opens each, and tells how many threads that has started. */
  static final class OpenEach {
    public static void main(String[] arguments) {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      for (String file : arguments) {
        long before = threads.getTotalStartedThreadCount();
        Loader.open(Path.of(file));
        long started = threads.getTotalStartedThreadCount() - before;
        System.out.println(started + (started == 1 ? " thread" : " threads"));
      }
    }
  }

  /** Opens one, and waits for the thread. */
  static final class OpenOne {
    public static void main(String[] arguments) throws Exception {
      Loader.open(Path.of(arguments[0]));
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread.getName().equals("alfheim-rehearsal")) {
          thread.join();
        }
      }
      long carriers =
          Files.readAllLines(Path.of("/proc/self/maps")).stream()
              .filter(line -> line.contains("/memfd:alfheim-carrier"))
              .count();
      long threads =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().equals("alfheim-rehearsal"))
              .count();
      System.out.println(carriers + " carrier");
      System.out.println(threads + " threads");
    }
  }
}
