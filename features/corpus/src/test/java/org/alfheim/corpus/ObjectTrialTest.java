package org.alfheim.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.corpus.objects.PackageFolders;
import org.alfheim.corpus.objects.SymbolProviders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class ObjectTrialTest {
  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void resolveLinks() throws IOException {
    folder = temporary.toRealPath();
  }

  @Test
  void whatTheSystemsLinkerLinksTooHasTheSameTables() {
    Path object =
        compile(
            folder,
            "position",
            """
            #include <stdio.h>
            int common;
            __thread int general;
            static int value = 3;
            int *pointer = &value;
            int f(void) { return general + printf("%d", common); }
            __attribute__((weak)) int g(void) { return f(); }
            /* Of musl's C library: gcc's own start files hide theirs. */
            __attribute__((weak)) void _fini(void) {}
            """,
            "-fPIC",
            "-fcommon");

    LibraryReport report = run(object).get(object);

    assertThat(report.verdict()).as(report.line()).isEqualTo(Verdict.SAME);
    assertThat(report.link())
        .hasValueSatisfying(link -> {
          assertThat(link.ld()).isEqualTo(LinkFacts.Ld.SAME);
          assertThat(link.objects()).isEqualTo(1);
        });
    assertThat(report.relocated()).isPositive();
    assertThat(report.line()).startsWith("same " + object + " ld=same objects=1 relocated=");
  }

  @Test
  void codeForAProgramIsLinkedWhereTheSystemsLinkerDeclines() {
    Path object =
        compile(
            folder,
            "program",
            """
            #include <stdio.h>
            FILE *f(void) { return stderr; }
            """,
            "-O2",
            "-fPIE");

    LibraryReport report = run(object).get(object);

    assertThat(report.verdict()).as(report.line()).isEqualTo(Verdict.SAME);
    assertThat(report.link())
        .hasValueSatisfying(link -> {
          assertThat(link.ld()).isEqualTo(LinkFacts.Ld.DECLINED);
          assertThat(link.reason()).contains("R_X86_64_PC32").contains("stderr");
          assertThat(link.thunks()).isEqualTo(1);
        });
  }

  @Test
  void everyFileOfAFolderEndsInOneRow() throws IOException {
    Path short32 =
        compile(
            folder,
            "short",
            "extern int x; int *f(void) { return &x; }",
            "-mno-avx",
            "-fno-pie",
            "-mcmodel=small");
    Path lacking =
        compile(folder, "lacking", "int absent(void); int f(void) { return absent(); }", "-fPIC");
    Path empty = Files.writeString(folder.resolve("libempty.a"), "!<arch>\n");
    Path text = Files.writeString(folder.resolve("notes.o"), "no object at all");
    Path nothing = Files.createFile(folder.resolve("nothing.a"));
    Path other = compile(folder, "other", "int f(void) { return 1; }", "-m32", "-fPIC");

    Map<Path, LibraryReport> reports = run(Corpus.libraries(List.of(folder)).toArray(Path[]::new));

    assertThat(reports).containsOnlyKeys(short32, lacking, empty, text, nothing, other);
    assertThat(refusal(reports.get(short32))).isEqualTo("short-address");
    assertThat(reports.get(short32).line()).contains("x").contains("-fPIC").contains(".text");
    assertThat(reports.get(lacking).verdict()).isEqualTo(Verdict.NEITHER);
    assertThat(reports.get(lacking).link().orElseThrow().unknown()).containsExactly("absent");
    assertThat(refusal(reports.get(empty))).isEqualTo("empty");
    assertThat(refusal(reports.get(other))).isEqualTo("architecture");
    for (Path file : List.of(text, nothing)) {
      assertThat(reports.get(file).verdict()).isEqualTo(Verdict.REFUSED);
    }
    assertThat(Summary.of(reports.values()).proved()).isTrue();
  }

  private static String refusal(LibraryReport report) {
    assertThat(report.verdict()).as(report.line()).isEqualTo(Verdict.REFUSED);
    return report.link().orElseThrow().refusal();
  }

  @Test
  void whatAnArchiveLacksComesFromItsPackageAndThoseThatItDependsOn() throws IOException {
    Path mine = newPackage("libmine-dev", "Depends: libother1 (>= 1), libc6 | libc7");
    Path other = newPackage("libother1", "Section: libs");
    Path stranger = newPackage("libstranger", "Section: libs");
    Path one =
        compile(
            mine,
            "one",
            "int two(void); int three(void); int one(void) { return two() + three(); }",
            "-fPIC");
    Path two = compile(mine, "two", "int two(void) { return 2; }", "-fPIC");
    compile(stranger, "three", "int three(void) { return 33; }", "-fPIC");
    Tool.gcc(other, "libother.so.1", "int three(void) { return 3; }", "-Wl,-soname,libother.so.1");

    LibraryReport report = run(new PackageFolders(folder), one).get(one);

    assertThat(report.verdict()).as(report.line()).isEqualTo(Verdict.SAME);
    LinkFacts link = report.link().orElseThrow();
    assertThat(link.unknown()).isEmpty();
    assertThat(link.providers()).containsExactly(two.getFileName().toString(), "libother.so.1");
  }

  private Path newPackage(String name, String field) throws IOException {
    Path files = Files.createDirectories(folder.resolve(name).resolve("files"));
    Files.writeString(
        folder.resolve(name).resolve("control"), "Package: " + name + "\n" + field + "\n");
    return files;
  }

  private static Path compile(Path folder, String name, String source, String... options) {
    try {
      Path input = Files.writeString(folder.resolve(name + ".c"), source);
      Path output = folder.resolve(name + ".o");
      List<String> command = new ArrayList<>(List.of("timeout", "120", "gcc", "-c"));
      command.addAll(List.of(options));
      command.addAll(List.of("-o", output.toString(), input.toString()));
      Tool.run(command);
      return output;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<Path, LibraryReport> run(Path... files) {
    return run(SymbolProviders.NONE, files);
  }

  private static Map<Path, LibraryReport> run(SymbolProviders providers, Path... files) {
    Map<Path, LibraryReport> reports = new LinkedHashMap<>();
    try {
      new CorpusRun(Duration.ofSeconds(60), 2, providers)
          .run(List.of(files), _ -> {}, report -> reports.put(Path.of(report.file()), report));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return reports;
  }
}
