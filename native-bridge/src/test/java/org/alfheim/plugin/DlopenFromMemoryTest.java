package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An image from memory finds others, and itself, by dlopen as an image of a file does. */
@Timeout(60)
class DlopenFromMemoryTest {
  private static final int RTLD_NOW = 2;
  private static final int RTLD_NOLOAD = 4;

  private static final String OPENS =
      """
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <stddef.h>
      static int ours = 41;
      int memory_own(void) { return ours; }
      void *memory_open_it(const char *name, int mode) { return dlopen(name, mode); }
      void *memory_open_apart(const char *name, int mode) { return dlmopen(LM_ID_BASE, name, mode); }
      int memory_call(void *handle, const char *name) { int (*f)(void) = (int (*)(void)) dlsym(handle, name); return f ? f() : -1; }
      int memory_close_it(void *handle) { return dlclose(handle); }
      const char *memory_error(void) { return dlerror(); }
      """;

  @TempDir Path folder;

  private Compiler compiler;
  private final Admission everything =
      new Admission() {
        @Override
        public boolean restricts() {
          return restricted;
        }

        @Override
        public List<String> objections(Candidate candidate) {
          return List.of();
        }

        @Override
        public boolean admitsSymbol(String symbol) {
          return true;
        }
      };

  private volatile boolean restricted;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
    Loader.admit("dlopen from memory", everything);
  }

  @AfterEach
  void open() {
    restricted = false;
  }

  private byte[] image(String file, String soname, String source, String... options)
      throws IOException {
    String[] all = new String[options.length + 1];
    all[0] = "-Wl,-soname," + soname;
    System.arraycopy(options, 0, all, 1, options.length);
    return Files.readAllBytes(compiler.c(file, source, all));
  }

  private static Plugin open(String name, byte[] image, Plugin... dependencies) {
    return Loader.open(name, image, OpenOptions.builder().dependOn(dependencies).build());
  }

  private static long text(Arena arena, String text) {
    return arena.allocateFrom(text).address();
  }

  private static long open(Plugin plugin, String way, String soname, int mode) {
    try (Arena arena = Arena.ofConfined()) {
      return Loaded.by(plugin).callLong(way, text(arena, soname), mode);
    }
  }

  private static int call(Plugin plugin, long handle, String name) {
    try (Arena arena = Arena.ofConfined()) {
      return Loaded.by(plugin).call("memory_call", handle, text(arena, name));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bySonameItFindsItselfAndOthers(boolean underAPolicy) throws IOException {
    restricted = underAPolicy;
    String kind = underAPolicy ? "p" : "n";
    open(
        "a!/libother.so",
        image("o" + kind, "libother" + kind + ".so.1", "int memory_there(void) { return 31; }"));
    Plugin opens = open("b!/libopens.so", image("b" + kind, "libopens" + kind + ".so.1", OPENS));

    for (String way : List.of("memory_open_it", "memory_open_apart")) {
      for (int mode : new int[] {RTLD_NOW, 1, RTLD_NOW | RTLD_NOLOAD, 1 | 0x100}) {
        long other = open(opens, way, "libother" + kind + ".so.1", mode);
        assertThat(call(opens, other, "memory_there")).isEqualTo(31);
        assertThat(open(opens, way, "libother" + kind + ".so.1", mode)).isEqualTo(other);
        assertThat(Loaded.by(opens).call("memory_close_it", other)).isZero();
        assertThat(call(opens, other, "memory_there")).isEqualTo(31);

        long own = open(opens, way, "libopens" + kind + ".so.1", mode);
        assertThat(call(opens, own, "memory_own")).isEqualTo(41);
      }
    }
    assertThat(open(opens, "memory_open_it", "libm.so.6", RTLD_NOW)).isNotZero();
    assertThat(open(opens, "memory_open_it", "libnowhere" + kind + ".so", RTLD_NOW)).isZero();
    assertThat(Loaded.by(opens).callString("memory_error")).contains("libnowhere" + kind + ".so");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ofTwoVersionsItFindsTheOneThatItWasGiven(boolean underAPolicy) throws IOException {
    restricted = underAPolicy;
    String kind = underAPolicy ? "p" : "n";
    String soname = "libversion" + kind + ".so.1";
    Plugin first =
        open("one!/libv.so", image("v1" + kind, soname, "int version(void) { return 1; }"));
    Plugin second =
        open("two!/libv.so", image("v2" + kind, soname, "int version(void) { return 2; }"));
    byte[] user = image("vu" + kind, "libuser" + kind + ".so.1", OPENS);
    Plugin ofFirst = open("user!/libu.so", user, first);
    Plugin ofSecond = open("user!/libu.so", user, second);

    assertThat(call(ofFirst, open(ofFirst, "memory_open_it", soname, RTLD_NOW), "version"))
        .isEqualTo(1);
    assertThat(call(ofSecond, open(ofSecond, "memory_open_it", soname, RTLD_NOW), "version"))
        .isEqualTo(2);
    assertThat(
            call(
                ofSecond,
                open(ofSecond, "memory_open_it", "libuser" + kind + ".so.1", RTLD_NOW),
                "memory_own"))
        .isEqualTo(41);
  }

  @Test
  void whatItSeesThroughAnotherComesBeforeWhatItDoesNot() throws IOException {
    String soname = "libdeepversion.so.1";
    open("d1!/libv.so", image("d1", soname, "int version(void) { return 1; }"));
    Plugin second =
        open(
            "d2!/libv.so", image("libdeepversion.so.1", soname, "int version(void) { return 2; }"));
    byte[] between =
        image(
            "libbetween.so.1",
            "libbetween.so.1",
            "int version(void); int between(void) { return version(); }",
            "-L" + folder,
            "-l:libdeepversion.so.1");
    Plugin middle = open("m!/libbetween.so", between, second);
    Plugin user =
        open(
            "du!/libu.so",
            image(
                "libdu.so",
                "libdu.so.1",
                OPENS + "int between(void); int both(void) { return between(); }",
                "-L" + folder,
                "-l:libbetween.so.1"),
            middle);

    assertThat(call(user, open(user, "memory_open_it", soname, RTLD_NOW), "version")).isEqualTo(2);
  }

  @Test
  void siblingsOfTheSameSourceFindEachOtherWhateverTheirOrder() throws IOException {
    String soname = "libsibling.so.1";
    Provenance one = () -> "bundle:one";
    Provenance two = () -> "bundle:two";
    byte[] user = image("libsiblings.so", "libsiblings.so.1", OPENS);
    Plugin ofOne = Loader.open("s1!/libs.so", user, OpenOptions.builder().provenance(one).build());
    Loader.open(
        "s1!/libv.so",
        image("s1", soname, "int version(void) { return 1; }"),
        OpenOptions.builder().provenance(one).build());
    Plugin ofTwo = Loader.open("s2!/libs.so", user, OpenOptions.builder().provenance(two).build());
    Loader.open(
        "s2!/libv.so",
        image("s2", soname, "int version(void) { return 2; }"),
        OpenOptions.builder().provenance(two).build());

    assertThat(call(ofOne, open(ofOne, "memory_open_it", soname, RTLD_NOW), "version"))
        .isEqualTo(1);
    assertThat(call(ofTwo, open(ofTwo, "memory_open_it", soname, RTLD_NOW), "version"))
        .isEqualTo(2);
  }

  @Test
  void itFindsItselfFromItsConstructor() throws IOException {
    Plugin plugin =
        open(
            "c!/libc.so",
            image(
                "libconstructs.so",
                "libconstructs.so.1",
                """
                #include <dlfcn.h>
                #include <stddef.h>
                int found = -1;
                __attribute__((constructor)) static void start(void) {
                  found = dlopen("libconstructs.so.1", RTLD_NOW | RTLD_NOLOAD) != NULL;
                }
                """));

    assertThat(Loaded.by(plugin).intAt("found")).isEqualTo(1);
  }

  @Test
  void whoDoesNotOpenPaysNothing() throws IOException {
    Plugin plugin =
        open(
            "e!/libe.so",
            image(
                "libe.so",
                "libe.so.1",
                "#include <dlfcn.h>\nvoid *sym(void) { return (void *) dlsym; }"));

    assertThat(Loaded.by(plugin).callLong("sym"))
        .isEqualTo(
            Loaded.byDlopen(
                    compiler.c(
                        "libf.so",
                        "#include <dlfcn.h>\nvoid *sym(void) { return (void *) dlsym; }"))
                .callLong("sym"));
  }
}
