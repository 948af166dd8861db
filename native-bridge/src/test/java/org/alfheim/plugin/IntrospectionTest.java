package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Loaded;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plugin's own code learns of itself and of others from the C library's loader. */
@Timeout(120)
class IntrospectionTest {
  private static final String HEAD =
      """
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <link.h>
      #include <stdio.h>
      #include <string.h>
      static char text[4096];
      """;

  @TempDir Path folder;

  private Compiler compiler;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
  }

  @Test
  void dladdrNamesTheNearestSymbolTheFileAndTheBase() {
    Path file =
        compiler.c(
            "dladdr.so",
            HEAD
                + """
                int exported = 1;
                int probed(int n) { return n * n + 1; }
                static Dl_info info;
                static void ask(void *address) { memset(&info, 0, sizeof info); dladdr(address, &info); }
                const char *function_name(void) { ask((char *) probed + 2); return info.dli_sname; }
                const char *variable_name(void) { ask((char *) &exported); return info.dli_sname; }
                const char *file_name(void) { ask(probed); return info.dli_fname; }
                long base(void) { ask(probed); return (long) info.dli_fbase; }
                long symbol(void) { ask((char *) probed + 2); return (long) info.dli_saddr - (long) probed; }
                """);
    LocalPlugin plugin = Loader.openLocal(file);
    Loaded loaded = Loaded.by(plugin);

    assertThat(loaded.callString("function_name")).isEqualTo("probed");
    assertThat(loaded.callString("variable_name")).isEqualTo("exported");
    assertThat(loaded.callLong("symbol")).isZero();
    assertThat(loaded.callLong("base")).isEqualTo(plugin.image().base());
    assertThat(loaded.callString("file_name"))
        .isEqualTo(Loaded.byDlopen(file).callString("file_name"))
        .isEqualTo(file.toString());
  }

  @Test
  void dlIteratePhdrListsTheImageAtItsPlace() {
    Path file =
        compiler.c(
            "iterate.so",
            HEAD
                + """
                static int visit(struct dl_phdr_info *info, size_t size, void *data) {
                  for (int i = 0; i < info->dlpi_phnum; i++) {
                    long start = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
                    if (info->dlpi_phdr[i].p_type == PT_LOAD && (long) visit >= start
                        && (long) visit < start + (long) info->dlpi_phdr[i].p_memsz) {
                      strcpy(text, info->dlpi_name);
                      *(long *) data = info->dlpi_addr;
                      return 1;
                    }
                  }
                  return 0;
                }
                long base(void) { long base = -1; dl_iterate_phdr(visit, &base); return base; }
                const char *name(void) { long base; return dl_iterate_phdr(visit, &base) ? text : 0; }
                """);
    LocalPlugin plugin = Loader.openLocal(file);

    assertThat(Loaded.by(plugin).callLong("base")).isEqualTo(plugin.image().base());
    assertThat(Loaded.by(plugin).callString("name")).isEqualTo(file.toString());
  }

  @Test
  void theBuildIdIsFoundThroughDlIteratePhdr() {
    Path file =
        compiler.c(
            "buildid.so",
            HEAD
                + """
                static int visit(struct dl_phdr_info *info, size_t size, void *data) {
                  int ours = 0;
                  for (int i = 0; i < info->dlpi_phnum; i++) {
                    long start = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
                    ours |= info->dlpi_phdr[i].p_type == PT_LOAD && (long) visit >= start
                        && (long) visit < start + (long) info->dlpi_phdr[i].p_memsz;
                  }
                  for (int i = 0; ours && i < info->dlpi_phnum; i++)
                    if (info->dlpi_phdr[i].p_type == PT_NOTE) {
                      ElfW(Nhdr) *note = (void *) (info->dlpi_addr + info->dlpi_phdr[i].p_vaddr);
                      unsigned char *id = (unsigned char *) (note + 1) + note->n_namesz;
                      for (int b = 0; note->n_type == NT_GNU_BUILD_ID && b < note->n_descsz; b++)
                        sprintf(text + 2 * b, "%02x", id[b]);
                    }
                  return ours;
                }
                const char *id(void) { dl_iterate_phdr(visit, 0); return text; }
                """,
            "-Wl,--build-id=0x0123456789abcdef0123");

    assertThat(Loaded.byAlfheim(file).callString("id")).isEqualTo("0123456789abcdef0123");
  }

  @Test
  void dlsymFindsWhatThePluginsOwnReferencesWouldFind() {
    Path file =
        compiler.c(
            "dlsym.so",
            HEAD
                + """
                int own_of_dlsym(void) { return 1; }
                void *malloc(unsigned long n);
                long own(void) { return dlsym(RTLD_DEFAULT, "own_of_dlsym") == own_of_dlsym; }
                long global(void) { return (long) dlsym(RTLD_DEFAULT, "getpid"); }
                long next(void) { return (long) dlsym(RTLD_NEXT, "getenv"); }
                long next_of_own(void) { return (long) dlsym(RTLD_NEXT, "own_of_dlsym"); }
                long old(void) { return (long) dlvsym(RTLD_DEFAULT, "memcpy", "GLIBC_2.2.5"); }
                long old_next(void) { return (long) dlvsym(RTLD_NEXT, "memcpy", "GLIBC_2.2.5"); }
                const char *error(void) { dlsym(RTLD_DEFAULT, "nobody_at_all"); return dlerror(); }
                """);
    Loaded alfheim = Loaded.byAlfheim(file);
    Loaded expected = Loaded.byDlopen(file);

    assertThat(alfheim.callLong("own")).isEqualTo(expected.callLong("own")).isEqualTo(1);
    for (String function : new String[] {"global", "next", "next_of_own", "old", "old_next"}) {
      assertThat(alfheim.callLong(function)).as(function).isEqualTo(expected.callLong(function));
    }
    assertThat(alfheim.callString("error")).isEqualTo(expected.callString("error"));
  }

  @Test
  void aWrapperFindsWhatItWrapsByRtldNext() throws IOException {
    Path base =
        compiler.c(
            "libwrapped.so", "int wrapped(void) { return 20; }", "-Wl,-soname,libwrapped.so");
    Path file =
        compiler.c(
            "wrapper.so",
            HEAD
                + """
                int wrapped(void) {
                  int (*next)(void) = dlsym(RTLD_NEXT, "wrapped");
                  return next ? next() + 1 : -1;
                }
                """,
            "-Wl,--no-as-needed",
            base.toString(),
            "-Wl,-rpath,$ORIGIN");
    Loaded expected = Loaded.byDlopen(Files.copy(file, folder.resolve("copy.so")));
    Loader.openLocal(base);

    assertThat(Loaded.byAlfheim(file).call("wrapped")).isEqualTo(expected.call("wrapped"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"$ORIGIN/libnested.so", "${ORIGIN}/libnested.so", "libnested.so"})
  void dlopenInAPluginFindsLibrariesBesideThePlugin(String name) throws IOException {
    compiler.c("libnested.so", "int nested(void) { return 33; }");
    Path file =
        compiler.c(
            "opener.so",
            HEAD
                + """
                int run(const char *name) {
                  void *handle = dlopen(name, RTLD_NOW | RTLD_LOCAL);
                  if (!handle) { strcpy(text, dlerror()); return -1; }
                  int (*nested)(void) = dlsym(handle, "nested");
                  int value = nested();
                  dlclose(handle);
                  return value;
                }
                const char *error(void) { return text; }
                """,
            "-Wl,-rpath,$ORIGIN");
    Loaded alfheim = Loaded.byAlfheim(file);
    Loaded expected = Loaded.byDlopen(Files.copy(file, folder.resolve("copy.so")));

    assertThat(run(expected, name)).isEqualTo(33);
    assertThat(run(alfheim, name)).as(alfheim.callString("error")).isEqualTo(33);
  }

  /** The first plugin of a process to call dlopen is opened by a thread that is interrupted. */
  static final class InterruptedThread {
    public static void main(String[] file) {
      Thread.currentThread().interrupt();
      Loaded opener = Loaded.byAlfheim(Path.of(file[0]));
      System.out.println(Thread.interrupted() + " " + opener.call("nested"));
    }
  }

  @Test
  void whatIsBesideAPluginIsFoundAlsoWhenTheOpeningThreadIsInterrupted() {
    compiler.c("libnested.so", "int nested(void) { return 33; }");
    Path file =
        compiler.c(
            "opener.so",
            HEAD
                + """
                int nested(void) {
                  void *handle = dlopen("$ORIGIN/libnested.so", RTLD_NOW);
                  return handle ? ((int (*)(void)) dlsym(handle, "nested"))() : -1;
                }
                """);

    assertThat(ChildJvm.of(InterruptedThread.class).run(file).lines()).containsExactly("true 33");
  }

  private static int run(Loaded library, String name) {
    try (Arena arena = Arena.ofConfined()) {
      return library.call("run", arena.allocateFrom(name).address());
    }
  }

  @Test
  void dlopenOfThePluginsOwnFileIsThePlugin() {
    Path file =
        compiler.c(
            "self.so",
            HEAD
                + """
                int state;
                int run(const char *path) {
                  void *handle = dlopen(path, RTLD_NOW);
                  if (!handle) return -1;
                  int *theirs = dlsym(handle, "state");
                  return theirs == &state;
                }
                """);

    assertThat(run(Loaded.byAlfheim(file), file.toString())).isEqualTo(1);
  }

  @Test
  void anImageInMemoryIsNamedAsItWasOpened() throws IOException {
    Path file =
        compiler.c(
            "memory.so",
            HEAD
                + """
                const char *name(void) { Dl_info info; return dladdr(name, &info) ? info.dli_fname : 0; }
                """);
    LocalPlugin plugin = Loader.openLocal("bundle.jar!/lib/memory.so", Files.readAllBytes(file));

    assertThat(Loaded.by(plugin).callString("name")).contains("memory.so");
  }

  @Test
  void theDynamicSectionByWhichDebuggersPlaceAnObjectIsTheImages() {
    Path file =
        compiler.c(
            "shown.so",
            HEAD
                + """
                #include <link.h>
                extern ElfW(Dyn) _DYNAMIC[] __attribute__((visibility("hidden")));
                int own(void) {
                  Dl_info info;
                  struct link_map *map;
                  return dladdr1(own, &info, (void **) &map, RTLD_DL_LINKMAP) && map->l_ld == _DYNAMIC;
                }
                """);

    assertThat(Loaded.byDlopen(file).call("own")).isEqualTo(1);
    assertThat(Loaded.byAlfheim(file).call("own")).isEqualTo(1);
  }

  @Test
  void aLibraryThatNeedsAPluginFindsThePluginsThatThisOneWasOpenedWith() throws IOException {
    String soname = "-Wl,-soname,libintrospection-base.so";
    Path base = compiler.c("libbase.so", "int base(void) { return 1; }", soname);
    Path other = compiler.c("libother.so", "int base(void) { return 2; }", soname);
    Path user =
        compiler.c(
            "libuser.so",
            "int base(void); int user(void) { return 10 * base(); }",
            "-Wl,-soname,libintrospection-user.so",
            base.toString());
    Path library =
        compiler.c(
            "library.so",
            "int user(void), base(void); int F(void) { return 100 + user() + base(); }",
            user.toString(),
            "-Wl,--unresolved-symbols=ignore-all");
    Loader.openLocal(other);
    Loader.openLocal(user, OpenOptions.builder().dependOn(Loader.openLocal(base)).build());

    assertThat(Loaded.byDlopen(library).call("F")).isEqualTo(111);
  }
}
