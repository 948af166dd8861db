package org.alfheim.internal.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alfheim.fixture.Compiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What ld.so is asked for about itself. */
@Timeout(60)
class LinkerPropertiesTest {
  private static final Pattern SEARCH_PATH = Pattern.compile("search path=(\\S+)\\s+\\(LD_LIB");

  @TempDir Path folder;

  @Test
  void theSubfoldersAreThoseThatLdSoSearchesInItsOrder() {
    String said =
        Compiler.run(List.of("env", "LD_DEBUG=libs", "LD_LIBRARY_PATH=" + folder, "/bin/true"));
    Matcher path = SEARCH_PATH.matcher(said);
    assertThat(path.find()).as(said).isTrue();

    assertThat(LinkerProperties.ofProcess().subfolders())
        .containsExactlyElementsOf(
            Arrays.stream(path.group(1).split(":"))
                .map(entry -> entry.substring(folder.toString().length()).replaceFirst("^/", ""))
                .map(subfolder -> subfolder.isEmpty() ? "" : subfolder + "/")
                .distinct()
                .toList());
  }

  /** The combinations of names were given up with glibc 2.37. */
  @Test
  void aNewerLdSoSearchesSubfoldersForTheProcessorAlone() {
    LinkerProperties newer =
        LinkerProperties.parse(
            """
            dl_dst_lib="lib64"
            dl_hwcap=0x2
            dl_hwcaps_subdirs="x86-64-v4:x86-64-v3:x86-64-v2"
            dl_hwcaps_subdirs_active=0x7
            dl_platform="haswell"
            path.system_dirs[0x0]="/lib64/"
            path.system_dirs[0x1]="/usr/lib64/"
            version.version="2.37"
            """);

    assertThat(newer.subfolders())
        .containsExactly(
            "glibc-hwcaps/x86-64-v4/", "glibc-hwcaps/x86-64-v3/", "glibc-hwcaps/x86-64-v2/", "");
    assertThat(newer.lib()).isEqualTo("lib64");
    assertThat(newer.platform()).isEqualTo(Optional.of("haswell"));
    assertThat(newer.systemFolders()).containsExactly("/lib64/", "/usr/lib64/");
  }

  @Test
  void theLdSoOfThisProcessAnswers() {
    assertThat(LinkerProperties.answer().problem()).isEmpty();
  }

  @Test
  void oneThatHangsIsNotWaitedForBeyondTheLimit() {
    Duration limit = Duration.ofMillis(300);
    long start = System.nanoTime();

    LinkerProperties.Answer answer =
        LinkerProperties.ask(List.of("/bin/sh", "-c", "echo x; exec sleep 50"), limit);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));
    assertThat(answer.problem()).get().asString().endsWith("has no answer in 300 ms");
    assertThat(answer.linker()).isEqualTo(LinkerProperties.parse(""));
  }

  /** Its output has not ended when it has. */
  @Test
  void oneWhoseOutputStaysOpenIsNotWaitedForBeyondTheLimit() {
    long start = System.nanoTime();

    LinkerProperties.Answer answer =
        LinkerProperties.ask(List.of("/bin/sh", "-c", "sleep 50 &"), Duration.ofMillis(300));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(40));
    assertThat(answer.problem()).isPresent();
  }

  @Test
  void whatCanNotBeRunOrFailsHasAnsweredNothing() {
    Duration limit = Duration.ofSeconds(30);

    assertThat(LinkerProperties.ask(List.of("/nowhere/ld.so"), limit).problem())
        .get()
        .asString()
        .contains("/nowhere/ld.so");
    assertThat(LinkerProperties.ask(List.of("/bin/sh", "-c", "exit 3"), limit).problem())
        .hasValue("/bin/sh -c exit 3 ends with status 3");
    assertThat(LinkerProperties.ask(List.of("/bin/true"), limit).problem())
        .hasValue("/bin/true says nothing");
  }

  /** Before glibc 2.33 an ld.so takes the option for a program, which it does not find. */
  @Test
  void ofOneThatDoesNotKnowTheOptionTheUsualHolds() {
    LinkerProperties.Answer answer =
        LinkerProperties.ask(
            List.of("/lib64/ld-linux-x86-64.so.2", "/nowhere/program"), Duration.ofSeconds(30));

    assertThat(answer.problem()).isEmpty();
    assertThat(answer.linker()).isEqualTo(LinkerProperties.parse(""));
  }

  @Test
  void anInterruptionLosesNothing() {
    Thread.currentThread().interrupt();

    LinkerProperties.Answer answer =
        LinkerProperties.ask(
            List.of("/bin/sh", "-c", "echo 'dl_dst_lib=\"lib64\"'"), Duration.ofSeconds(30));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(answer.problem()).isEmpty();
    assertThat(answer.linker().lib()).isEqualTo("lib64");
  }

  @Test
  void ofOneThatSaysNothingTheUsualHolds() {
    LinkerProperties silent = LinkerProperties.parse("");

    assertThat(silent.systemFolders()).isNotEmpty().allMatch(folder -> folder.endsWith("/"));
    assertThat(silent.subfolders()).contains("tls/", "x86_64/").endsWith("");
  }
}
