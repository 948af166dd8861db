package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.alfheim.bind.SymbolKind;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Elf;
import org.alfheim.fixture.Loaded;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** STT_GNU_IFUNC: functions that choose their implementation when they are bound. */
@Timeout(60)
class IndirectFunctionTest {
  @TempDir Path folder;

  private Compiler compiler;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
  }

  @Test
  void aPluginsOwnFunctionsAreChosenByTheirResolvers() {
    Path file =
        compiler.c(
            "own.so",
            """
            static int fast(void) { return 42; }
            static int slow(void) { return 1; }
            static int ready = 1;
            static int (*choose(void))(void) { return ready ? fast : slow; }
            static int hidden(void) __attribute__((ifunc("choose")));
            int exported(void) __attribute__((ifunc("choose")));
            static int (*table[])(void) = { hidden, exported };
            int by_hidden(void) { return hidden(); }
            int by_exported(void) { return exported(); }
            int by_table(void) { return table[0]() + table[1](); }
            int same(void) { return table[1] == exported; }
            """);
    assertThat(Elf.of(file).readelf("-r")).contains("R_X86_64_IRELATIV");
    Plugin plugin = Loader.open(file);
    Loaded loaded = Loaded.by(plugin);

    assertThat(loaded.call("by_hidden")).isEqualTo(42);
    assertThat(loaded.call("by_exported")).isEqualTo(42);
    assertThat(loaded.call("by_table")).isEqualTo(84);
    assertThat(loaded.call("same")).isEqualTo(1);
    assertThat(loaded.call("exported")).isEqualTo(42);
    assertThat(plugin.lookup("exported").kind()).isEqualTo(SymbolKind.FUNCTION);
  }

  @Test
  void resolversSeeTheImageRelocated() {
    Path file =
        compiler.c(
            "resolver.so",
            """
            #include <stdlib.h>
            static int good(void) { return 1; }
            static int bad(void) { return 0; }
            static int target = 5;
            static int *pointer = &target;
            int exported = 6;
            int *exported_pointer = &exported;
            static int (*imported)(const char *) = atoi;
            static void *choose(void) {
              return *pointer == 5 && *exported_pointer == 6 && imported("12") == 12 && abs(-3) == 3 ? good : bad;
            }
            int f(void) __attribute__((ifunc("choose")));
            int run(void) { return f(); }
            """,
            "-fno-builtin");

    assertThat(Loaded.byAlfheim(file).call("run")).isEqualTo(1);
  }

  @Test
  void aFunctionHasOneAddressForEveryPlugin() {
    Path owner =
        compiler.c(
            "libowner.so",
            """
            static int one(void) { return 11; }
            static void *choose(void) { return one; }
            int indirect(void) __attribute__((ifunc("choose")));
            void *address_of(void) { return indirect; }
            """,
            "-Wl,-soname,libifunc-owner.so");
    Path user =
        compiler.c(
            "libuser.so",
            """
            int indirect(void);
            static void *pointer = indirect;
            void *address_of(void);
            int call_it(void) { return indirect(); }
            int same(void) { return pointer == address_of() && pointer == (void *) indirect; }
            void *mine(void) { return pointer; }
            """,
            owner.toString());
    Loaded owning = Loaded.byAlfheim(owner);
    Loaded using = Loaded.byAlfheim(user);

    assertThat(using.call("call_it")).isEqualTo(11);
    assertThat(using.call("same")).isEqualTo(1);
    assertThat(using.callLong("mine")).isEqualTo(owning.address("indirect").address());
  }

  @Test
  void theFunctionsOfTheCLibraryAreResolvedAsForAnybody() {
    Path file =
        compiler.c(
            "libc-user.so",
            """
            #include <string.h>
            static void *pointer = memcpy;
            void *address(void) { return pointer; }
            unsigned long length(const char *s) { return strlen(s); }
            int run(void) { char to[40]; memcpy(to, "forty-one", 10); return strlen(to); }
            """,
            "-fno-builtin");
    Loaded alfheim = Loaded.byAlfheim(file);

    assertThat(alfheim.call("run")).isEqualTo(9);
    assertThat(alfheim.callLong("address")).isEqualTo(Loaded.byDlopen(file).callLong("address"));
  }
}
