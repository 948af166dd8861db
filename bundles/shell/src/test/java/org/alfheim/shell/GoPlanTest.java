package org.alfheim.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.alfheim.gohost.GoInstallation;
import org.alfheim.gohost.HostBuild;
import org.alfheim.wrap.GoHostBundle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** A Go plugin is planned behind its host, and called without a prototype. */
@Timeout(600)
class GoPlanTest {
  @TempDir private Path folder;

  private Framework felix;
  private GoInstallation go;

  @BeforeEach
  void start() throws Exception {
    go = GoInstallation.all(Map.of()).getFirst();
    Process build =
        new ProcessBuilder(
                "../../native-bridge/src/test/go/build.sh",
                go.go().getParent().getParent().toString(),
                "plugin",
                "kinds",
                folder.resolve("kinds.so").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(build.waitFor()).as(said).isZero();
    felix = Framework.start(folder);
  }

  @AfterEach
  void stop() throws Exception {
    felix.stop();
  }

  private Bundle host() throws Exception {
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    GoHostBundle.of(new HostBuild(go, List.of(), false, false).image(), go.version()).writeTo(jar);
    return felix.context().installBundle("host", new ByteArrayInputStream(jar.toByteArray()));
  }

  private String address(String symbol) throws Exception {
    return felix
        .shell("plugin:lookup kinds " + symbol)
        .lines()
        .filter(line -> line.startsWith("address"))
        .findFirst()
        .orElseThrow()
        .substring(9)
        .strip();
  }

  private String where(long address) throws Exception {
    return felix.shell("plugin:where 0x" + Long.toHexString(address));
  }

  @Test
  void aGoPluginIsPlannedBehindTheHostThatIsInstalled() throws Exception {
    assertThatThrownBy(() -> felix.shell("plugin:plan kinds.so"))
        .hasMessageContaining(
            "kinds.so: this is a Go plugin ("
                + go.version()
                + "), and no bundle that is installed is a host for it");

    Bundle host = host();

    assertThat(felix.shell("plugin:plan kinds.so"))
        .contains("org.alfheim.go.host-" + host.getVersion() + "!/host.so")
        .contains(" comes first, ");
    felix.shell("plugin:open kinds.so");
    assertThat(felix.shell("plugin:list"))
        .contains("RUNS ON")
        .containsPattern(
            "kinds.so .* "
                + go.version()
                + ", org.alfheim.go.host \\["
                + host.getBundleId()
                + "\\]");
    assertThat(felix.shell("plugin:call kinds One 7")).isEmpty();
    assertThat(felix.shell("plugin:set kinds ANumber 7; plugin:get kinds ANumber")).endsWith("7");
    assertThat(felix.shell("plugin:symbols kinds"))
        .contains("func One(int) string")
        .contains("var ANumber main.Number");
    assertThatThrownBy(() -> felix.shell("plugin:set kinds AHandler f"))
        .hasMessageContaining("can be nil only here");
  }

  @Test
  void aGoPluginWithoutAHostIsAFailureThatSaysWhatMakesOne() throws Exception {
    String lacks = "nothing provides what it requires: org.alfheim.go (&(go=" + go.version() + ")";
    String made = "(alfheim go-host makes it, with the Go that has built the plugin)";

    assertThatThrownBy(() -> felix.shell("plugin:open kinds.so"))
        .hasMessageStartingWith("kinds.so: " + lacks)
        .hasMessageEndingWith(made);
    assertThat(felix.shell("plugin:failures")).isEqualTo("no plugin bundle has failed to start");

    Bundle plugin = felix.context().installBundle("elf:file:" + folder.resolve("kinds.so"));
    assertThatThrownBy(plugin::start).isInstanceOf(BundleException.class);
    assertThat(felix.shell("plugin:failures")).contains("kinds: " + lacks).contains(made);
    assertThatThrownBy(() -> felix.shell("plugin:call kinds One 7")).hasMessageContaining(lacks);

    host();
    plugin.start();
    assertThat(felix.shell("plugin:failures")).isEqualTo("no plugin bundle has failed to start");
  }

  @Test
  void namesOfGoAreCompletedAndNothingHasToBeDeclared() throws Exception {
    host();
    felix.shell("plugin:open kinds.so");

    assertThat(strings(felix.complete("call", "kinds", ""))).contains("One", "Two");
    assertThat(strings(felix.complete("call", "kinds", ""))).doesNotContain("ANumber");
    assertThat(strings(felix.complete("call", "kinds", "On"))).containsExactly("One");
    assertThat(strings(felix.complete("get", "kinds", ""))).contains("ANumber", "AHandler");
    assertThat(strings(felix.complete("set", "kinds", "ANu"))).containsExactly("ANumber");
    assertThat(strings(felix.complete("lookup", "kinds", ""))).contains("One", "ANumber");
  }

  private static List<String> strings(List<?> words) {
    return words.stream().map(Object::toString).toList();
  }

  @Test
  void anAddressOfGoIsInAnExportOrInTheImageOrInTheHost() throws Exception {
    Bundle host = host();
    felix.shell("plugin:open kinds.so");
    long one = Long.decode(address("One"));
    long base = Long.decode(place(where(one)));

    assertThat(where(one)).matches("One in kinds.*, 0x[0-9a-f]+ of the image");
    assertThat(where(one + 1)).startsWith("One+0x1 in kinds");
    assertThat(where(one - base + 0x40)).startsWith("kinds").endsWith(", 0x40 of the image");
    assertThat(whereHostsAre())
        .anySatisfy(said ->
            assertThat(said)
                .startsWith("org.alfheim.go.host-" + host.getVersion() + "!/host.so#go")
                .endsWith(", the host of kinds.so (" + go.version() + "), 0x10 of the image"));
  }

  /** What is said of an address, as far as it is that of a place in an image. */
  private static String place(String said) {
    return said.replaceFirst(".*(0x[0-9a-f]+) of the image", "$1");
  }

  /** Where the process has hosts mapped, also those of frameworks that were here before. */
  private List<String> whereHostsAre() throws Exception {
    List<String> said = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
      if (line.contains("host.so")) {
        said.add(where(Long.parseUnsignedLong(line.substring(0, line.indexOf('-')), 16) + 0x10));
      }
    }
    return said;
  }
}
