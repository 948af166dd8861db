package org.alfheim.itests.framework.deployer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.alfheim.deployer.PluginInstaller;
import org.alfheim.itests.framework.fixture.Image;
import org.alfheim.itests.framework.fixture.Refusals;
import org.alfheim.itests.framework.fixture.Services;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.UnresolvedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.Version;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;

/**
 * A bare file becomes a bundle by its location: through the framework's URL handler, and through
 * the installer service.
 */
class ElfLocationTest {
  @InjectBundleContext BundleContext context;
  @InjectService PluginInstaller installer;
  @TempDir Path folder;

  /** What the installer installs belongs to no test. */
  @AfterEach
  void uninstall() throws BundleException {
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getLocation().startsWith("elf:")) {
        bundle.uninstall();
      }
    }
  }

  private Object call(String plugin, String function) throws InvalidSyntaxException {
    return new Services(context)
        .symbol(plugin, function)
        .function("int " + function + "(void)")
        .call(List.of());
  }

  @Test
  void theFrameworkInstallsFromAUrl() throws Exception {
    Path file = Image.file(folder, "libcounter.so.1.4.2");

    Bundle bundle = context.installBundle("elf:file:" + file);
    bundle.start();

    assertThat(bundle.getSymbolicName()).isEqualTo("libcounter");
    assertThat(bundle.getVersion()).isEqualTo(new Version(1, 4, 2));
    assertThat((int) call("libcounter.so.1.4.2", "call")).isPositive();
  }

  @Test
  void optionsAreInTheQuery() throws Exception {
    Path file = Image.file(folder, "libkinds.so.2");

    Bundle bundle =
        context.installBundle(
            "elf:file:" + file + "?name=kinds&declare=function,variable&version=2.5");
    bundle.start();

    assertThat(Services.symbols(bundle)).containsExactly("function", "variable");
    assertThat(bundle.getVersion()).isEqualTo(new Version(2, 5, 0));
    assertThat(new Services(context).plugin("kinds").name()).isEqualTo("libkinds.so.2");
  }

  @Test
  void theInstallerNeedsNoUrlHandler() throws Exception {
    Path file = Image.file(folder, "libcounter.so.1.4.2");

    Bundle bundle = installer.install(file);
    bundle.start();

    assertThat(bundle.getLocation()).isEqualTo("elf:file:" + file.toRealPath());
    assertThat(Services.of(bundle, Plugin.class)).hasSize(1);
  }

  @Test
  void oneFileIsOneBundleWhateverLeadsToIt() throws Exception {
    Path file = Image.file(folder, "libcounter.so.1.4.2");
    Path link = Files.createSymbolicLink(folder.resolve("libcounter.so.1"), file);

    Bundle bundle = context.installBundle("elf:file:" + link);

    assertThat(installer.install(file)).isEqualTo(bundle);
    assertThat(installer.install(link)).isEqualTo(bundle);
    assertThat(installer.install("elf:file:" + link)).isEqualTo(bundle);
    assertThat(bundle.getVersion()).isEqualTo(new Version(1, 4, 2));
  }

  @Test
  void aLibraryOfTheSystemIsAPluginToo() throws Exception {
    Bundle bundle = installer.install("elf:file:/lib/x86_64-linux-gnu/libz.so.1?name=z");
    bundle.start();

    assertThat(
            new Services(context)
                .symbol("z", "zlibVersion")
                .function("const char *zlibVersion(void)")
                .call(List.of()))
        .asString()
        .startsWith("1.");
  }

  @Test
  void aSecondBundleOfTheSameNameIsToldOfTheFirst() throws Exception {
    Path one = Image.file(Files.createDirectory(folder.resolve("one")), "libcounter.so.1.4.2");
    Path two = Image.file(Files.createDirectory(folder.resolve("two")), "libcounter.so.1.4.2");
    Bundle first = installer.install(one);

    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> installer.install(two))
        .withMessage(
            "elf:file:"
                + two.toRealPath()
                + ": bundle "
                + first.getBundleId()
                + " from "
                + first.getLocation()
                + " is libcounter 1.4.2 already; give this one a name of its own with ?name=…");

    Bundle second = installer.install("elf:file:" + two + "?name=another");
    assertThat(second.getSymbolicName()).isEqualTo("another");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "elf:file:/nowhere/libx.so|/nowhere/libx.so: no such file",
        "elf:file:/etc|/etc: it is a directory, not a file",
        "elf:file:/etc/passwd|/etc/passwd: invalid filetype, only ELF64 supported",
        "elf:file:/etc/passwd?symbol=all|elf:file:/etc/passwd?symbol=all: unknown option symbol; there are name, symbols, declare, services, version, requires, waive, go.runtime",
        "elf:nothing|elf:nothing: nothing is no URL; a file's begins with file:/",
        "file:/etc/passwd|file:/etc/passwd: expected elf: and a URL, such as elf:file:/opt/libx.so",
      })
  void saysInOneLineWhatIsWrong(String location, String problem) {
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> installer.install(location))
        .satisfies(
            refusal -> assertThat(refusal.getMessage()).startsWith(problem).doesNotContain("\n"));
  }

  @Test
  void theFrameworkTellsTheReasonToo() {
    BundleException refusal =
        catchThrowableOfType(
            BundleException.class, () -> context.installBundle("elf:file:/etc/passwd"));

    assertThat(refusal)
        .hasRootCauseMessage(refusal.getCause().getMessage())
        .hasStackTraceContaining("/etc/passwd: invalid filetype, only ELF64 supported");
  }

  @Test
  void aFileThatIsRepairedCanBeOpened() throws IOException, BundleException {
    Path file = Files.write(folder.resolve("libx.so"), Image.bytes("libmissing.so"));
    Bundle bundle = installer.install(file);
    assertThat(Refusals.of(bundle)).hasCauseInstanceOf(UnresolvedException.class);

    bundle.uninstall();
    Files.write(file, Image.bytes("libcounter.so.1.4.2"));

    installer.install(file).start();
  }
}
