package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Elf;
import org.alfheim.fixture.Loaded;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** C++ exceptions and stack traces pass through a plugin as through any library. */
@Timeout(60)
class UnwindingTest {
  @TempDir Path folder;

  /**
   * As packers make them: the segment with the unwind table is none, and is put in its place at run
   * time.
   */
  @Test
  void anImageThatUnpacksItselfCatchesItsExceptions() {
    String packed = folder.resolve("packed.so.plain").toString();
    Path plain =
        new Compiler(folder)
            .cpp(
                "packed.so.plain",
                """
                #include <fcntl.h>
                #include <sys/mman.h>
                extern "C" { extern char __ehdr_start[] __attribute__((visibility("hidden"))); }
                static char file[] = "%s";
                volatile long offset = 0x7777, address = 0x7778, size = 0x7779;
                __attribute__((constructor)) static void unpack() {
                  mmap(__ehdr_start + address, size, PROT_READ, MAP_PRIVATE | MAP_FIXED, open(file, O_RDONLY), offset);
                }
                extern "C" int F(int a) {
                  try { if (a) throw a; } catch (int caught) { return caught + 1; }
                  return 0;
                }
                """
                    .formatted(packed),
                "-Wl,-z,separate-code");
    Elf.Load rodata = Elf.of(plain).loads().get(2);
    Elf.Section table = Elf.of(plain).section(".eh_frame_hdr");
    assertThat(table.address()).isBetween(rodata.address(), rodata.address() + rodata.fileSize());
    Path file =
        Elf.of(plain)
            .patched(
                "packed.so",
                bytes -> {
                  for (int i = 0; i < bytes.limit() - 8; i += 8) {
                    long value = bytes.getLong(i);
                    if (value == 0x7777) {
                      bytes.putLong(i, rodata.offset());
                    } else if (value == 0x7778) {
                      bytes.putLong(i, rodata.address());
                    } else if (value == 0x7779) {
                      bytes.putLong(i, rodata.fileSize());
                    }
                  }
                  for (int at = 64; at < 64 + 56 * bytes.getShort(56); at += 56) {
                    if (bytes.getInt(at) == 1 && bytes.getLong(at + 16) == rodata.address()) {
                      bytes.putInt(at, 0);
                    }
                  }
                });

    assertThat(Elf.of(file).loads()).hasSize(3).doesNotContain(rodata);
    assertThat(Loaded.byDlopen(file).call("F", 6)).isEqualTo(7);
    assertThat(Loaded.byAlfheim(file).call("F", 6)).isEqualTo(7);
  }

  private Compiler compiler;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
  }

  @Test
  void anExceptionIsCaughtWithinAPlugin() {
    Loaded plugin =
        Loaded.byAlfheim(
            compiler.cpp(
                "within.so",
                """
                #include <stdexcept>
                #include <string>
                #include <cstring>
                static char text[100];
                __attribute__((noinline)) static void thrower(int depth) {
                  if (depth == 0) throw std::out_of_range("deep " + std::to_string(42));
                  thrower(depth - 1);
                  asm volatile("");
                }
                extern "C" const char *caught() {
                  try { thrower(10); } catch (const std::exception &e) { return strcpy(text, e.what()); }
                  return "not thrown";
                }
                extern "C" int integer(int n) {
                  try { throw n; } catch (long) { return -1; } catch (int i) { return i + 1; }
                }
                """));

    assertThat(plugin.callString("caught")).isEqualTo("deep 42");
    assertThat(plugin.call("integer", 6)).isEqualTo(7);
  }

  @Test
  void destructorsRunWhileTheStackUnwinds() {
    Loaded plugin =
        Loaded.byAlfheim(
            compiler.cpp(
                "destructors.so",
                """
                static int trace;
                struct Digit { int n; ~Digit() { trace = trace * 10 + n; } };
                __attribute__((noinline)) static void inner() { Digit d{1}; throw 1; }
                __attribute__((noinline)) static void outer() { Digit d{2}; inner(); }
                extern "C" int run() { trace = 0; try { Digit d{3}; outer(); } catch (...) {} return trace; }
                """));

    assertThat(plugin.call("run")).isEqualTo(123);
  }

  @Test
  void anExceptionPassesFromOnePluginToAnother() {
    String shared =
        """
        #include <stdexcept>
        struct Base { virtual ~Base() {} virtual int code() const { return 1; } };
        struct Derived : Base { int n; Derived(int n) : n(n) {} int code() const override { return n; } };
        void raise(int kind);
        """;
    Path thrower =
        compiler.cpp(
            "libthrower.so",
            shared
                + """
                void raise(int kind) {
                  if (kind == 0) throw Derived(77);
                  if (kind == 1) throw std::runtime_error("from afar");
                  throw kind;
                }
                """,
            "-Wl,-soname,libunwind-thrower.so");
    Path catcher =
        compiler.cpp(
            "libcatcher.so",
            shared
                + """
                extern "C" int run(int kind) {
                  try { raise(kind); }
                  catch (const Base &b) { return b.code(); }
                  catch (const std::exception &e) { return e.what()[0]; }
                  catch (...) { return -1; }
                  return 0;
                }
                """,
            thrower.toString());
    Loader.open(thrower);
    Loaded plugin = Loaded.byAlfheim(catcher);

    assertThat(plugin.call("run", 0)).isEqualTo(77);
    assertThat(plugin.call("run", 1)).isEqualTo('f');
    assertThat(plugin.call("run", 2)).isEqualTo(-1);
  }

  @Test
  void anExceptionPassesThroughAPluginThatOnlyCallsBack() {
    Path middle =
        compiler.c(
            "libmiddle.so",
            "void through(void (*f)(int), int n) { f(n); __asm__ volatile(\"\"); }",
            "-fexceptions",
            "-Wl,-soname,libunwind-middle.so");
    Path ends =
        compiler.cpp(
            "libends.so",
            """
            extern "C" void through(void (*f)(int), int n);
            static void thrower(int n) { throw n; }
            extern "C" int run(int n) { try { through(thrower, n); } catch (int i) { return i; } return 0; }
            """,
            middle.toString());
    Loader.open(middle);

    assertThat(Loaded.byAlfheim(ends).call("run", 5)).isEqualTo(5);
  }

  @Test
  void exceptionsWorkInConstructorsAndFromTheRuntimeLibrary() {
    Loaded plugin =
        Loaded.byAlfheim(
            compiler.cpp(
                "early.so",
                """
                #include <vector>
                #include <new>
                static int early = [] { try { throw 9; } catch (int i) { return i; } }();
                extern "C" int at_start() { return early; }
                extern "C" int from_library() {
                  try { std::vector<int> v; return v.at(3); } catch (const std::exception &) { return 1; }
                }
                """));

    assertThat(plugin.call("at_start")).isEqualTo(9);
    assertThat(plugin.call("from_library")).isEqualTo(1);
  }

  @Test
  void aStackTraceNamesThePluginsFunctions() {
    String source =
        """
        #include <execinfo.h>
        #include <string.h>
        #include <stdlib.h>
        static int found;
        __attribute__((noinline)) int innermost_of_all(void) {
          void *frames[64];
          int n = backtrace(frames, 64);
          char **names = backtrace_symbols(frames, n);
          for (int i = 0; i < n; i++) {
            if (strstr(names[i], "innermost_of_all")) found |= 1;
            if (strstr(names[i], "outermost_of_all")) found |= 2;
          }
          free(names);
          return n;
        }
        __attribute__((noinline)) int outermost_of_all(void) { int n = innermost_of_all(); return n > 2 ? found : -n; }
        """;
    Path file = compiler.c("trace.so", source);

    assertThat(Loaded.byAlfheim(file).call("outermost_of_all"))
        .isEqualTo(Loaded.byDlopen(file).call("outermost_of_all"))
        .isEqualTo(3);
  }

  @Test
  void threadsOfAPluginUnwindToo() {
    Loaded plugin =
        Loaded.byAlfheim(
            compiler.cpp(
                "threads.so",
                """
                #include <thread>
                #include <future>
                #include <stdexcept>
                extern "C" int run() {
                  auto future = std::async(std::launch::async, []() -> int { throw std::runtime_error("x"); });
                  try { return future.get(); } catch (const std::runtime_error &) { return 12; }
                }
                """,
                "-pthread"));

    assertThat(plugin.call("run")).isEqualTo(12);
  }

  @Test
  void aRustPanicIsCaughtInside() {
    Loaded plugin =
        Loaded.byAlfheim(
            compiler.rust(
                "panics.so",
                """
                use std::cell::Cell;
                use std::panic::{catch_unwind, set_hook};
                use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

                static DROPPED: AtomicU32 = AtomicU32::new(0);
                thread_local! { static DEPTH: Cell<u32> = Cell::new(3); }
                struct Tracked(u32);
                impl Drop for Tracked {
                    fn drop(&mut self) { DROPPED.fetch_add(self.0, SeqCst); }
                }

                #[inline(never)]
                fn deep(n: u32) -> u32 {
                    let _tracked = Tracked(10u32.pow(n));
                    if n == 0 { panic!("at {}", DEPTH.with(|d| d.get())); }
                    deep(n - 1) + 1
                }

                #[no_mangle]
                pub extern "C" fn caught() -> u32 {
                    set_hook(Box::new(|_| {}));
                    let result = catch_unwind(|| deep(DEPTH.with(|d| d.get())));
                    let text = *result.unwrap_err().downcast::<String>().unwrap();
                    if text == "at 3" { DROPPED.load(SeqCst) } else { 0 }
                }

                #[no_mangle]
                pub extern "C" fn in_thread() -> u32 {
                    let thread = std::thread::spawn(|| { deep(0); });
                    thread.join().is_err() as u32
                }

                #[no_mangle]
                pub extern "C" fn index(n: usize) -> u32 {
                    catch_unwind(|| [7u32, 8, 9][n]).unwrap_or(77)
                }
                """));

    assertThat(plugin.call("caught")).isEqualTo(1111);
    assertThat(plugin.call("in_thread")).isEqualTo(1);
    assertThat(plugin.call("index", 1)).isEqualTo(8);
    assertThat(plugin.call("index", 5)).isEqualTo(77);
  }
}
