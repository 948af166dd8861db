package org.alfheim.linker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs at the begin and at the end, and what an image gets that no object has. */
class StartAndEndTest {
  @TempDir private Path folder;
  private Toolchain tools;

  @BeforeEach
  void setUp() {
    tools = new Toolchain(folder);
  }

  @Test
  void constructorsRunByTheirNumbersAndPaddingIsNoFunction() throws Exception {
    Path image =
        tools.link(
            "x.so",
            tools.compile(
                "x.c",
                """
                static char order[9]; static int n;
                #define F(name, letter, ...) __attribute__((constructor __VA_ARGS__)) static void name(void) { order[n++] = letter; }
                F(last, 'd') F(second, 'b', (200)) F(first, 'a', (150))
                static void old(void) { order[n++] = 'c'; }
                __attribute__((section(".ctors.65300"), used)) static void (*pointer)(void) = old;
                static void plain(void) { order[n++] = 'f'; } static void before(void) { order[n++] = 'e'; }
                __attribute__((section(".ctors"), used)) static void (*both[])(void) = {plain, before};
                __attribute__((section(".init_array"), used, aligned(32))) static void (*padded)(void) = 0;
                long ran(long x) { return order[x]; }
                """,
                "-fPIC"));
    Opened opened = new Opened(image);
    StringBuilder order = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      order.append((char) opened.call("ran", i));
    }
    /* 65535 - 65300 is 235; words of .ctors run from the last to the first. */
    assertThat(order).hasToString("abcdef");
  }

  @Test
  void whatStartFilesWouldAddIsThere() throws Exception {
    Path image =
        tools.link(
            "x.so",
            tools.compile(
                "x.c",
                """
                #include <stdlib.h>
                #include <unistd.h>
                #include <pthread.h>
                static const char *said = "."; static void end(void) { (void) !write(1, said, 1); }
                static void forked(void) { said = "f"; }
                __asm__(".section .init,\\"ax\\"; incq state(%rip); .text");
                extern long state; __attribute__((visibility("hidden"))) long state = 5;
                void prepare(void) { pthread_atfork(forked, 0, 0); at_quick_exit(end); said = "e"; atexit(end); }
                long get(long x) { return state; }
                """,
                "-O1",
                "-fPIC"));
    tools.compile(
        "main.c",
        """
        #include <dlfcn.h>
        #include <stdio.h>
        int main(void) { void *h = dlopen("./x.so", 2); if (!h) { puts(dlerror()); return 1; }
          ((void (*)(void)) dlsym(h, "prepare"))(); long s = ((long (*)(long)) dlsym(h, "get"))(0);
          printf("%ld", s); fflush(stdout); dlclose(h); printf("x"); return 0; }
        """);
    tools.run("gcc", "main.o", "-o", "main");
    assertThat(tools.run("./main")).isEqualTo("6ex");
    assertThat(tools.readelf(image, "--dyn-syms"))
        .contains("__cxa_atexit@GLIBC_2.2.5")
        .contains("__register_atfork@GLIBC")
        .doesNotContain("__dso_handle");
  }

  /** The last word of .ctors runs first, the first word of .dtors too (GCC internals, 18.20.5). */
  @Test
  void oldDestructorsRunInTheOrderOfTheirTable() throws Exception {
    tools.link(
        "x.so",
        tools.compile(
            "x.c",
            """
            #include <unistd.h>
            static void one(void) { (void) !write(1, "1", 1); }
            static void two(void) { (void) !write(1, "2", 1); }
            static void three(void) { (void) !write(1, "3", 1); }
            __attribute__((destructor)) static void last(void) { (void) !write(1, "4", 1); }
            __attribute__((section(".dtors"), used, aligned(8))) static void (*both[])(void) = {one, two};
            __attribute__((section(".dtors.65000"), used)) static void (*numbered)(void) = three;
            long f(long x) { return x; }
            """,
            "-fPIC"));
    tools.compile(
        "main.c",
        "#include <dlfcn.h>\nint main(void) { void *h = dlopen(\"./x.so\", 2); return h ? dlclose(h) :"
            + " 1; }");
    tools.run("gcc", "main.o", "-o", "main");
    String order = tools.run("./main");
    assertThat(order).matches("[1-4]{4}");
    tools.run("gcc", "-shared", "x.o", "-o", "theirs.so");
    Files.copy(tools.file("theirs.so"), tools.file("x.so"), StandardCopyOption.REPLACE_EXISTING);
    assertThat(order).isEqualTo(tools.run("./main"));
  }

  @Test
  void namesOfSectionsAndOfEndsHavePlaces() throws Exception {
    Opened opened =
        new Opened(
            tools.link(
                "x.so",
                tools.compile(
                    "x.c",
                    """
                    __attribute__((section("plugins"), used)) static long a = 1;
                    __attribute__((section("plugins"), used)) static long b = 2;
                    extern long __start_plugins[], __stop_plugins[]; extern char __ehdr_start[], etext[], end[];
                    extern long _DYNAMIC[] __attribute__((visibility("hidden")));
                    long count(long x) { return __stop_plugins - __start_plugins; }
                    long sum(long x) { long s = 0; for (long *p = __start_plugins; p < __stop_plugins; p++) s += *p; return s; }
                    long magic(long x) { return __ehdr_start[1]; }
                    long inside(long x) { return etext > (char *) count && end > (char *) &b && _DYNAMIC[0] != 0; }
                    """,
                    "-O1",
                    "-fPIC")));
    assertThat(opened.call("count")).isEqualTo(2);
    assertThat(opened.call("sum")).isEqualTo(3);
    assertThat(opened.call("magic")).isEqualTo('E');
    assertThat(opened.call("inside")).isEqualTo(1);
  }
}
