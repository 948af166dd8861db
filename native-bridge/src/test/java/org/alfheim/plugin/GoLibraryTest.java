package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Elf;
import org.alfheim.fixture.Loaded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A library of Go brings a runtime with it, with threads, signal handlers and a heap of its own.
 */
@Timeout(120)
class GoLibraryTest {
  private static final int THREADS = 4;
  private static final int CALLS = 20_000;

  /** What the library answers to a text that is no token. */
  private static final int NO_TOKEN = -301;

  /** Calls from threads that were there before and that come after: the library. */
  static final class ManyCalls {
    public static void main(String[] arguments) throws Exception {
      try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
        threads.submit(() -> {}).get();
        Loaded library = Loaded.byAlfheim(Path.of(arguments[0]));
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          answers.add(threads.submit(() -> refused(library)));
        }
        for (Future<Integer> answer : answers) {
          System.out.println(answer.get());
        }
      }
      System.out.println("null pointers " + nulls(new Object[] {"", null}));
    }

    private static int refused(Loaded library) {
      int refused = 0;
      try (Arena arena = Arena.ofConfined()) {
        long text = arena.allocateFrom("no token").address();
        long path = arena.allocateFrom("/nowhere").address();
        for (int i = 0; i < CALLS; i++) {
          refused += library.call("SecSIPIDCheck", text, 8, 5, path, 1) == NO_TOKEN ? 1 : 0;
        }
      }
      return refused;
    }

    /* The JVM has these by SIGSEGV, which Go's handler has to leave to it. */
    private static int nulls(Object[] objects) {
      int caught = 0;
      for (int i = 0; i < CALLS; i++) {
        try {
          caught += objects[i % 2].hashCode();
        } catch (NullPointerException e) {
          caught++;
        }
      }
      return caught;
    }
  }

  @Test
  void itsRuntimeAndTheJvmGetAlong() {
    Path library = Path.of("/usr/lib/x86_64-linux-gnu/libsecsipid.so.1");
    assertThat(Elf.of(library).readelf("-S")).contains(".go.buildinfo");

    ChildJvm.Outcome outcome = ChildJvm.of(ManyCalls.class).run(library);

    assertThat(outcome.status()).as(outcome.output()).isZero();
    String all = String.valueOf(CALLS);
    assertThat(outcome.lines()).containsExactly(all, all, all, all, "null pointers " + CALLS / 2);
  }
}
