package org.alfheim.itests.endtoend;

import static org.alfheim.itests.endtoend.Alfheim.alfheim;
import static org.alfheim.itests.endtoend.Plugins.compile;
import static org.alfheim.itests.endtoend.Plugins.compileCpp;
import static org.alfheim.itests.endtoend.Plugins.compileRust;
import static org.alfheim.itests.endtoend.Plugins.libraries;
import static org.alfheim.itests.endtoend.Plugins.library;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.alfheim.itests.endtoend.Alfheim.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fixed sample of libraries is in memory as dlopen has it, to the byte. */
class CorpusTest {

  /** What the sample has to cover, and how readelf shows that a library is of that kind. */
  private enum Kind {
    CPP("NEEDED.*\\[libstdc\\+\\+"),
    RUST("\\] \\.rustc |rustc version"),
    FORTRAN("NEEDED.*\\[libgfortran"),
    GO("\\] \\.go\\.buildinfo "),
    EXPORTED_INDIRECT_FUNCTION(" IFUNC .* (?!UND)\\S+ __?atomic_"),
    OWN_INDIRECT_FUNCTION("R_X86_64_IRELATIV"),
    TLS_DESCRIPTOR("R_X86_64_TLSDESC"),
    DYNAMIC_THREAD_LOCAL_STORAGE("R_X86_64_DTPMOD64"),
    STATIC_THREAD_LOCAL_STORAGE("FLAGS.*STATIC_TLS"),
    PACKED_RELOCATIONS("\\(RELRSZ\\)"),
    UNIQUE_SYMBOL(" UNIQUE "),
    VERSIONS_OF_ITS_OWN("\\(VERDEFNUM\\)"),
    THREE_HUNDRED_THOUSAND_RELOCATIONS("contains [3-9]\\d{5,} entries");

    private final Pattern sign;

    Kind(String sign) {
      this.sign = Pattern.compile(sign);
    }
  }

  @TempDir Path folder;

  @Test
  void librariesOfEveryKindAreInMemoryAsDlopenHasThem() {
    List<Path> sample = new ArrayList<>(installed());
    sample.addAll(compiled());
    assertThat(byKind(sample))
        .allSatisfy((kind, files) -> assertThat(files).as("%s", kind).isNotEmpty());

    List<String> command = new ArrayList<>(List.of("corpus", "--timeout", "60"));
    sample.forEach(file -> command.add(file.toString()));
    Run run = alfheim(command.toArray(String[]::new));

    assertThat(run.out())
        .contains(
            "%1$d libraries, %1$d opened by both, 0 differ, 0 only by dlopen, 0 only by alfheim"
                .formatted(sample.size()))
        .contains("0 by neither, 0 held by the process");
    assertThat(run.status()).isZero();
  }

  private static List<Path> installed() {
    List<Path> files = new ArrayList<>();
    for (String soname :
        List.of(
            "libz.so.1",
            "libcrypto.so.3",
            "libsqlite3.so.0",
            "libstdc++.so.6",
            "libatomic.so.1",
            "libgomp.so.1",
            "libgfortran.so.5",
            "liblapack.so.3",
            "libsecsipid.so.1")) {
      files.add(library(soname));
    }
    files.addAll(libraries("libstd-*.so"));
    files.add(libraries("libLLVM{-[0-9]*.so.1,.so.*}").getFirst());
    return files;
  }

  private List<Path> compiled() {
    String threadLocal =
        "__thread int a = 1; static __thread int b; int F(void) { return a + b++; }";
    return List.of(
        compileCpp(
            folder,
            "throwing.so",
            """
            #include <stdexcept>
            #include <string>
            static thread_local std::string name = "thread";
            extern "C" int F() { try { throw std::runtime_error(name); } catch (...) { return 1; } }
            """),
        compileRust(
            folder,
            "libpanicking.so",
            """
            use std::cell::RefCell;
            thread_local! { static N: RefCell<Vec<u8>> = RefCell::new(vec![1]); }
            #[no_mangle]
            pub extern "C" fn F() -> u32 {
                std::panic::catch_unwind(|| N.with(|n| n.borrow()[3] as u32)).unwrap_or(7)
            }
            """),
        compile(
            folder,
            "choosing.so",
            """
            static int one(void) { return 1; }
            static int (*resolve(void))(void) { return one; }
            int chosen(void) __attribute__((ifunc("resolve"), visibility("hidden")));
            int (*pointer)(void) = chosen;
            int F(void) { return chosen() + pointer(); }
            """),
        compile(folder, "descriptors.so", threadLocal, "-mtls-dialect=gnu2"),
        compile(folder, "static.so", threadLocal, "-ftls-model=initial-exec"),
        compile(
            folder,
            "packed.so",
            "int a[200]; int *p[] = {a, a + 1, a + 2, a + 9}; int *F(int i) { return p[i]; }",
            "-Wl,-z,pack-relative-relocs"));
  }

  /** The libraries of each kind. */
  private static Map<Kind, List<Path>> byKind(List<Path> files) {
    Map<Kind, List<Path>> found = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      found.put(kind, new ArrayList<>());
    }
    for (Path file : files) {
      String description = readelf(file);
      found.forEach((kind, members) -> {
        if (kind.sign.matcher(description).find()) {
          members.add(file);
        }
      });
    }
    return found;
  }

  private static String readelf(Path file) {
    Run run =
        Alfheim.run(
            new ProcessBuilder(
                "readelf",
                "-W",
                "-d",
                "-S",
                "-r",
                "--dyn-syms",
                "-p",
                ".comment",
                file.toString()));
    assertThat(run.status()).as(run.err()).isZero();
    return run.out() + run.err();
  }
}
