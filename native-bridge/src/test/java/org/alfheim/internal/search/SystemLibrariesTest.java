package org.alfheim.internal.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.alfheim.elf.SharedObject;
import org.alfheim.fixture.Compiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where libraries are found, against what ldd says. */
@Timeout(60)
class SystemLibrariesTest {
  @TempDir Path folder;

  /** Libraries of the Java runtime, which find each other by $ORIGIN, and some of the system. */
  static Stream<Path> libraries() {
    Path java = Path.of(System.getProperty("java.home"), "lib");
    Path system = Path.of("/usr/lib/x86_64-linux-gnu");
    return Stream.of(
        java.resolve("libnio.so"),
        java.resolve("libjava.so"),
        java.resolve("libinstrument.so"),
        java.resolve("server/libjvm.so"),
        system.resolve("libstdc++.so.6"),
        system.resolve("libm.so.6"));
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void eachLibraryThatIsNeededIsWhereLddFindsIt(Path file) throws IOException {
    String listed = Compiler.run(List.of("ldd", file.toString()));
    SharedObject image = SystemLibraries.read(file).orElseThrow();
    SystemLibraries system = SystemLibraries.ofProcess();
    assertThat(image.needed()).isNotEmpty();

    for (String needed : image.needed()) {
      Matcher line =
          Pattern.compile("^\\t(?:" + Pattern.quote(needed) + " => )?(/\\S+) ", Pattern.MULTILINE)
              .matcher(listed);
      Optional<Path> found = system.find(needed, image, Optional.of(file.getParent()));
      if (needed.startsWith("ld-linux")) {
        assertThat(found.orElseThrow().toRealPath())
            .isEqualTo(Path.of("/lib64/ld-linux-x86-64.so.2").toRealPath());
      } else if (listed.contains(needed + " => not found")) {
        assertThat(found).isEmpty();
      } else {
        assertThat(line.results().map(match -> match.group(1)).map(Path::of))
            .as(needed)
            .contains(found.orElseThrow());
      }
    }
  }

  @Test
  void pathsAreSearchedInTheOrderOfLdSo() throws IOException {
    Compiler compiler = new Compiler(folder);
    Path first = Files.createDirectory(folder.resolve("first"));
    Path second = Files.createDirectory(folder.resolve("second"));
    Path library = compiler.c("liborder.so", "int order(void) { return 1; }");
    Path user =
        compiler.c(
            "user.so",
            "int order(void); int F(void) { return order(); }",
            library.toString(),
            "-Wl,-soname,user.so",
            "-Wl,-rpath,$ORIGIN/first:${ORIGIN}/second");
    SharedObject image = SystemLibraries.read(user).orElseThrow();
    SystemLibraries system = SystemLibraries.ofProcess();
    Path inSecond = Files.copy(library, second.resolve("liborder.so"));

    assertThat(system.find("liborder.so", image, Optional.of(folder))).hasValue(inSecond);
    Path inFirst = Files.copy(library, first.resolve("liborder.so"));
    assertThat(system.find("liborder.so", image, Optional.of(folder))).hasValue(inFirst);
    assertThat(system.find("liborder.so", image, Optional.empty())).isEmpty();
    assertThat(system.find(inSecond.toString(), image, Optional.empty())).hasValue(inSecond);
    assertThat(system.find(folder + "/none.so", image, Optional.empty())).isEmpty();
    assertThat(system.find("$ORIGIN/second/liborder.so", image, Optional.of(folder)))
        .hasValue(inSecond);
    assertThat(system.find("${ORIGIN}/first/liborder.so", image, Optional.of(folder)))
        .hasValue(inFirst);
    assertThat(system.find("$ORIGIN/first/liborder.so", image, Optional.empty())).isEmpty();
  }

  @Test
  void aFileThatIsNoLibraryIsNotRead() throws IOException {
    assertThat(SystemLibraries.read(Files.writeString(folder.resolve("text.so"), "text")))
        .isEmpty();
    assertThat(SystemLibraries.read(folder.resolve("none.so"))).isEmpty();
    assertThat(SystemLibraries.read(folder)).isEmpty();
  }
}
