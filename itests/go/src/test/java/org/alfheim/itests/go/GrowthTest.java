package org.alfheim.itests.go;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Versions of one plugin stand beside each other, which Go can't do; what that costs is known. */
@Timeout(1800)
class GrowthTest {
  private static final int REDEPLOYS = RunLength.of(30, 50);
  private static final int RUNTIMES = RunLength.of(60, 100);

  /** Caches, threads and heaps find their size in the first ones. */
  private static final int FIRST = 4;

  /** For each: far above what it takes, and far below what a host or a plugin is large. */
  private static final ProcessSize MOST = new ProcessSize(32 << 10, 2 << 20, 60, 12, 0, 256, 20);

  @TempDir private Path work;

  static List<GoRelease> toolchains() {
    return GoRelease.both();
  }

  @ParameterizedTest
  @MethodSource("toolchains")
  void aBundleIsUpdatedAndRefreshedAgainAndAgain(GoRelease go) {
    List<String> lines =
        process(Redeploys.class)
            .lines(go.host(), go.version(), go.plugin("versioned"), work, REDEPLOYS);

    List<String> versions =
        IntStream.rangeClosed(0, REDEPLOYS).mapToObj(VersionedImage::text).toList();
    assertThat(lines)
        .filteredOn(line -> line.startsWith("version"))
        .hasSize(REDEPLOYS + 2)
        .startsWith(versions.toArray(String[]::new))
        .endsWith(VersionedImage.text(0));
    checkGrowth(go + ", each redeploy", lines);
  }

  @ParameterizedTest
  @MethodSource("toolchains")
  void anyNumberOfRuntimesStandBesideEachOther(GoRelease go) {
    List<String> lines = process(Runtimes.class).lines(go.host(), go.plugin("versioned"), RUNTIMES);

    assertThat(lines)
        .filteredOn(line -> line.startsWith("version"))
        .isEqualTo(IntStream.range(0, RUNTIMES).mapToObj(VersionedImage::text).toList());
    checkGrowth(go + ", each runtime", lines);
  }

  private static GoProcess process(Class<?> main) {
    return GoProcess.of(main)
        .with("-XX:+UseSerialGC", "-Xmx256m", "-Dalfheim.go.long=" + RunLength.isLong());
  }

  private static void checkGrowth(String what, List<String> lines) {
    List<ProcessSize> all = new ArrayList<>();
    lines.stream()
        .filter(line -> Character.isDigit(line.charAt(0)))
        .map(ProcessSize::of)
        .forEach(all::add);
    ProcessSize growth = all.getLast().since(all.get(FIRST - 1), all.size() - FIRST);

    System.err.println(what + ": " + growth);
    assertThat(growth).as(what).matches(each -> each.isBelow(MOST), "is below " + MOST);
  }
}
