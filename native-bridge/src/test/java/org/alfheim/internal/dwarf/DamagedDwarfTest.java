package org.alfheim.internal.dwarf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.alfheim.elf.SectionHeader;
import org.alfheim.fixture.Compiler;
import org.alfheim.internal.debuginfo.DebugBuild;
import org.alfheim.internal.dwarf.section.Companions;
import org.alfheim.internal.dwarf.section.DebugFile;
import org.alfheim.internal.typing.SymbolTypes.SymbolPlace;
import org.alfheim.types.TypesException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What compilers wrote with bytes changed at random, where debug information is: a value or a typed
 * refusal, and soon.
 */
class DamagedDwarfTest {
  private static final int MUTANTS = 200;

  /** For one file; far more than it takes, since other work may have the machine. */
  private static final Duration LIMIT = Duration.ofSeconds(50);

  private static final List<String> NAMES =
      List.of("sum", "f", "struct node", "node", "number", "ns::point", "point", "enum color");

  private static final String C =
      """
      typedef unsigned long number;
      struct node { struct node *next; union { int i; double d; }; unsigned a : 3, b : 9; char t[]; };
      enum color { RED, GREEN = -5 };
      typedef struct { int x; struct node n[2][3]; void (*call)(struct node *, number); } point;
      number sum(point p, const struct node *q, enum color c, ...) { return p.x; }
      static inline int in(int a) { return a * 3; }
      int f(int a) { return in(a) + in(a + 1); }
      int g() { return 0; }
      point points[4]; __thread int local; const char *name = "n"; _Complex double z;
      """;

  private static final String CPP =
      """
      struct text { char *p; unsigned long n; text(const text &); ~text() { n = 0; } };
      namespace ns { struct base { virtual ~base(); long l; }; base::~base() {}
      enum class color : unsigned char { red, green };
      template <class T> struct point : base { T x; color c; static int n; };
      int f(point<int> *p, const text &s, text t, int ns::base::*m) { return p->x + s.n; }
      struct user : point<long>, virtual base { int k; } theUser; }
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "gcc, -gdwarf-5 -shared -fPIC",
    "gcc, -gdwarf-4 -shared -fPIC -O2",
    "clang, -gdwarf-5 -shared -fPIC",
    "clang, -gdwarf-4 -shared -fPIC -O1",
    "gcc, -gdwarf-5 -c",
    "gcc, -gdwarf-4 -fdebug-types-section -c",
    "gcc, -gdwarf-5 -gz -shared -fPIC",
    "gcc, '-gdwarf-5 -Wl,--compress-debug-sections=zstd -shared -fPIC'",
    "g++, -gdwarf-5 -shared -fPIC",
    "g++, -gdwarf-4 -fdebug-types-section -shared -fPIC",
    "clang++, -gdwarf-5 -c",
    "gcc, -gdwarf-2 -gstrict-dwarf -shared -fPIC",
    "gcc, -gdwarf-5 -gdwarf64 -shared -fPIC"
  })
  void givesValuesOrRefusals(String compiler, String options) throws IOException {
    boolean plusPlus = compiler.endsWith("++");
    Path file =
        new DebugBuild(folder)
            .compile(compiler, "whole", plusPlus ? CPP : C, options.split(" ", -1));
    judge(Files.readAllBytes(file), DamagedDwarfTest::types, compiler + " " + options);
  }

  @ParameterizedTest
  @CsvSource({"gcc, -gdwarf-4, dwp", "clang, -gdwarf-5, llvm-dwp"})
  void aPackageGivesValuesOrRefusals(String compiler, String options, String tool)
      throws IOException {
    String[] all = (options + " -gsplit-dwarf -fdebug-types-section -fPIC -c").split(" ", -1);
    DebugBuild build = new DebugBuild(folder);
    List<Path> objects =
        List.of(
            build.compile(compiler, "one.o", C, all),
            build.compile(
                compiler, "two.o", "struct two { long l; } v; int h() { return 1; }", all));
    byte[] image = Files.readAllBytes(build.link(compiler, "image.so", objects, "-shared"));
    Compiler.run(
        List.of("env", "-C", folder.toString(), tool, "-o", "lib.so", "one.dwo", "two.dwo"));
    judge(
        Files.readAllBytes(folder.resolve("lib.so")),
        packed ->
            new DwarfTypes(
                "image.so",
                MemorySegment.ofArray(image),
                new PackedCompanions(MemorySegment.ofArray(packed))),
        compiler + " " + options);
  }

  /** A package, and nothing else. */
  private record PackedCompanions(MemorySegment packed) implements Companions {
    @Override
    public Optional<Companion> split(String folder, String name) {
      return Optional.empty();
    }

    @Override
    public Optional<Companion> packaged() {
      return Optional.of(new Companion("lib.so", packed));
    }

    @Override
    public Optional<Companion> alternate(String path, String buildId) {
      return Optional.empty();
    }
  }

  private static void judge(byte[] whole, Function<byte[], DwarfTypes> types, String what) {
    assertThat(EveryType.of(types.apply(whole), NAMES)).isGreaterThan(10);
    List<int[]> targets = targets(whole, "debug_");
    Random random = new Random(what.hashCode());
    int refused = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] damaged = damaged(whole, targets, random);
      try {
        Assertions.assertTimeoutPreemptively(
            LIMIT, () -> EveryType.of(types.apply(damaged), NAMES), "mutant " + i);
      } catch (TypesException refusal) {
        assertThat(refusal.getMessage()).containsPattern("^(lib|image)\\.so: ").hasLineCount(1);
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("mutant " + i + " of " + what + ": " + e, e);
      }
    }
    assertThat(refused).isGreaterThan(MUTANTS / 20).isLessThan(MUTANTS);
  }

  /** It only helps to find what is there: no lie in it is believed. */
  @Test
  void aDamagedTableOfAddressesChangesNothing() throws IOException {
    DebugBuild build = new DebugBuild(folder);
    List<Path> objects = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String source = "struct s# { int a[#]; }; int f#(struct s# *p#) { return p#->a[0]; }";
      objects.add(
          build.compile("gcc", "part" + i, source.replace("#", "" + (i + 1)), "-c", "-fPIC"));
    }
    Path library = build.link("gcc", "image.so", objects, "-shared");
    byte[] whole = Files.readAllBytes(library);
    List<String[]> functions =
        Compiler.run(List.of("nm", library.toString()))
            .lines()
            .map(line -> line.split(" ", -1))
            .filter(words -> words[words.length - 1].matches("f[0-9]"))
            .toList();
    assertThat(functions).hasSize(3);
    List<int[]> targets = targets(whole, "debug_aranges");
    Random random = new Random(1);
    for (int i = 0; i < 2 * MUTANTS; i++) {
      DwarfTypes types = types(damaged(whole, targets, random));
      for (String[] words : functions) {
        String number = words[2].substring(1);
        assertThat(types.find(new SymbolPlace(words[2], Long.parseLong(words[0], 16))))
            .get()
            .extracting(type -> type.declare(words[2]))
            .isEqualTo("int f#(struct s# *p#)".replace("#", number));
      }
    }
  }

  private static DwarfTypes types(byte[] bytes) {
    return new DwarfTypes("lib.so", MemorySegment.ofArray(bytes), Companions.NONE);
  }

  /** Start and size of what is read: small sections as likely as large ones. */
  private static List<int[]> targets(byte[] bytes, String part) {
    List<int[]> targets = new ArrayList<>();
    for (SectionHeader section : new DebugFile("lib.so", MemorySegment.ofArray(bytes)).headers()) {
      if (section.name().contains(part) && section.size() > 0) {
        targets.add(new int[] {(int) section.offset(), (int) section.size()});
        if (section.name().contains("debug_info") || section.name().contains("debug_abbrev")) {
          targets.add(targets.getLast());
          targets.add(targets.getLast());
        }
      }
    }
    return targets;
  }

  private static byte[] damaged(byte[] whole, List<int[]> targets, Random random) {
    byte[] bytes = whole.clone();
    int changes = 1 + random.nextInt(random.nextBoolean() ? 2 : 16);
    for (int i = 0; i < changes; i++) {
      int[] target = targets.get(random.nextInt(targets.size()));
      int at = target[0] + random.nextInt(target[1]);
      bytes[at] =
          switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> (byte) 0xff;
            case 2 -> (byte) 0x80;
            case 3 -> (byte) (bytes[at] + 1);
            case 4 -> bytes[target[0] + random.nextInt(target[1])];
            default -> (byte) random.nextInt();
          };
    }
    return bytes;
  }
}
