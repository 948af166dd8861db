package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.FailingCalls;
import org.alfheim.fixture.Loaded;
import org.alfheim.fixture.Traces;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.spi.PluginSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each system call of an open fails, one after the other: the open is refused in a typed way,
 * leaves nothing behind, and succeeds when it is tried again.
 */
@Timeout(120)
class EveryFaultTest {
  private static final long VAST = 64L << 20;
  private static final int RTLD_NOW = 2;

  @TempDir Path folder;

  @FunctionalInterface
  interface Opening {
    Plugin open();
  }

  /** Libraries of the system, small and many, each of which needs the C library alone. */
  private static final Queue<Path> CHARACTER_SETS = new ArrayDeque<>();

  static {
    Path folder = Path.of("/usr/lib/x86_64-linux-gnu/gconv");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "{IBM,ISO8859,CP}*.so")) {
      files.forEach(CHARACTER_SETS::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How an image is opened, and what it needs. */
  enum Open {
    FILE_THAT_NEEDS_A_NEW_LIBRARY {
      @Override
      Opening prepare(Path plugin, Path needed) {
        return () -> Loader.open(plugin);
      }
    },
    FILE_THAT_EXPORTS_AN_INDIRECT_FUNCTION {
      @Override
      Opening prepare(Path plugin, Path needed) {
        return () -> Loader.open(plugin);
      }

      @Override
      String visibility() {
        return "default";
      }
    },
    IMAGE_IN_MEMORY_THAT_NEEDS_A_NEW_LIBRARY {
      @Override
      Opening prepare(Path plugin, Path needed) throws IOException {
        byte[] content = Files.readAllBytes(plugin);
        return () -> Loader.open(plugin.toString(), content);
      }
    },
    IMAGE_FROM_A_STREAM {
      @Override
      Opening prepare(Path plugin, Path needed) throws IOException {
        byte[] content = Files.readAllBytes(plugin);
        PluginSource source =
            new PluginSource.OfStream(
                plugin.toString(), content.length, () -> new ByteArrayInputStream(content));
        return () -> Loader.open(source, OpenOptions.usual());
      }
    },
    FILE_THAT_NEEDS_A_PLUGIN {
      @Override
      Opening prepare(Path plugin, Path needed) {
        OpenOptions options = OpenOptions.builder().dependOn(Loader.open(needed)).build();
        return () -> Loader.open(plugin, options);
      }
    },
    LIBRARY_OF_THE_SYSTEM {
      @Override
      Opening prepare(Path plugin, Path needed) {
        Path library = CHARACTER_SETS.remove();
        return () -> Loader.open(library);
      }
    };

    /** All that comes before the open. */
    abstract Opening prepare(Path plugin, Path needed) throws IOException;

    /** Of the function that is chosen when it is relocated. */
    String visibility() {
      return "hidden";
    }
  }

  /** Opens a copy of a plugin for each call that can fail: how, the filter, the plugin. */
  static final class OneCallAfterTheOther {
    /** The JVM loads a class of its own when a method handle has been called 127 times. */
    private static final int WARM = 9;

    public static void main(String[] arguments) throws Exception {
      Open open = Open.valueOf(arguments[0]);
      FailingCalls calls = FailingCalls.of(Path.of(arguments[1]));
      Path plugin = Path.of(arguments[2]);
      for (int warm = 0; warm < WARM; warm++) {
        Opening opening = prepare(open, plugin, "w" + warm);
        calls.run(Integer.MAX_VALUE, 0, opening::open);
      }
      refuse(plugin);
      boolean forgetful = ldSoForgets(calls, plugin);
      for (int errors = 0; errors < 2; errors++) {
        boolean more = true;
        for (int nth = 0; more; nth++) {
          String outcome =
              attempt(
                  calls, prepare(open, plugin, errors + "" + (100 + nth)), nth, errors, forgetful);
          more = !outcome.startsWith("no call");
          System.out.println(outcome);
        }
      }
    }

    /**
     * Has ld.so refuse an open: then the loader asks how ld.so searches, once, in a process of its
     * own, for which the JVM keeps a thread. That would have the filter of the thread that asks.
     */
    private static void refuse(Path plugin) throws IOException {
      Path lonely = write(plugin, "lone");
      try {
        Loader.open(lonely);
        throw new AssertionError("libneeded-lone.so is not there");
      } catch (UnresolvedException expected) {
        Files.delete(lonely);
      }
    }

    private static String attempt(
        FailingCalls calls, Opening opening, int nth, int errors, boolean forgetful)
        throws InterruptedException {
      AtomicReference<String> outcome = new AtomicReference<>();
      Traces before = Traces.now();
      long space = Traces.addressSpace();
      String failed =
          calls.run(
              nth,
              errors,
              () -> {
                try {
                  opening.open();
                  outcome.set("opened");
                } catch (PluginException e) {
                  outcome.set(e.getClass().getSimpleName() + ": " + e.getMessage());
                } catch (RuntimeException | Error e) {
                  outcome.set("NOT TYPED " + e);
                }
              });
      String line = (failed == null ? "no call" : failed) + " " + errors + " " + outcome;
      if (!outcome.get().equals("opened")) {
        List<String> left = leftSince(before);
        left.removeIf(mapping -> forgetful && mapping.contains("libneeded-"));
        boolean clean =
            left.isEmpty()
                && Traces.now().descriptors().equals(before.descriptors())
                && Traces.addressSpace() - space < VAST / 2;
        return line + (clean ? " [clean]" : " [left: " + left + "]") + then(opening);
      }
      return line + then(opening);
    }

    private static List<String> leftSince(Traces before) {
      List<String> left = new ArrayList<>(Traces.now().files());
      left.removeAll(before.files());
      return left;
    }

    /**
     * Whether dlopen itself forgets to give back what it has mapped of a library when it can't map
     * the rest, as glibc 2.36 does. Then that is so for a library that a plugin needs, too.
     */
    private static boolean ldSoForgets(FailingCalls calls, Path plugin) throws Exception {
      Loaded libc = name -> Linker.nativeLinker().defaultLookup().findOrThrow(name);
      boolean forgets = false;
      String failed = "";
      for (int nth = 0; failed != null; nth++) {
        Path library = write(plugin.resolveSibling("libneeded-0000.so"), "d" + nth);
        Traces before = Traces.now();
        AtomicBoolean refused = new AtomicBoolean();
        long path = Arena.global().allocateFrom(library.toString()).address();
        failed = calls.run(nth, 0, () -> refused.set(libc.callLong("dlopen", path, RTLD_NOW) == 0));
        forgets |= refused.get() && !leftSince(before).isEmpty();
      }
      return forgets;
    }

    private static String then(Opening opening) {
      Plugin plugin = opening.open();
      boolean own = plugin.find("F").isPresent();
      return " [then "
          + (own ? Loaded.by(plugin).call("F") : plugin.find("gconv").isPresent())
          + "]";
    }

    /** A copy of the plugin and of the library that it needs, under names of their own. */
    private static Opening prepare(Open open, Path plugin, String number) throws IOException {
      Path needed = write(plugin.resolveSibling("libneeded-0000.so"), number);
      return open.prepare(write(plugin, number), needed);
    }

    private static Path write(Path file, String number) throws IOException {
      String name = "-" + ("0000" + number).substring(number.length());
      return Files.writeString(
          file.resolveSibling(file.getFileName().toString().replace("-0000", name)),
          Files.readString(file, StandardCharsets.ISO_8859_1).replace("-0000", name),
          StandardCharsets.ISO_8859_1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesTheOpenAndNothingElse(Open open) throws IOException {
    Compiler compiler = new Compiler(folder);
    Path needed =
        compiler.cpp(
            "libneeded-0000.so",
            "extern \"C\" int dependency() { return 10; }",
            "-Wl,-soname,libneeded-0000.so");
    Path user =
        compiler.cpp(
            "libuser-0000.so",
            """
            #include <stdexcept>
            extern "C" int dependency();
            static char vast[64 << 20];
            static thread_local int mine = 1;
            int v = 2;
            int *p = &v;
            static int one() { return 1; }
            extern "C" { static int (*resolve())() { return one; } }
            int chosen() __attribute__((ifunc("resolve"), visibility("VISIBILITY")));
            __attribute__((constructor)) static void c() { v++; }
            extern "C" int F() {
              try { throw std::runtime_error("x"); } catch (const std::exception &) { v++; }
              return *p + dependency() + vast[100] + mine + chosen();
            }
            """
                .replace("VISIBILITY", open.visibility()),
            "-Wl,-soname,libuser-0000.so",
            "-Wl,-rpath," + folder,
            needed.toString());
    /* So that not all of the file is copied. */
    Files.write(user, new byte[100_000], StandardOpenOption.APPEND);
    ChildJvm.Outcome outcome =
        ChildJvm.of(OneCallAfterTheOther.class)
            .inOneJar(folder.resolve("tests.jar"))
            .with("MALLOC_ARENA_MAX", "1")
            .run(open, FailingCalls.compile(compiler), user);

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.lines())
        .filteredOn(line -> line.startsWith("no call"))
        .hasSize(2)
        .allMatch(line -> line.matches(".* opened \\[then (16|true)]"));
    Set<String> refused = new TreeSet<>();
    for (String line : outcome.lines()) {
      assertThat(line)
          .matches(
              "[a-z_0-9 ]+ ([01]) (opened"
                  + "|(Resource|InvalidImage|Unresolved)Exception: .*(libuser-|/gconv/).* \\[clean]) \\[then (16|true)]");
      if (line.contains("Exception")) {
        refused.add(line.substring(0, line.indexOf(' ')));
      }
    }
    assertThat(refused).contains("memfd_create", "mmap", "mprotect", "write");
    assertThat(refused.contains("pwrite64")).isNotEqualTo(open == Open.LIBRARY_OF_THE_SYSTEM);
    assertThat(refused.contains("ftruncate")).isNotEqualTo(open == Open.LIBRARY_OF_THE_SYSTEM);
    /* A library of the system is not copied. */
    assertThat(refused.contains("fcntl")).isNotEqualTo(open == Open.LIBRARY_OF_THE_SYSTEM);
  }
}
