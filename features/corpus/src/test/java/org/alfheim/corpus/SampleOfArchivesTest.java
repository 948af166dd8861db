package org.alfheim.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Archives as they come from a distribution: a few that have, together, what a census of 711 of
 * them has found. Each is linked, opened both ways and compared; {@code readelf} says that it still
 * has what it is here for.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class SampleOfArchivesTest {
  private static final Path LIBRARIES = Path.of("/usr/lib/x86_64-linux-gnu");

  private final Map<Path, LibraryReport> reports = new ConcurrentHashMap<>();

  /**
   * An archive.
   *
   * @param file its path
   * @param covers what it is here for
   * @param contents patterns of what readelf prints of it then
   * @param comesTo whether a report is as it has to be
   */
  record Sample(Path file, String covers, List<String> contents, Predicate<LibraryReport> comesTo) {
    @Override
    public String toString() {
      return file.getFileName() + ": " + covers;
    }
  }

  private static List<Sample> samples() {
    Path gcc = Path.of(Tool.run(List.of("gcc", "-print-libgcc-file-name")).strip()).getParent();
    Predicate<LibraryReport> same = SampleOfArchivesTest::isSame;
    return List.of(
        /* Code for programs, which other linkers decline. */
        of(LIBRARIES, "libz.a", "its own data, directly", forProgram(0, 0), "R_X86_64_PC32 .*z_"),
        of(LIBRARIES, "libbz2.a", "data of others, by loads", forProgram(0, 1), "PC32 .*stderr"),
        of(LIBRARIES, "libgmp.a", "assembly", forProgram(0, 1), " FUNC .*__gmpn_"),
        of(gcc, "libquadmath.a", "addresses of others", forProgram(1, 1), "fini_array"),
        of(gcc, "libgomp.a", "offsets from the thread pointer", forProgram(0, 100), "TPOFF32"),
        of(gcc, "libitm.a", "C++ for programs", forProgram(0, 1), "GROUP", "hidden|HIDDEN"),
        of(LIBRARIES, "libmbedcrypto.a", "tables of functions", forProgram(0, 0), "R_X86_64_64 "),
        /* Code for libraries: the system's linker makes the same of it. */
        of(LIBRARIES, "libexpat.a", "slots by GOTPCREL", same, "R_X86_64_GOTPCREL "),
        of(LIBRARIES, "libnettle.a", "constructors", same, "init_array", "REX_GOTPCRELX"),
        of(LIBRARIES, "liblzma.a", "a small one with constructors", same, "init_array"),
        of(LIBRARIES, "libcrypto.a", "900 members", same, " COM ", " \\.init ", "UND atexit"),
        of(gcc, "libstdc++.a", "C++", same, " UNIQUE ", "TLSLD", "DTPOFF32", "except_table"),
        of(gcc, "libsupc++.a", "what C++ needs of its runtime", same, "GROUP", "TLSLD"),
        of(gcc, "libatomic.a", "indirect functions", same, " IFUNC "),
        of(gcc, "libgcc.a", "priorities, thread-local", same, "init_array\\.\\d", "TLSGD"),
        of(gcc, "libgcc_eh.a", "the unwinder", same, "note\\.gnu\\.property"),
        of(gcc, "libubsan.a", "initial-exec", same, "GOTTPOFF", "pthread_atfork|UND atexit"),
        of(LIBRARIES, "libdruntime-ldc.a", "D", same, "UND __start_", "UND __stop_"),
        /* What has no image. */
        of(LIBRARIES, "libpthread.a", "an archive without members", refused("empty")),
        of(LIBRARIES, "libc.a", "what only programs have", refused("hidden"), "gnu\\.warning"));
  }

  private static Sample of(
      Path folder,
      String name,
      String covers,
      Predicate<LibraryReport> comesTo,
      String... contents) {
    try {
      return new Sample(folder.resolve(name).toRealPath(), covers, List.of(contents), comesTo);
    } catch (IOException e) {
      throw new UncheckedIOException("cnf/setup/debian.sh installs it", e);
    }
  }

  private static boolean isSame(LibraryReport report) {
    return report.verdict() == Verdict.SAME
        && report.link().orElseThrow().ld() == LinkFacts.Ld.SAME;
  }

  /** At least so many instructions have become others. */
  private static Predicate<LibraryReport> forProgram(int loads, int thunks) {
    return report -> {
      LinkFacts link = report.link().orElseThrow();
      return report.verdict() == Verdict.SAME
          && link.ld() == LinkFacts.Ld.DECLINED
          && link.loads() >= loads
          && link.thunks() >= thunks;
    };
  }

  private static Predicate<LibraryReport> refused(String why) {
    return report ->
        report.verdict() == Verdict.REFUSED && report.link().orElseThrow().refusal().equals(why);
  }

  @BeforeAll
  void openThemAll() throws InterruptedException {
    List<Path> files = samples().stream().map(Sample::file).toList();
    new CorpusRun(Duration.ofSeconds(60), 2)
        .run(files, report -> reports.put(Path.of(report.file()), report), _ -> {});
  }

  static Stream<Sample> sample() {
    return samples().stream();
  }

  @ParameterizedTest
  @MethodSource("sample")
  void anArchiveOfTheCensusBecomesWhatItHasTo(Sample sample) {
    LibraryReport report = reports.get(sample.file());

    assertThat(report).as(report.line()).matches(sample.comesTo());
    if (!sample.contents().isEmpty()) {
      String contents =
          Tool.run(
              List.of("sh", "-c", "readelf -WrsS \"$1\" 2>&1", "sh", sample.file().toString()));
      for (String pattern : sample.contents()) {
        assertThat(contents.lines()).anyMatch(line -> line.matches(".*(" + pattern + ").*"));
      }
    }
  }
}
