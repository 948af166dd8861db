package org.alfheim.itests.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Small files that say types: DWARF of several versions and compilers, BTF, encoded names. */
final class TypeSeeds {
  private static final String C =
      """
      typedef unsigned long number;
      struct node { struct node *next; union { int i; double d; }; unsigned a : 3, b : 9; char t[]; };
      enum color { RED, GREEN = -5 };
      typedef struct { int x; struct node *n[2][3]; void (*call)(struct node *, number); } point;
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

  /** Of the Itanium C++ ABI's text, of libstdc++, and of rustc. */
  private static final String NAMES =
      """
      _ZN2ns3fooEi
      _ZNSt6vectorIiSaIiEE9push_backERKi
      _ZSt4moveIRNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEEEONSt16remove_referenceIT_E4typeEOS8_
      _ZN1AIXadL_Z1fiEEEC2ERKS_
      _ZZN1N1fEiENKUlvE_clEv
      _Z1fIJidEEvDpT_
      _ZNK3fooIiE3barIcEEDTcl1gfp_EET_
      _ZThn16_N1C1fEv
      _ZGVZN1A4selfEvE1a
      _Z1gIDv4_fEvT_PFivEA10_i
      _ZN4core3fmt9Formatter9write_str17h0123456789abcdefE
      _ZN48_$LT$Vec$LT$T$GT$$u20$as$u20$core..ops..Drop$GT$4drop17h0123456789abcdefE
      _RNvNtCs1234_7mycrate3foo3bar
      _RINvNtC3std3mem8align_ofNtNtC3foo3bar3BazE
      _RNCNvC1a4main0
      _RNvXC1aNtC1a1BNtC1a1T1f
      _RNvMC0INtC8arrayvec8ArrayVechKj7b_E3new
      _RNvC1au10gdel_5qa6a
      """;

  private final Path folder;
  private final Map<String, byte[]> files = new TreeMap<>();

  private TypeSeeds(Path folder) {
    this.folder = folder;
  }

  /**
   * Compiles the seeds.
   *
   * @param folder where the compilers work
   * @return the bytes of each, by name
   */
  static Map<String, byte[]> compile(Path folder) {
    TypeSeeds seeds = new TypeSeeds(folder);
    try {
      seeds.make();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return seeds.files;
  }

  private void make() throws IOException {
    object("dwarf-5", "gcc", C, "-gdwarf-5");
    object("dwarf-2", "gcc", C, "-gdwarf-2", "-gstrict-dwarf");
    object("dwarf-64", "gcc", C, "-gdwarf-5", "-gdwarf64");
    object("dwarf-packed", "gcc", C, "-gdwarf-4", "-gz");
    object("dwarf-llvm", "clang", C, "-gdwarf-5", "-gpubnames");
    object("dwarf-units", "g++", CPP, "-gdwarf-4", "-fdebug-types-section");
    object("dwarf-cpp", "clang++", CPP, "-gdwarf-5");
    Path btf = object("btf", "gcc", C, "-gbtf");
    Path alone = folder.resolve("alone.btf");
    Seeds.run(List.of("objcopy", "--dump-section", ".BTF=" + alone, btf.toString(), btf + ".copy"));
    files.put("btf-alone", Files.readAllBytes(alone));
    int number = 0;
    for (String name : NAMES.lines().toList()) {
      files.put("name-" + number++, name.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
  }

  private Path object(String name, String compiler, String source, String... options)
      throws IOException {
    Path code =
        Files.writeString(folder.resolve(name + (compiler.endsWith("++") ? ".cpp" : ".c")), source);
    Path result = folder.resolve(name + ".o");
    List<String> command =
        new ArrayList<>(List.of(compiler, "-O1", "-w", "-fPIC", "-c", "-o", result.toString()));
    command.addAll(List.of(options));
    command.add(code.toString());
    Seeds.run(command);
    files.put(name, Files.readAllBytes(result));
    return result;
  }
}
