package org.alfheim.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.alfheim.shell.command.PluginCommand;
import org.alfheim.wrap.PluginBundle;
import org.alfheim.wrap.WrapOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

class PluginCommandsTest {
  private static final String SOURCE =
      """
      #include <stdio.h>
      int V = 7;
      unsigned long big = 18446744073709551615ul;
      const char *title = "elf";
      const int fixed = 3;
      __thread short T = 5;
      int add(int a, int b) { return a + b; }
      double twice(double x) { return 2 * x; }
      unsigned long same(unsigned long x) { return x; }
      const char *echo(const char *text) { return text; }
      int is_null(const void *p) { return p == 0; }
      void nothing(void) {}
      int measure(char *buffer, unsigned long size, int *length) { *length = snprintf(buffer, size, "filled"); return V; }
      void F(void) { printf("Hello, number %d\\n", V); }
      int G(void) { printf("number %d, no line end;", V); return 5; }
      """;

  @TempDir private static Path folder;
  private static Framework felix;
  private static Path hello;

  @BeforeAll
  static void start() throws Exception {
    hello = Compiler.compile(folder, "libhello.so.1.2", SOURCE, "-Wl,-soname,libhello.so.1");
    Compiler.compile(folder, "libother.so", "int W = 1;", "-Wl,-soname,libother.so");
    felix = Framework.start(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    felix.stop();
  }

  @AfterEach
  void uninstall() throws Exception {
    for (Bundle bundle : plugins()) {
      bundle.uninstall();
    }
  }

  private static List<Bundle> plugins() {
    return Arrays.stream(felix.context().getBundles())
        .filter(bundle -> !bundle.getLocation().startsWith("reference:"))
        .filter(bundle -> bundle.getBundleId() != 0)
        .toList();
  }

  @Test
  void opensABareFile() throws Exception {
    String shown = felix.shell("plugin:open libhello.so.1.2");

    Bundle bundle = plugins().getFirst();
    assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(shown.lines())
        .contains(
            "name         libhello.so.1.2",
            "bundle       " + bundle.getBundleId() + " libhello",
            "version      1.2.0",
            "soname       libhello.so.1",
            "location     elf:file:" + hello,
            "symbols      14")
        .anyMatch(line -> line.matches("address +0x[0-9a-f]+, \\d+ bytes"));
  }

  private static Path jar(Path library, String name, Map<String, String> options) throws Exception {
    try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
      PluginBundle.of(library, WrapOptions.parse(options)).openStream().transferTo(out);
    }
    return folder.resolve(name);
  }

  @Test
  void opensTheBundleThatWasInstalledFromAFile() throws Exception {
    Path jar = jar(hello, "installed.jar", Map.of());
    Bundle bundle = felix.context().installBundle("file:" + jar);

    felix.shell("plugin:open installed.jar");

    assertThat(plugins()).containsExactly(bundle);
    assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
  }

  @Test
  void tellsWhyTheBundleThatIsInTheWayIsNotStarted() throws Exception {
    Path lax =
        Compiler.compile(folder, "libway.so", "int lax(void) { return 5; }", "-Wl,-z,execstack");
    Bundle first = felix.context().installBundle("file:" + jar(lax, "first.jar", Map.of()));
    assertThatThrownBy(first::start).isNotNull();
    Path second = jar(lax, "second.jar", Map.of("symbols", "declared"));

    for (String file : List.of("second.jar", "libway.so")) {
      assertThatThrownBy(() -> felix.shell("plugin:open " + file))
          .hasMessageContaining(
              "bundle "
                  + first.getBundleId()
                  + " from file:"
                  + second.resolveSibling("first.jar")
                  + " is libway 0.0.0 already")
          .hasMessageContaining(
              "; that one is not started: libway!/lib/libway.so: the image asks for an executable stack");
    }
    assertThat(plugins()).containsExactly(first);
  }

  @Test
  void whoMissesAPluginIsToldWhyItsBundleDidNotStart() throws Exception {
    Path lax =
        Compiler.compile(folder, "libwhy.so", "int lax(void) { return 5; }", "-Wl,-z,execstack");
    Bundle bundle = felix.context().installBundle("file:" + jar(lax, "why.jar", Map.of()));
    assertThatThrownBy(bundle::start).isNotNull();

    String reason =
        "the bundle libwhy ["
            + bundle.getBundleId()
            + "] did not start: libwhy!/lib/libwhy.so: the image asks for an executable stack";
    assertThatThrownBy(() -> felix.shell("plugin:symbols libwhy"))
        .hasMessageStartingWith("no plugin libwhy; none is open: " + reason);

    felix.shell("plugin:open libhello.so.1.2");
    assertThatThrownBy(() -> felix.shell("plugin:symbols libwhy"))
        .hasMessageStartingWith("no plugin libwhy; " + reason)
        .hasMessageContaining("; there are libhello");
    assertThatThrownBy(() -> felix.shell("plugin:symbols other"))
        .hasMessageStartingWith("no plugin other; there are libhello");
  }

  @Test
  void listsABundleThatCanNotBeResolvedAmongTheFailures() throws Exception {
    Path user =
        Compiler.compile(
            folder, "libuser.so", "int user(void) { return 5; }", "-Wl,--no-as-needed", "-lm");
    Bundle bundle =
        felix
            .context()
            .installBundle("file:" + jar(user, "user.jar", Map.of("requires", "libm.so.6")));
    assertThat(felix.shell("plugin:failures")).doesNotContain("libuser");
    assertThatThrownBy(bundle::start).isNotNull();

    assertThat(felix.shell("plugin:failures"))
        .contains(
            "libuser: nothing provides what it requires: org.alfheim.plugin (soname=libm.so.6)");
  }

  @Test
  void opensWhatIsWaived() throws Exception {
    Path lax =
        Compiler.compile(folder, "liblax.so", "int lax(void) { return 5; }", "-Wl,-z,execstack");
    assertThatThrownBy(() -> felix.shell("plugin:open liblax.so"))
        .hasMessageContaining("liblax.so: ")
        .hasMessageContaining("executable stack");
    assertThat(plugins()).isEmpty();

    felix.shell("plugin:open --waive executable-stack liblax.so");
    assertThat(plugins().getFirst().getLocation())
        .isEqualTo("elf:file://" + lax + "?waive=executable-stack");
    assertThat(felix.shell("plugin:call liblax.so 'int lax(void)'")).isEqualTo("5");
    plugins().getFirst().uninstall();

    assertThatThrownBy(() -> felix.shell("plugin:open --waive everything liblax.so"))
        .hasMessageContaining("waive=everything is not executable-stack, text-relocations");
    Path jar = folder.resolve("lax.jar");
    try (OutputStream out = Files.newOutputStream(jar)) {
      PluginBundle.of(lax).openStream().transferTo(out);
    }
    assertThatThrownBy(() -> felix.shell("plugin:open --waive executable-stack lax.jar"))
        .hasMessageContaining("--waive is for bare files");
  }

  @Test
  void aUrlWaivesToo() throws Exception {
    Path lax =
        Compiler.compile(
            folder, "libloose.so", "int loose(void) { return 6; }", "-Wl,-z,execstack");
    Bundle bundle = felix.context().installBundle("elf:file:" + lax + "?waive=executable-stack");
    assertThat(bundle.getHeaders().get("Native-Plugin"))
        .isEqualTo("lib/libloose.so;waive=\"executable-stack\"");
    bundle.start();
    assertThat(felix.shell("plugin:call libloose.so 'int loose(void)'")).isEqualTo("6");
  }

  @Test
  void opensTheSameLocationAsTheSameBundle() throws Exception {
    Files.createSymbolicLink(folder.resolve("link.so"), hello);
    Object first = felix.value("plugin:open libhello.so.1.2");

    for (String location :
        List.of(
            "libhello.so.1.2", hello.toString(), "file:" + hello, "elf:file:" + hello, "link.so")) {
      assertThat(felix.value("plugin:open " + location)).isSameAs(first);
    }
    assertThat(plugins()).hasSize(1);
  }

  @Test
  void opensAPluginBundle() throws Exception {
    Path jar = folder.resolve("hello.jar");
    try (OutputStream stream = Files.newOutputStream(jar)) {
      PluginBundle.of(hello).writeTo(stream);
    }

    assertThat(felix.shell("plugin:open hello.jar")).contains("name         libhello.so.1.2");
    assertThat(felix.shell("plugin:open file:" + jar)).contains("name         libhello.so.1.2");
    assertThat(plugins()).singleElement().extracting(Bundle::getLocation).isEqualTo("file:" + jar);
  }

  @Test
  void passesOptionsOfALocation() throws Exception {
    felix.shell("plugin:open 'elf:file:" + hello + "?name=greeter&symbols=on-demand'");

    assertThat(felix.shell("plugin:get greeter 'int V'")).isEqualTo("7");
  }

  @Test
  void leavesNothingBehindWhereAnOpenIsRefused() throws Exception {
    Path text = Files.writeString(folder.resolve("notes.txt"), "nothing to load here");
    Compiler.compile(
        folder,
        "libmissing.so",
        "extern int alfheim_absent(void); int f(void) { return alfheim_absent(); }");
    try (OutputStream stream = Files.newOutputStream(folder.resolve("plain.jar"))) {
      Manifest manifest = new Manifest();
      manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
      manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
      manifest.getMainAttributes().putValue("Bundle-SymbolicName", "plain");
      new JarOutputStream(stream, manifest).close();
    }

    assertRefused("plugin:open notes.txt", text + ": invalid filetype, only ELF64 supported");
    assertRefused("plugin:open /nowhere/lib.so", "/nowhere/lib.so: no such file");
    assertRefused("plugin:open .", "directory");
    assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe.so").toString()).start().waitFor())
        .isZero();
    assertRefused("plugin:open pipe.so", "not a regular file");
    for (String location :
        List.of(
            "libmissing.so", folder + "/libmissing.so", "elf:file:" + folder + "/libmissing.so")) {
      assertThatThrownBy(() -> felix.shell("plugin:open " + location))
          .hasMessageStartingWith(location + ": undefined symbol alfheim_absent")
          .cause()
          .hasMessageStartingWith("libmissing!/lib/libmissing.so: undefined symbol");
    }
    assertRefused("plugin:open ''", "no file is named");
    assertRefused(
        "plugin:open plain.jar",
        "plain.jar: this is no plugin bundle, its manifest has no header Native-Plugin");
    assertThat(plugins()).isEmpty();
  }

  @Test
  void listsWhatIsOpen() throws Exception {
    assertThat(felix.shell("plugin:list")).isEqualTo("no plugin is open");
    felix.shell("plugin:open libother.so");
    felix.shell("plugin:open libhello.so.1.2");

    assertThat(felix.shell("plugin:list").lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("BUNDLE +NAME +VERSION +SYMBOLS +LOCATION"),
            line ->
                assertThat(line)
                    .matches("\\d+ +libother\\.so +1 +elf:file:" + folder + "/libother\\.so"),
            line ->
                assertThat(line)
                    .matches(
                        "\\d+ +libhello\\.so\\.1\\.2 +1\\.2\\S* +14 +elf:file:"
                            + folder
                            + "/libhello\\.so\\.1\\.2"));
    assertThat((List<?>) felix.value("plugin:list")).hasSize(2);
  }

  @Test
  void listsABundleOfTheContainerByTheNameOfItsFile() throws Exception {
    Path jar = folder.resolve("brought.jar");
    try (OutputStream stream = Files.newOutputStream(jar)) {
      PluginBundle.of(hello).writeTo(stream);
    }
    Bundle bundle = felix.context().installBundle("reference:file:" + jar);
    try {
      bundle.start();

      assertThat(felix.shell("plugin:list").lines().skip(1))
          .singleElement()
          .asString()
          .matches("\\d+ +libhello\\.so\\.1\\.2 +1\\.2\\S* +14 +brought\\.jar");
      assertThat(felix.shell("(plugin:list) get 0")).contains("location     reference:file:" + jar);
    } finally {
      bundle.uninstall();
    }
  }

  @Test
  void stopsShowingWhatIsStopped() throws Exception {
    felix.shell("plugin:open libhello.so.1.2");

    plugins().getFirst().stop();

    assertThat(felix.shell("plugin:list")).isEqualTo("no plugin is open");
  }

  @Test
  void listsSymbolsByPattern() throws Exception {
    felix.shell("plugin:open libhello.so.1.2");

    assertThat(felix.shell("plugin:symbols libhello").lines())
        .hasSize(15)
        .first()
        .asString()
        .matches("NAME +VERSION +KIND +SIZE +ADDRESS");
    assertThat(felix.shell("plugin:symbols libhello 't*'").lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("NAME"),
            line -> assertThat(line).matches("title +variable +8 +0x[0-9a-f]+"),
            line -> assertThat(line).matches("twice +function +\\d+ +0x[0-9a-f]+"));
    assertThat(felix.shell("plugin:symbols libhello T").lines().skip(1))
        .singleElement()
        .asString()
        .matches("T +tls +2 +0x[0-9a-f]+");
    assertThat(felix.shell("plugin:symbols libhello absent")).isEqualTo("no symbol of such a name");
    assertThat((List<?>) felix.value("plugin:symbols libhello 'a??'")).hasSize(1);
  }

  @Test
  void looksSymbolsUp() throws Exception {
    felix.shell("plugin:open libhello.so.1.2");

    assertThat(felix.shell("plugin:lookup libhello V").lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("name     V"),
            line -> assertThat(line).isEqualTo("kind     variable"),
            line -> assertThat(line).isEqualTo("size     4"),
            line -> assertThat(line).matches("address  0x[0-9a-f]+"),
            line ->
                assertThat(line)
                    .matches("plugin   libhello\\.so\\.1\\.2 \\(bundle \\d+, libhello\\)"));
    assertThat(felix.value("plugin:lookup libhello V"))
        .isSameAs(felix.value("plugin:lookup libhello V"));
    assertRefused("plugin:lookup libhello absent", "absent not found");
  }

  @Test
  void showsAndFindsSymbolsOfCppAsPeopleWriteThem() throws Exception {
    Compiler.compileCpp(
        folder,
        "libns.so",
        """
        namespace ns {
          int counter = 7;
          int add(int a, int b) { return a + b; }
          long twice(int a) { return 2 * a; }
          long twice(long a) { return 2 * a; }
        }
        extern "C" int plain(void) { return 1; }
        """);
    felix.shell("plugin:open libns.so");

    assertThat(felix.shell("plugin:symbols libns.so").lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("NAME +VERSION +KIND +SIZE +ADDRESS +DEMANGLED"),
            line -> assertThat(line).matches("_ZN2ns3addEii +function .*  ns::add\\(int, int\\)"),
            line -> assertThat(line).matches("_ZN2ns5twiceEi +function .*  ns::twice\\(int\\)"),
            line -> assertThat(line).matches("_ZN2ns5twiceEl +function .*  ns::twice\\(long\\)"),
            line -> assertThat(line).matches("_ZN2ns7counterE +variable .*  ns::counter"),
            line -> assertThat(line).matches("plain +function +\\d+ +0x[0-9a-f]+"));
    assertThat(felix.shell("plugin:symbols libns.so 'ns::tw*'").lines()).hasSize(3);
    assertThat(felix.shell("plugin:lookup libns.so 'ns::add(int,int)'").lines())
        .anyMatch(line -> line.matches("name +_ZN2ns3addEii"))
        .anyMatch(line -> line.matches("demangled +ns::add\\(int, int\\)"));
    assertThat(felix.shell("plugin:call libns.so 'int ns::add(int, int)' 2 3")).isEqualTo("5");
    assertThat(felix.shell("plugin:call libns.so 'long ns::twice(long)' 4")).isEqualTo("8");
    assertThat(felix.shell("plugin:get libns.so 'int ns::counter'")).isEqualTo("7");
    assertRefused("plugin:lookup libns.so ns::twice", "_ZN2ns5twiceEi = ns::twice(int)");
    assertRefused("plugin:call libns.so 'int ns::gone(int)' 1", "ns::gone");
    String address =
        felix
            .shell("plugin:lookup libns.so ns::add")
            .lines()
            .filter(line -> line.startsWith("address"))
            .map(line -> line.substring(line.lastIndexOf(' ') + 1))
            .findFirst()
            .orElseThrow();
    assertThat(felix.shell("plugin:where " + address))
        .startsWith("_ZN2ns3addEii (ns::add(int, int)) in ");
  }

  @Test
  void showsAbsoluteValuesWithoutAPlace() throws Exception {
    Compiler.compile(
        folder, "libabsolute.so", "int W = 1; __asm__(\".globl A\\n.set A, 0x4321\");");
    felix.shell("plugin:open libabsolute.so");

    assertThat(felix.shell("plugin:symbols libabsolute A").lines().skip(1))
        .singleElement()
        .asString()
        .matches("A +variable +0 +absolute");
    assertThat(felix.shell("plugin:lookup libabsolute A").lines()).contains("address  absolute");
    assertThat(felix.shell("plugin:where 0x4321")).isEqualTo("no plugin at 0x4321");
  }

  @Test
  void findsAPluginByWhateverNamesIt() throws Exception {
    felix.shell("plugin:open libhello.so.1.2");

    for (Object name :
        List.of(
            "libhello.so.1.2",
            "libhello.so.1",
            "libhello",
            plugins().getFirst().getBundleId(),
            "(plugin:open libhello.so.1.2)")) {
      assertThat(felix.shell("plugin:get " + name + " 'int V'")).isEqualTo("7");
    }
  }

  @Test
  void namesTheCandidatesWhereNoPluginOrSeveralAreMeant() throws Exception {
    assertRefused(
        "plugin:symbols absent", "no plugin absent; none is open, plugin:open LOCATION opens one");
    felix.shell("plugin:open 'elf:file:" + hello + "?name=twin&version=1'");
    felix.shell("plugin:open 'elf:file:" + folder + "/libother.so?name=twin&version=2'");
    List<Bundle> bundles = plugins();

    long one = bundles.get(0).getBundleId();
    long two = bundles.get(1).getBundleId();
    assertRefused(
        "plugin:symbols twin",
        "twin is the name of several plugins, say which: %d/twin (twin), %d/twin (twin)"
            .formatted(one, two));
    assertRefused(
        "plugin:symbols absent",
        "no plugin absent; there are twin (bundle %d, twin), twin (bundle %d, twin)"
            .formatted(one, two));
    assertThat(felix.shell("plugin:get " + two + " 'int W'")).isEqualTo("1");
    assertThat(felix.shell("plugin:get " + two + "/twin 'int W'")).isEqualTo("1");
    assertThat(felix.shell("plugin:get " + one + "/twin 'int V'")).isEqualTo("7");
    assertRefused("plugin:get twin/twin 'int V'", "twin/twin is the name of several plugins");
  }

  private static void installWithTwoPlugins() throws Exception {
    Compiler.compile(folder, "libusera.so", "int f(void) { return 1; }");
    Compiler.compile(folder, "libavutil.so", "int f(void) { return 2; }");
    Manifest manifest = new Manifest();
    manifest.read(
        new ByteArrayInputStream(
            """
            Manifest-Version: 1.0
            Bundle-ManifestVersion: 2
            Bundle-SymbolicName: usera
            Bundle-Activator: org.alfheim.activator.PluginActivator
            Import-Package: org.alfheim.activator;version="[1.0,2)"
            Native-Plugin: lib/libusera.so;name=usera,lib/libavutil.so;name=avutil
            """
                .getBytes(StandardCharsets.UTF_8)));
    Path jar = folder.resolve("usera.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (String library : List.of("libusera.so", "libavutil.so")) {
        out.putNextEntry(new ZipEntry("lib/" + library));
        Files.copy(folder.resolve(library), out);
      }
    }
    felix.context().installBundle("file:" + jar).start();
  }

  @Test
  void theNameOfAPluginComesBeforeThatOfABundle() throws Exception {
    installWithTwoPlugins();
    long bundle = plugins().getFirst().getBundleId();

    assertThat(felix.shell("plugin:call usera 'int f(void)'")).isEqualTo("1");
    for (String name :
        List.of("avutil", "usera/avutil", bundle + "/avutil", "usera/libavutil.so")) {
      assertThat(felix.shell("plugin:call " + name + " 'int f(void)'")).isEqualTo("2");
    }
    assertRefused(
        "plugin:call " + bundle + " 'int f(void)'",
        bundle + " is the name of several plugins, say which: avutil (usera), usera (usera)");
    assertRefused("plugin:call usera/absent 'int f(void)'", "no plugin usera/absent");
  }

  @Test
  void suggestsThePluginTheSymbolAndTheOptionThatWereMeant() throws Exception {
    felix.shell("plugin:open libhello.so.1.2");

    assertRefused("plugin:symbols libhelo", "no plugin libhelo; there are");
    assertRefused(
        "plugin:lookup libhello ehco", "not found in plugin libhello.so.1.2; did you mean echo?");
    assertRefused("plugin:call libhello 'int ad(int, int)' 1 2", "; did you mean add?");
    assertRefused(
        "plugin:open --wavie executable-stack x.so",
        "there is no option --wavie; did you mean --waive?");
  }

  @Test
  void aDeclarationWithoutQuotesIsTakenTogether() throws Exception {
    felix.shell("plugin:open libhello.so.1.2");

    assertThat(felix.shell("plugin:get libhello int V")).isEqualTo("7");
    felix.shell("plugin:set libhello int V 8");
    assertThat(felix.shell("plugin:get libhello 'int V'")).isEqualTo("8");
    felix.shell("plugin:set libhello unsigned long big 7");
    felix.shell("plugin:set libhello 'unsigned long big' 18446744073709551615");
    felix.shell("plugin:set libhello 'int V' 7");
    assertThat(felix.shell("plugin:call libhello int 'add(int, int)' 2 3")).isEqualTo("5");
    assertThat(felix.shell("plugin:call libhello unsigned long 'same(unsigned' 'long)' 4"))
        .isEqualTo("4");
  }

  @Test
  void readsAndWritesVariables() throws Exception {
    felix.shell("plugin:open libhello.so.1.2");

    assertThat(felix.value("plugin:get libhello 'int V'")).isEqualTo(7);
    assertThat(felix.shell("plugin:set libhello 'int V' -12")).isEmpty();
    assertThat(felix.shell("plugin:get libhello 'int V'")).isEqualTo("-12");
    felix.shell("plugin:set libhello 'int V' 0x2a");
    assertThat(felix.shell("plugin:get libhello 'int V'")).isEqualTo("42");
    felix.shell("plugin:set libhello 'int V' 7");
    assertThat(felix.shell("plugin:get libhello 'unsigned long big'"))
        .isEqualTo("18446744073709551615");
    assertThat(felix.shell("plugin:get libhello 'const char *title'")).isEqualTo("elf");
    assertThat(felix.shell("plugin:get libhello 'short T'")).isEqualTo("5");
    assertRefused(
        "plugin:get libhello int",
        "'int', column 1: this is a type; a variable is declared like 'int V'");
    assertRefused("plugin:get libhello 'int absent'", "absent not found");
    assertRefused("plugin:get libhello 'int add'", "add is a function");
    assertRefused("plugin:set libhello 'int V' seven", "'seven' is no int");
    assertRefused("plugin:set libhello 'int fixed' 4", "fixed");
  }

  @Test
  void callsFunctions() throws Exception {
    felix.shell("plugin:open libhello.so.1.2");

    assertThat(felix.value("plugin:call libhello 'int add(int, int)' 2 3")).isEqualTo(5);
    assertThat(felix.shell("plugin:call libhello 'int add(int, int)' -1 -2")).isEqualTo("-3");
    assertThat(felix.shell("plugin:call libhello 'double twice(double)' 1.25")).isEqualTo("2.5");
    assertThat(felix.shell("plugin:call libhello 'double twice(double)' -1e3"))
        .isEqualTo("-2000.0");
    assertThat(
            felix.shell(
                "plugin:call libhello 'unsigned long same(unsigned long)' 18446744073709551615"))
        .isEqualTo("18446744073709551615");
    assertThat(felix.shell("plugin:call libhello 'const char *echo(const char *)' 'two words'"))
        .isEqualTo("two words");
    assertThat(felix.shell("plugin:call libhello 'const char *echo(const char *)' 1.10"))
        .isEqualTo("1.10");
    assertThat(felix.shell("plugin:call libhello 'const char *echo(const char *)' NULL"))
        .isEqualTo("NULL");
    assertThat(felix.shell("plugin:call libhello 'int is_null(const void *)' null")).isEqualTo("1");
    assertThat(felix.shell("plugin:call libhello 'void nothing(void)'")).isEmpty();
  }

  @Test
  void takesTheResultOfOneCallAsTheArgumentOfAnother() throws Exception {
    felix.shell("plugin:open libhello.so.1.2");

    assertThat(
            felix.shell(
                "x = (plugin:call libhello 'int add(int, int)' 2 3); plugin:call libhello 'int add(int, int)' $x 1"))
        .isEqualTo("6");
    assertThat(
            felix.shell(
                "p = (plugin:call libhello 'void *echo(const char *)' NULL); plugin:call libhello 'int is_null(const void *)' $p"))
        .isEqualTo("1");
  }

  @Test
  void showsWhatACallLeftInBuffers() throws Exception {
    felix.shell("plugin:open libhello.so.1.2");

    assertThat(
            felix.shell(
                "plugin:call libhello 'int measure(char *buffer, unsigned long, int *)' @out:16 16 '&0'"))
        .isEqualTo("7\narg 1 (buffer) = filled\narg 3 = 6");
  }

  @Test
  void refusesCallsThatDoNotFitInOneLine() throws Exception {
    felix.shell("plugin:open libhello.so.1.2");

    assertRefused(
        "plugin:call libhello 'int add(int, int)' 1", "add takes 2 arguments, 1 was given");
    assertRefused("plugin:call libhello 'int add(int, int)' 1 two", "'two' is no int");
    assertRefused("plugin:call libhello 'int add(int, int' 1 2", "expected");
    assertRefused("plugin:call libhello 'int sub(int, int)' 1 2", "sub not found");
    assertRefused("plugin:call libhello 'int V(void)'", "is a variable");
  }

  @Test
  void showsWhatAFunctionPrintsInItsPlace() throws Exception {
    String program =
        "plugin:open "
            + hello
            + "; plugin:call libhello 'void F(void)'; plugin:set libhello 'int V' 8; plugin:call libhello 'int G(void)'";

    String output = ShellProcess.run(Files.createDirectory(folder.resolve("process")), program);

    assertThat(output.lines())
        .containsExactly("before", "Hello, number 7", "number 8, no line end;5");
  }

  @Test
  void findsWhatLiesAtAnAddress() throws Exception {
    felix.shell("plugin:open libhello.so.1.2");
    String address =
        felix
            .shell("plugin:lookup libhello add")
            .lines()
            .filter(line -> line.startsWith("address"))
            .findFirst()
            .orElseThrow()
            .substring(9);

    assertThat(felix.shell("plugin:where " + address))
        .matches(
            "add in libhello\\.so\\.1\\.2 \\(bundle \\d+, libhello\\), 0x[0-9a-f]+ of the image");
    assertThat(felix.shell("plugin:where 0x" + Long.toHexString(Long.decode(address) + 3)))
        .startsWith("add+0x3 in libhello.so.1.2 ");
    assertThat(felix.shell("plugin:where 0x10")).isEqualTo("no plugin at 0x10");
    assertRefused("plugin:where here", "'here' is no address");
  }

  @Test
  void plansAnOpenAndDoesNothing() throws Exception {
    Path user =
        Compiler.compile(
            folder,
            "libuser.so",
            "extern int W; int *f(void) { return &W; }",
            "-L" + folder,
            "-l:libother.so");

    assertThat(felix.shell("plugin:plan libuser.so").lines())
        .startsWith(user.toString())
        .contains("  need      libother.so, which is not found");
    felix.shell("plugin:open libother.so");
    assertThat(felix.shell("plugin:plan file:" + user).lines())
        .contains("  need      libother.so, a plugin");
    assertThat(plugins()).hasSize(1);
    assertRefused("plugin:plan /nowhere/lib.so", "/nowhere/lib.so: no such file");
    assertRefused("plugin:plan http://localhost/lib.so", "only files can be planned");
  }

  @Test
  void opensABareFileWithTheLibrariesOfItsFolder() throws Exception {
    Path needed = Compiler.compile(folder, "libneighbour.so", "int neighbour(void) { return 2; }");
    Path user =
        Compiler.compile(
            folder,
            "liborigin.so",
            "int neighbour(void); int t(void) { return neighbour(); }",
            "-L" + folder,
            "-lneighbour",
            "-Wl,-rpath,$ORIGIN");

    assertThat(felix.shell("plugin:plan " + user).lines())
        .contains("  need      libneighbour.so, the file " + needed)
        .noneMatch(line -> line.startsWith("  missing"));
    felix.shell("plugin:open elf:file:" + user);
    assertThat(felix.shell("plugin:call liborigin 'int t(void)'")).isEqualTo("2");
    plugins().getFirst().uninstall();
    felix.shell("plugin:open liborigin.so");
    assertThat(felix.shell("plugin:call liborigin 'int t(void)'")).isEqualTo("2");
  }

  /** In a jar an image has no neighbours. */
  @Test
  void saysThatABundleHasNoFolder() throws Exception {
    Compiler.compile(folder, "libaway.so", "int away(void) { return 2; }");
    Path user =
        Compiler.compile(
            folder,
            "libfolderless.so",
            "int away(void); int t(void) { return away(); }",
            "-L" + folder,
            "-laway",
            "-Wl,-rpath,$ORIGIN");
    jar(user, "folderless.jar", Map.of());

    assertThatThrownBy(() -> felix.shell("plugin:open folderless.jar"))
        .hasMessageContaining("the library libaway.so is not found; it asks for $ORIGIN");
  }

  @Test
  void showsTheUsageWhereArgumentsAreMissingOrTooMany() throws Exception {
    felix.shell("plugin:open libhello.so.1.2");

    for (String misuse : List.of("call", "call libhello")) {
      assertThatThrownBy(() -> felix.shell("plugin:" + misuse))
          .hasMessage("usage: plugin:call PLUGIN 'PROTOTYPE' [ARGUMENT]...");
    }
    assertRefused("plugin:open", "usage: plugin:open [--waive NAME[,NAME]] LOCATION");
    assertRefused("plugin:open a b", "usage: plugin:open [--waive NAME[,NAME]] LOCATION");
    assertRefused("plugin:open --waive a", "usage: plugin:open [--waive NAME[,NAME]] LOCATION");
    assertRefused("plugin:list libhello", "usage: plugin:list");
    assertRefused("plugin:symbols a b c", "usage: plugin:symbols PLUGIN [PATTERN]");
    assertRefused("plugin:lookup libhello", "usage: plugin:lookup PLUGIN NAME");
    assertRefused("plugin:get libhello", "usage: plugin:get PLUGIN 'DECLARATION'");
    assertRefused("plugin:set libhello 'int V'", "usage: plugin:set PLUGIN 'DECLARATION' VALUE");
    assertRefused("plugin:where 1 2", "usage: plugin:where ADDRESS");
    assertRefused("plugin:plan", "usage: plugin:plan FILE");
    assertThat(felix.shell("plugin:call --help"))
        .isEqualTo("usage: plugin:call PLUGIN 'PROTOTYPE' [ARGUMENT]...");
  }

  /** A shell at a terminal shows the text of an exception. */
  @Test
  void failsWithExceptionsWhoseTextIsTheMessage() {
    for (String command :
        List.of(
            "plugin:symbols absent",
            "plugin:open /nowhere/lib.so",
            "plugin:call",
            "plugin:where x")) {
      assertThatThrownBy(() -> felix.shell(command))
          .satisfies(refusal -> assertThat(refusal).hasToString(refusal.getMessage()));
    }
  }

  @Test
  void explainsEachCommand() throws Exception {
    for (String command :
        List.of(
            "open",
            "list",
            "retired",
            "failures",
            "symbols",
            "lookup",
            "get",
            "set",
            "call",
            "where",
            "plan")) {
      assertThat(felix.shell("help plugin:" + command))
          .matches("(?s)" + command + " - \\w.*scope: plugin.*")
          .containsOnlyOnce("scope: plugin");
    }
  }

  @Test
  void theHelpOfACommandHasItsDescriptionItsOptionsAndItsParametersOnce() throws Exception {
    assertThat(felix.shell("help plugin:call"))
        .isEqualToNormalizingWhitespace(
            """
            call - call a function; what it prints comes before the result
               scope: plugin
               parameters:
                  Object   %s
                  String   the function as C declares it, in quotes: 'int add(int, int)'; or its name, where its type is known
                  String[]   arguments: 7, -1, 3.14, text, NULL, @out:100 for a buffer, &5 for a cell
            """
                .formatted(PluginCommand.PLUGIN));
    assertThat(felix.shell("help plugin:open"))
        .containsOnlyOnce("options:")
        .containsOnlyOnce("--waive")
        .containsOnlyOnce("parameters:");
    assertThat(felix.shell("help plugin:symbols")).containsOnlyOnce("parameters:");
  }

  private static void assertRefused(String command, String complaint) {
    assertThatThrownBy(() -> felix.shell(command))
        .satisfies(refusal -> {
          assertThat(refusal.getMessage()).contains(complaint);
          assertThat(refusal.getMessage().lines()).hasSize(1);
        });
  }
}
