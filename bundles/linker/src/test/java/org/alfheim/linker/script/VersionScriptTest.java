package org.alfheim.linker.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.alfheim.linker.LinkOptions;
import org.alfheim.linker.Linker;
import org.alfheim.linker.Toolchain;
import org.alfheim.linker.object.Input;
import org.alfheim.linker.object.LinkException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionScriptTest {
  private static final String SOURCE =
      """
      extern "C" {
      int alpha() { return 1; } int alpine() { return 2; } int beta() { return 3; }
      int gamma() { return 4; } int b1 = 5; int b2 = 6; int zeta() { return 7; }
      __attribute__((visibility("hidden"))) int kept() { return 8; }
      }
      namespace ns { int f(int x) { return x; } int f(long x) { return (int) x; } int other() { return 9; }
        struct S { virtual ~S(); }; S::~S() {} }
      """;

  @TempDir private Path folder;
  private Toolchain tools;

  @BeforeEach
  void setUp() {
    tools = new Toolchain(folder);
  }

  private Path link(String script, Input... inputs) throws Exception {
    return tools.link(
        "ours.so", Toolchain.options().withVersions(VersionScript.parse("v.map", script)), inputs);
  }

  private List<String> exports(String image) throws Exception {
    return tools
        .readelf(tools.file(image), "--dyn-syms")
        .lines()
        .filter(
            line -> line.matches(" *\\d+: .* (GLOBAL|WEAK|UNIQUE) .*") && !line.contains(" UND "))
        .map(line -> line.replaceFirst(".* ", ""))
        /* The version itself, which ld lists as a symbol. */
        .filter(name -> !name.matches("(V\\d|LIB_[\\d.]+)(@@\\S+)?"))
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ global: alpha; b?; local: *; };",
        "V1 { global: alpha; local: *; };",
        "V1 { alpha; }; V2 { global: b*; local: z*; } V1; V3 { } V2;",
        "V1 { global: al*; }; V2 { global: alpha; local: alpi*; };",
        "V1 { global: *; }; V2 { global: b[!2]; local: b[2-9]; };",
        "LIB_1.0 { # the first\n global: alpha; /* and\n more */ beta; };\nLIB_2.0 { global: gamma;"
            + " local: *; } LIB_1.0;",
        "V1 { global: extern \"C++\" { ns::f*; \"ns::other()\"; }; extern \"C\" { zeta }; local: *; };",
        "V1 { global: extern \"C++\" { \"ns::f(int)\"; *for?ns::S; }; local: extern \"C++\" { ns::*;"
            + " }; };",
        "V1 { alpha; }; V2 { alpha; al*; }; V3 { global: beta; al*; local: b1; };",
        "V1 { global: nobody; alpha; local: *; };"
      })
  void namesAndVersionsAreThoseOfLd(String script) throws Exception {
    Input object = tools.compile("x.cc", SOURCE, "g++", "-fPIC", "-O1");
    Files.writeString(tools.file("v.map"), script);
    tools.run(
        "ld", "-shared", "--version-script=v.map", "-soname", "image", "-o", "theirs.so", "x.o");
    link(script, object);
    assertThat(exports("ours.so")).isEqualTo(exports("theirs.so"));
    assertThat(definitions("ours.so")).isEqualTo(definitions("theirs.so"));
  }

  /** Names, flags and parents of the versions. */
  private List<String> definitions(String image) throws Exception {
    return tools
        .readelf(tools.file(image), "-V")
        .lines()
        .filter(line -> line.contains(" Rev: 1 ") || line.contains(" Parent "))
        .map(line -> line.replaceFirst(".*?(Flags|Parent)", "$1").strip())
        .toList();
  }

  @Test
  void oldVersionsOfAFunctionStandBesideTheNewOne() throws Exception {
    String script = "V1 { global: foo; local: *; };\nV2 { global: foo; } V1;\n";
    Input object =
        tools.compile(
            "x.c",
            """
            __asm__(".symver old, foo@V1"); __asm__(".symver now, foo@@V2");
            int old(void) { return 1; } int now(void) { return 2; }
            """,
            "-fPIC");
    Files.writeString(tools.file("v.map"), script);
    tools.run("ld", "-shared", "--version-script=v.map", "-o", "theirs.so", "x.o");
    link(script, object);
    assertThat(exports("ours.so"))
        .containsExactly("foo@@V2", "foo@V1")
        .isEqualTo(exports("theirs.so"));
  }

  @Test
  void aVersionThatTheScriptDoesNotDefineIsRefused() throws Exception {
    Input object =
        tools.compile("x.c", "__asm__(\".symver f, g@V7\"); int f(void) { return 1; }", "-fPIC");
    assertThatThrownBy(() -> link("V1 { local: *; };", object))
        .isInstanceOf(LinkException.class)
        .hasMessage(
            "x.o: g@V7 is in a version that the version script does not define; add the version V7"
                + " to the script");
  }

  @Test
  void namesThatNobodyDefinesAreNamed() throws Exception {
    Input object = tools.compile("x.c", "int f(void) { return 1; }", "-fPIC");
    LinkOptions options =
        LinkOptions.standard().withVersions(VersionScript.parse("v.map", "{ f; g; h*; };"));
    assertThat(Linker.link(List.of(object), options).report().warnings())
        .containsExactly("the version script exports g, which no object defines");
  }

  @Test
  void whatIsLocalIsBoundToTheImage() throws Exception {
    Input object =
        tools.compile(
            "x.c",
            "int inner(void) { return 1; } int common; int outer(void) { return inner() + common; }",
            "-fPIC",
            "-fcommon",
            "-O1",
            "-fno-inline");
    Path image = link("{ outer; local: *; };", object);
    assertThat(exports("ours.so")).containsExactly("outer");
    assertThat(tools.readelf(image, "-r")).doesNotContain("inner").doesNotContain("common");
  }

  @ParameterizedTest
  @CsvSource({
    "'{ f; }; V1 { g; };', 'v.map:1: a version without a name stands alone'",
    "'V1 { f; };\nV1 { g; };', 'v.map:2: the version V1 is defined twice'",
    "'V1 { f; } V0;', 'v.map:1: V1 builds on V0, which no version before it is'",
    "'V1 { f g; };', 'v.map:1: ; was expected, and not \"g\"'",
    "'V1 { f;', 'v.map:1: the script ends too early'",
    "'V1 { /* f; };', 'v.map:1: a comment does not end'",
    "'V1 { \"f; };', 'v.map:1: a quote does not end on its line'",
    "'V1 { extern \"Java\" { f; }; };', 'v.map:1: names of C and C++ are known, and not of Java'",
    "'V1\n{ global: ; };', 'v.map:2: a name was expected, and not \";\"'",
    "'', 'v.map:1: the version script has no version'"
  })
  void aTextThatIsNoScriptIsRefusedWithItsLine(String text, String message) {
    assertThatThrownBy(() -> VersionScript.parse("v.map", text))
        .isInstanceOf(LinkException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "*, anything, true",
    "a*c, abbbc, true",
    "a*c, abbbd, false",
    "a?c, abc, true",
    "a?c, ac, false",
    "[a-c]x, bx, true",
    "[!a-c]x, bx, false",
    "[^a-c]x, dx, true",
    "[]x], ], true",
    "[a, [a, true",
    "a\\*b, a*b, true",
    "a\\*b, axb, false",
    "*a*b*, xaxbx, true"
  })
  void patternsAreThoseOfShells(String pattern, String name, boolean matches) {
    assertThat(new SymbolPattern(pattern).matches(name)).isEqualTo(matches);
  }

  @Test
  void aPatternOfManyStarsEnds() {
    String many = "*a".repeat(2_000);
    VersionScript script = VersionScript.parse("v.map", "{ " + many + "; };");
    assertThat(script.choice("a".repeat(1_999) + "b")).isEqualTo(Optional.empty());
  }
}
