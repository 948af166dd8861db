package org.alfheim.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.alfheim.wrap.PluginBundle;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** {@code plugin:open}, {@code plugin:plan}, and what comes of it. */
class OpenCommandsTest extends ShellWithPlugins {
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
}
