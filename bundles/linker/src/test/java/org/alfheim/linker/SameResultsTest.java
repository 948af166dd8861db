package org.alfheim.linker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.alfheim.linker.object.Input;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One source as an object through this linker, and as a shared object by the system's. */
class SameResultsTest {
  private static final String C =
      """
      #include <errno.h>
      #include <stdio.h>
      #include <stdlib.h>
      #include <string.h>
      #include <math.h>
      static long counter; long shared = 5; long zeroed[100]; const long table[4] = {3, 1, 4, 1};
      static const char *const names[] = {"one", "two", "three"};
      static long (*pointer)(long);
      __thread long local = 7; static __thread long quiet; static __thread char block[40];
      extern __thread long local;
      long twice(long x) { return 2 * x; }
      static long thrice(long x) { return 3 * x; }
      long (*functions[])(long) = {twice, thrice, 0};
      __attribute__((constructor)) static void begin(void) { counter = 100; pointer = thrice; }
      long t_state(long x) { shared += x; return counter + shared + zeroed[x & 63] + table[x & 3]; }
      long t_pointers(long x) { return functions[x & 1](x) + pointer(x); }
      long t_strings(long x) { return (long) strlen(names[x % 3]) + names[x % 3][0]; }
      long t_threads(long x) { local += x; quiet += local; block[x & 31]++; return local * 1000 + quiet + block[x & 31]; }
      long t_switch(long x) { switch (x & 7) { case 0: return 17; case 1: return shared; case 2: return twice(x);
        case 3: return 99; case 4: return -4; case 5: return (long) (sqrt((double) x) * 1000); default: return x; } }
      static int compare(const void *a, const void *b) { return *(const int *) a - *(const int *) b; }
      long t_library(long x) { int v[] = {5, 3, 9, (int) x, 1}; qsort(v, 5, sizeof *v, compare);
        char text[40]; snprintf(text, sizeof text, "%d %d %ld", v[0], v[4], x); long h = 0;
        for (char *p = text; *p; p++) h = h * 31 + *p; return h; }
      long t_outside(long x) { errno = (int) x; fputs("", stderr); return (stderr != 0) + (stdout != stderr) + errno; }
      long t_memory(long x) { char *p = malloc(64); memset(p, (int) x, 64); long r = p[63]; free(p); return r; }
      double scale = 1.5; float small = 0.25f; long double wide = 2.5L;
      long t_floats(long x) { return (long) ((x * scale + small) * 1000 + (double) (wide * x)); }
      """;

  private static final String CPP =
      """
      #include <string>
      #include <vector>
            #include <stdexcept>
      #include <typeinfo>
            #include <memory>
      struct Shape { virtual ~Shape() {} virtual long area(long x) const = 0; };
      struct Square : Shape { long area(long x) const override { return x * x; } };
      struct Line : Shape { long area(long) const override { return 0; } };
      struct Counted { long n; Counted() : n(42) {} ~Counted() { n = 0; } };
      static Counted global; static std::string greeting = "hello"; inline long shared_inline = 11;
      template <class T> T largest(T a, T b) { static const T more = a + 1; return (a < b ? b : a) + more; }
      thread_local std::string word = "thread";
      extern "C" {
      long t_global(long x) { return global.n + (long) greeting.size() + x + shared_inline; }
      long t_virtual(long x) { std::unique_ptr<Shape> s; if (x & 1) s.reset(new Square); else s.reset(new Line); return s->area(x); }
      long t_throw(long x) { try { if (x > 2) throw std::runtime_error("large"); if (x == 1) throw (long) 7; return x; }
        catch (const std::exception &e) { return (long) std::string(e.what()).size(); } catch (long l) { return l * 10; } }
      long t_cast(long x) { Square q; Line l; Shape *s = x & 1 ? (Shape *) &q : &l; return dynamic_cast<Square *>(s) ? 1 : (long) (typeid(*s) == typeid(Line)) + 5; }
      long t_containers(long x) { std::vector<std::string> m; for (long i = 0; i < x; i++) m.push_back(std::to_string(i * i));
        long r = 0; for (auto &e : m) r = r * 7 + (long) e.size(); return r; }
      long t_template(long x) { return largest(x, 3L) + (long) largest(1.5, (double) x); }
      long t_local_static(long x) { static std::string s = greeting + "!"; s += "x"; return (long) s.size() + x; }
      long t_thread(long x) { word += "y"; return (long) word.size() + x; }
          }
      """;

  @TempDir private Path folder;

  static Stream<Arguments> flags() {
    List<Arguments> all = new ArrayList<>();
    String[] options = {
      "-O0 -fPIC",
      "-O2 -fPIC",
      "-O2 -fPIE",
      "-O0 -fPIE",
      "-O2 -fPIC -fno-plt",
      "-O2 -fPIC -ffunction-sections -fdata-sections",
      "-O2 -fPIC -fcf-protection=full",
      "-O2 -fPIC -ftls-model=initial-exec",
      "-O2 -fPIC -ftls-model=local-dynamic",
      "-Os -g -fvisibility=hidden -fPIC -fno-asynchronous-unwind-tables"
    };
    for (String option : options) {
      all.add(Arguments.of("gcc", option));
    }
    for (String option :
        List.of(
            "-O0 -fPIE",
            "-O2 -fPIC -fno-plt",
            "-O2 -fPIE",
            "-O2 -fPIC -ftls-model=local-dynamic")) {
      all.add(Arguments.of("clang", option));
    }
    all.add(Arguments.of("gcc", "-O2 -fPIC -mtls-dialect=gnu2"));
    all.add(Arguments.of("gcc", "-O2 -fPIC -mcmodel=large"));
    all.add(Arguments.of("gcc", "-O2 -fPIC -mcmodel=medium"));
    all.add(Arguments.of("gcc", "-O2 -fPIC -fcommon -march=haswell"));
    return all.stream();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("flags")
  void functionsOfCAgree(String compiler, String options) throws Exception {
    agree(
        "source.c",
        C.replace("long t_", "__attribute__((visibility(\"default\"))) long t_"),
        compiler,
        options);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "gcc, -O0 -fPIC",
    "gcc, -O2 -fPIE -fno-plt",
    "gcc, -O2 -fPIC -mcmodel=large -ffunction-sections",
    "clang, -O2 -fPIC",
    "clang, -O1 -fPIE -fcf-protection=full"
  })
  void functionsOfCppAgree(String compiler, String options) throws Exception {
    String driver = compiler.equals("gcc") ? "g++" : "clang++";
    agree(
        "source.cc",
        CPP.replace("\nlong t_", "\n__attribute__((visibility(\"default\"))) long t_"),
        driver,
        options + " -std=c++17");
  }

  private void agree(String name, String source, String compiler, String options) throws Exception {
    Toolchain tools = new Toolchain(folder);
    List<String> words = new ArrayList<>(List.of(compiler));
    words.addAll(List.of(options.split(" ")));
    Input object = tools.compile(name, source, words.toArray(String[]::new));
    Path ours = tools.link("ours.so", object);
    /* The system's linker has no way for code of programs. */
    words = new ArrayList<>(List.of(compiler));
    words.addAll(List.of(options.replace("-fPIE", "-fPIC").split(" ")));
    words.addAll(List.of("-shared", "-o", "theirs.so", name, "-lm"));
    tools.run(words.toArray(String[]::new));
    Opened mine = new Opened(ours);
    Opened other = new Opened(tools.file("theirs.so"));
    List<String> functions =
        source.lines().filter(line -> line.contains("long t_")).map(SameResultsTest::name).toList();
    assertThat(functions).hasSizeGreaterThan(7);
    for (String function : functions) {
      for (long x = 0; x < 9; x++) {
        assertThat(mine.call(function, x))
            .as(function + "(" + x + ")")
            .isEqualTo(other.call(function, x));
      }
    }
  }

  private static String name(String line) {
    return line.replaceFirst(".*long (t_\\w+).*", "$1");
  }
}
