package org.alfheim.linker.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.alfheim.linker.LinkOptions;
import org.alfheim.linker.LinkReport;
import org.alfheim.linker.Linker;
import org.alfheim.linker.Opened;
import org.alfheim.linker.Toolchain;
import org.alfheim.linker.object.Input;
import org.alfheim.linker.object.LinkException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkerScriptTest {
  @TempDir private Path folder;
  private Toolchain tools;

  @BeforeEach
  void setUp() throws Exception {
    tools = new Toolchain(folder);
    tools.compile("one.c", "int two(void); int one(void) { return two() + 1; }", "-fPIC");
    tools.compile("two.c", "int two(void) { return 2; }", "-fPIC");
    tools.run("ar", "rcs", "libtwo.a", "two.o");
  }

  private LinkReport report(String script) throws Exception {
    return Linker.link(List.of(script(script)), Toolchain.options()).report();
  }

  @Test
  void filesThatAScriptNamesAreLinked() throws Exception {
    LinkReport report =
        report(
            """
            /* GNU ld script */
            OUTPUT_FORMAT(elf64-x86-64)
            INPUT ( one.o , -ltwo )
            """);
    assertThat(report.objects()).containsExactly("one.o", "libtwo.a(two.o)");
    assertThat(report.unknown()).isEmpty();
  }

  @Test
  void namesWithAFolderAreOfThatFolder() throws Exception {
    Path deep = Files.createDirectory(folder.resolve("deep"));
    Files.move(tools.file("one.o"), deep.resolve("one.o"));
    Files.writeString(deep.resolve("inner.a"), "GROUP(one.o)");
    assertThat(report("GROUP(deep/inner.a \"" + tools.file("two.o") + "\")").objects())
        .containsExactly("deep/one.o", tools.file("two.o").toString());
  }

  @Test
  void sharedObjectsThatAScriptNamesAreNeeded() throws Exception {
    tools.run("gcc", "-shared", "two.o", "-Wl,-soname,libtwo.so.2", "-o", "libtwo.so");
    tools.run("gcc", "-shared", "two.o", "-Wl,-soname,libother.so.1", "-o", "libother.so");
    tools.link("x.so", Toolchain.options(), script("GROUP ( one.o -ltwo libother.so )"));
    assertThat(tools.readelf(tools.file("x.so"), "-d"))
        .contains("[libtwo.so.2]")
        .contains("[libother.so.1]");
    tools.link("y.so", script("GROUP ( one.o AS_NEEDED ( libtwo.so libother.so ) )"));
    assertThat(tools.readelf(tools.file("y.so"), "-d"))
        .contains("[libtwo.so.2]")
        .doesNotContain("libother");
  }

  private Input script(String text) throws Exception {
    Files.writeString(tools.file("libx.a"), text);
    return tools.input("libx.a");
  }

  /** The C library's own, which names two archives by their whole paths. */
  @Test
  void theArchiveOfMathematicsIsLinkedByItsScript() throws Exception {
    Path file = Path.of("/usr/lib/x86_64-linux-gnu/libm.a");
    Input script =
        new Input(
            "libm.a", MemorySegment.ofArray(Files.readAllBytes(file)), LinkerScriptTest::read);
    tools.compile(
        "f.c",
        "double fmin(double, double); volatile double x = 3; long f(void) { return (long) fmin(x, 5); }");
    Path image =
        tools.link(
            "m.so",
            Toolchain.options().withMembers(LinkOptions.Members.REFERRED),
            tools.input("f.o"),
            script);
    assertThat(new Opened(image).call("f")).isEqualTo(3);
    assertThat(tools.readelf(image, "--dyn-syms")).contains(" fmin").doesNotContain("UND fmin");
  }

  private static Optional<MemorySegment> read(String name) {
    try {
      return Optional.of(MemorySegment.ofArray(Files.readAllBytes(Path.of(name))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'GROUP ( lost.a )', 'libx.a:1: the script names lost.a, and there is no such file'",
    "'GROUP ( -llost )', 'libx.a:1: the script names liblost.so or liblost.a, and there is no such file'",
    "'\nINPUT one.o', 'libx.a:2: ( was expected, and not \"one.o\"'",
    "'GROUP ( one.o', 'libx.a:1: the script ends too early'",
    "'GROUP ( libx.a )', 'libx.a: a script that scripts name in a circle'",
    "'SECTIONS { .text : { *(.text) } }', 'libx.a:1: this is text, and \"SECTIONS\" is no command of a linker script that names files; name an object, an archive, or a script with INPUT or GROUP'"
  })
  void aScriptThatCannotBeFollowedIsRefusedWithItsLine(String text, String message) {
    assertThatThrownBy(() -> report(text)).isInstanceOf(LinkException.class).hasMessage(message);
  }

  @Test
  void aScriptThatNamesFilesWithoutEndIsRefused() {
    String many = "GROUP ( " + "two.o ".repeat(5_000) + ")";
    assertThatThrownBy(() -> report(many))
        .hasMessage("libx.a:1: scripts name more than 4,096 files");
  }

  @Test
  void aTextIsNoScript() {
    Input text =
        Input.of("x.a", MemorySegment.ofArray("# a song\n".getBytes(StandardCharsets.US_ASCII)));
    assertThatThrownBy(() -> Linker.link(List.of(text), LinkOptions.standard()))
        .hasMessageContaining("x.a: there is no object in what was named");
  }
}
