package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Loaded;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.admission.Admission;
import org.alfheim.plugin.admission.Candidate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A name that another thread of the plugin changes while it is judged: what was judged is what is
 * looked up or loaded. Without that, some hundred attempts were enough.
 */
@Timeout(60)
class ChangingNameTest {
  private static final int ATTEMPTS = 3000;

  private static final String RACE =
      """
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <pthread.h>
      #include <string.h>

      static char name[4096];
      static char *volatile place;
      static volatile char one, other;
      static volatile int running;

      static void *change(void *nothing) {
        while (running) { *place = one; *place = other; }
        return nothing;
      }

      /* Calls 'attempt' until it has what it is not to have; a thread flips a byte of the name. */
      static int race(const char *text, int index, char with, int attempts, int attempt(void)) {
        pthread_t thread;
        strcpy(name, text);
        place = name + index;
        one = text[index];
        other = with;
        running = 1;
        pthread_create(&thread, 0, change, 0);
        int won = 0;
        while (!won && attempts-- > 0) won = attempt();
        running = 0;
        pthread_join(thread, 0);
        return won;
      }

      static void *forbidden;
      static int look(void) { return dlsym(RTLD_DEFAULT, name) == forbidden; }
      int looks(void *function, int attempts) {
        forbidden = function;
        return race("sistem", 1, 'y', attempts, look);
      }

      static int load(void) {
        void *library = dlopen(name, RTLD_NOW);
        return library && dlsym(library, "unwanted_number") != 0;
      }
      int loads(const char *text, int index, int with, int attempts) {
        return race(text, index, with, attempts, load);
      }
      int knows(const char *file) { return dlopen(file, RTLD_NOW) != 0; }
      """;

  @TempDir Path folder;

  private Path unwanted;
  private volatile boolean restricts = true;

  @BeforeEach
  void restrict() throws IOException {
    folder = folder.toRealPath();
    Path other = Files.createDirectory(folder.resolve("b"));
    unwanted = new Compiler(other).c("libchanging.so", "int unwanted_number(void) { return 12; }");
    Loader.admit(
        "changing",
        new Admission() {
          @Override
          public boolean restricts() {
            return restricts;
          }

          @Override
          public List<String> objections(Candidate candidate) {
            return candidate.file().filter(unwanted::equals).isPresent()
                ? List.of("it is not wanted")
                : List.of();
          }

          @Override
          public boolean admitsSymbol(String symbol) {
            return !symbol.equals("system");
          }
        });
  }

  @AfterEach
  void leave() {
    restricts = false;
  }

  private Loaded race(String name) {
    return Loaded.byAlfheim(new Compiler(folder).c(name, RACE, "-pthread"));
  }

  private static long text(Path file) {
    return Arena.global().allocateFrom(file.toString()).address();
  }

  @Test
  void ofASymbol() {
    long system = Linker.nativeLinker().defaultLookup().findOrThrow("system").address();

    assertThat(race("changingsymbol.so").call("looks", system, ATTEMPTS)).isZero();
  }

  @Test
  void ofALibraryThatTheProcessHas() throws IOException {
    Path wanted =
        new Compiler(Files.createDirectory(folder.resolve("a")))
            .c("libchanging.so", "int wanted_number(void) { return 11; }");
    Loaded race = race("changingfile.so");
    assertThat(race.call("knows", text(wanted))).isEqualTo(1);
    int index = folder.toString().length() + 1;

    assertThat(race.call("loads", text(wanted), index, 'b', ATTEMPTS)).isZero();
    assertThat(Files.readString(Path.of("/proc/self/maps"))).doesNotContain(unwanted.toString());
  }

  @Test
  void ofTheProgramItself() throws IOException {
    assertThat(race("changingprogram.so").call("loads", text(unwanted), 0, 0, ATTEMPTS)).isZero();
    assertThat(Files.readString(Path.of("/proc/self/maps"))).doesNotContain(unwanted.toString());
  }
}
