package org.alfheim.internal.dwarf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.alfheim.elf.SectionHeader;
import org.alfheim.internal.debuginfo.DebugBuild;
import org.alfheim.internal.dwarf.section.Companions;
import org.alfheim.internal.dwarf.section.DebugFile;
import org.alfheim.types.TypesException;
import org.junit.jupiter.api.Assertions;
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
  private static final Duration LIMIT = Duration.ofSeconds(20);

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
      #include <string>
      namespace ns { struct base { virtual ~base(); long l; }; base::~base() {}
      enum class color : unsigned char { red, green };
      template <class T> struct point : base { T x; color c; static int n; };
      int f(point<int> *p, const std::string &s, int ns::base::*m) { return p->x + s.size(); }
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
    byte[] whole = Files.readAllBytes(file);
    assertThat(EveryType.of(types(whole), NAMES)).isGreaterThan(10);
    List<int[]> targets = targets(whole);
    Random random = new Random(options.hashCode() + compiler.hashCode());
    int refused = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] damaged = damaged(whole, targets, random);
      try {
        Assertions.assertTimeoutPreemptively(
            LIMIT, () -> EveryType.of(types(damaged), NAMES), "mutant " + i);
      } catch (TypesException refusal) {
        assertThat(refusal.getMessage()).startsWith("lib.so: ").hasLineCount(1);
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("mutant " + i + " of " + compiler + " " + options + ": " + e, e);
      }
    }
    assertThat(refused).isGreaterThan(MUTANTS / 20).isLessThan(MUTANTS);
  }

  private static DwarfTypes types(byte[] bytes) {
    return new DwarfTypes("lib.so", MemorySegment.ofArray(bytes), Companions.NONE);
  }

  /** Start and size of what is read: small sections as likely as large ones. */
  private static List<int[]> targets(byte[] bytes) {
    List<int[]> targets = new ArrayList<>();
    for (SectionHeader section : new DebugFile("lib.so", MemorySegment.ofArray(bytes)).headers()) {
      if (section.name().contains("debug_") && section.size() > 0) {
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
