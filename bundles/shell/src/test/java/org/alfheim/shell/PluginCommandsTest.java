package org.alfheim.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.alfheim.shell.command.PluginCommand;
import org.alfheim.wrap.PluginBundle;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** Listing, finding and explaining: plugins, symbols and the commands themselves. */
class PluginCommandsTest extends ShellWithPlugins {
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
}
