package org.alfheim.itests.endtoend;

import static org.alfheim.itests.endtoend.Alfheim.alfheim;
import static org.alfheim.itests.endtoend.Alfheim.alfheimReading;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.alfheim.itests.endtoend.Alfheim.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life cycle of plugin bundles in the container's shell: update, refresh, and what is told. */
class FrameworkCommandsTest {
  private static final String CALL = "plugin:call vvp \"int ver(void)\"\n";

  @TempDir Path folder;

  /** The bundle vv with the plugin vvp, whose only function returns its version. */
  private Path bundle(int version) throws IOException {
    Path image =
        Plugins.compile(
            folder,
            "libvv" + version + ".so",
            "int ver(void) { return " + version + "; }",
            "-Wl,-soname,libvv.so.1");
    Manifest manifest =
        new Manifest(
            new ByteArrayInputStream(
                """
                Manifest-Version: 1.0
                Bundle-ManifestVersion: 2
                Bundle-SymbolicName: vv
                Bundle-Version: 1.%d.0
                Bundle-Activator: org.alfheim.activator.PluginActivator
                Import-Package: org.alfheim.activator;version="[1.0,2)"
                Native-Plugin: lib/libvv.so.1;name=vvp
                """
                    .formatted(version)
                    .getBytes(StandardCharsets.UTF_8)));
    Path jar = folder.resolve("vv" + version + ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.putNextEntry(new ZipEntry("lib/libvv.so.1"));
      Files.copy(image, out);
    }
    return jar;
  }

  @Test
  void aBundleIsUpdatedFromAnotherPlaceAndRefreshedAndAnswersAtOnce() throws IOException {
    Path one = bundle(1);
    Path two = bundle(2);
    Path three = bundle(3);

    Run run =
        alfheimReading(
            "start $(install file:%s)\n".formatted(one)
                + CALL
                + "update vv file:%s\n".formatted(two)
                + CALL
                + "refresh\n"
                + CALL
                + "refresh vv\n"
                + CALL
                + "update vv %s\n".formatted(three)
                + "refresh vv\n"
                + CALL
                + "update vv\n"
                + CALL,
            "run");

    assertThat(run.err()).isEmpty();
    assertThat(run.lines()).containsExactly("1", "2", "2", "2", "3", "1");
    assertThat(run.status()).isZero();
  }

  /** All of the container's own bundles that depend on the loader go and come back on the way. */
  @Test
  void aRefreshOfTheLoaderIsOverWhenItReturns() {
    Run run =
        alfheimReading(
            "plugin:set hello 'int V' 5\nrefresh org.alfheim.activator\nplugin:get hello 'int V'\n",
            "run");

    assertThat(run.err()).isEmpty();
    assertThat(run.lines()).containsExactly("5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"native-bridge", "activator", "container", "shell", "wrap", "deployer"})
  void aRunThatRefreshesABundleOfTheContainerEndsWell(String bundle) {
    Run run = alfheim("run", "-c", "refresh org.alfheim." + bundle + "; plugin:get hello 'int V'");

    assertThat(run.err()).isEmpty();
    assertThat(run.lines()).containsExactly("0");
    assertThat(run.status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"install", "start", "stop", "update", "uninstall"})
  void aCommandThatIsToldNothingSaysSo(String command) {
    assertThat(alfheim("run", "-c", command).err())
        .isEqualTo(
            "alfheim: %s takes at least one bundle; lb lists what is installed\n"
                .formatted(command));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "install $nothing",
        "start $nothing hello",
        "update hello $nothing",
        "refresh $nothing",
        "uninstall $nothing $nothing",
        "plugin:lookup $nothing F",
      })
  void aVariableThatIsNotSetIsNamedAsSuch(String statement) {
    Run run = alfheim("run", "-c", statement);

    assertThat(run.err()).hasLineCount(1).contains("variable", "is not set");
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void anUpdateFromWhatIsNotThereLeavesTheBundleAsItIs() throws IOException {
    Run run =
        alfheimReading(
            "start file:%s\nupdate vv file:/nowhere/vv.jar\n".formatted(bundle(1)) + CALL, "run");

    assertThat(run.err())
        .startsWith("alfheim: /nowhere/vv.jar")
        .hasLineCount(1)
        .doesNotContain("Exception");
    assertThat(run.lines()).containsExactly("1");
  }

  @Test
  void theCommandTheBundleAndThePluginThatWereMeantAreSuggested() {
    assertThat(alfheim("run", "-c", "plugin:cal hello").err())
        .isEqualTo("alfheim: Command not found: plugin:cal; did you mean plugin:call?\n");
    assertThat(alfheim("run", "-c", "plugn:list").err())
        .isEqualTo("alfheim: Command not found: plugn:list; did you mean plugin:list?\n");
    assertThat(alfheim("run", "-c", "stop org.alfheim.plugins.helo").err())
        .endsWith("; did you mean org.alfheim.plugins.hello?\n");
    assertThat(alfheim("run", "-c", "plugin:symbols helo").err())
        .startsWith("alfheim: no plugin helo; there are ")
        .endsWith("; did you mean hello?\n");
  }

  @Test
  void aPrototypeWithoutQuotesIsToldToTakeSome() {
    assertThat(alfheim("run", "-c", "plugin:call hello void F(void)").err())
        .isEqualTo(
            "alfheim: no matches found: F(void); put what C declares in quotes, such as 'int add(int, int)' or 'int *V'\n");
    assertThat(alfheim("run", "-c", "plugin:get hello int V").lines()).hasSize(1);
  }
}
