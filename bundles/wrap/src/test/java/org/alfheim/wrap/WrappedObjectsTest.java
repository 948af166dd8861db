package org.alfheim.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import org.alfheim.elf.SharedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrappedObjectsTest {
  @TempDir private Path folder;

  private static SharedObject image(PluginBundle bundle) {
    return SharedObject.parse(bundle.entry(), bundle.image());
  }

  @Test
  void anObjectIsLinkedWhenItsBundleIsMade() throws Exception {
    Path object =
        Compiler.compile(folder, "twice.o", "int twice(int x) { return 2 * x; }", "-c", "-g");
    PluginBundle bundle = PluginBundle.of(object);
    assertThat(bundle.entry()).isEqualTo("lib/twice.so");
    assertThat(bundle.file()).contains(object.toRealPath());
    assertThat(bundle.types().btf()).isPresent();
    assertThat(image(bundle).find("twice")).isPresent();
    assertThat(PluginBundle.of("twice.o", Files.readAllBytes(object), WrapOptions.NONE).entry())
        .isEqualTo("lib/twice.so");
  }

  @Test
  void whoeverInstallsItAtOnceGetsTheObjectItself() throws Exception {
    Path object = Compiler.compile(folder, "twice.obj", "int twice(int x) { return 2 * x; }", "-c");
    WrapOptions options =
        WrapOptions.parse(Map.of("needs", "libm.so.6", "symbolic", "true", "soname", "libt.so.1"));

    PluginBundle bundle = PluginBundle.of(object, options).withSource();

    assertThat(bundle.entry()).isEqualTo("lib/twice.obj.o");
    assertThat(entries(bundle)).containsEntry("lib/twice.obj.o", read(object));
    assertThat(bundle.manifest().getMainAttributes().getValue("Native-Plugin"))
        .isEqualTo(
            "lib/twice.obj.o;name=\"twice.so\";needs=\"libm.so.6\";symbolic=\"true\""
                + ";soname=\"libt.so.1\";version=\"1\"");
    assertThat(bundle.manifest().getMainAttributes().getValue("Provide-Capability"))
        .contains("name=\"twice.so\"", "soname=\"libt.so.1\"");
  }

  @Test
  void whatLeadsToOtherFilesIsLinkedBeforehand() throws Exception {
    Path object = Compiler.compile(folder, "twice.o", "int twice(int x) { return 2 * x; }", "-c");
    Path thin = folder.resolve("libthin.a");
    archive("rcsT", thin, object);
    Path script = Files.writeString(folder.resolve("libscript.a"), "INPUT(twice.o)\n");
    Path whole = folder.resolve("libwhole.a");
    archive("rcs", whole, object);

    assertThat(entries(PluginBundle.of(thin).withSource())).containsOnlyKeys("lib/libthin.so");
    assertThat(entries(PluginBundle.of(script).withSource())).containsOnlyKeys("lib/libscript.so");
    assertThat(entries(PluginBundle.of(whole).withSource())).containsOnlyKeys("lib/libwhole.a");
  }

  private static void archive(String how, Path archive, Path object) throws Exception {
    Process ar =
        new ProcessBuilder("ar", how, archive.toString(), object.toString()).inheritIO().start();
    assertThat(ar.waitFor()).isZero();
  }

  private static String read(Path file) throws IOException {
    return HexFormat.of().formatHex(Files.readAllBytes(file));
  }

  /** What is in the jar but its manifest, in hexadecimal. */
  private static Map<String, String> entries(PluginBundle bundle) throws IOException {
    Map<String, String> entries = new HashMap<>();
    try (JarInputStream jar = new JarInputStream(bundle.openStream())) {
      for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
        entries.put(entry.getName(), HexFormat.of().formatHex(jar.readAllBytes()));
      }
    }
    return entries;
  }

  @Test
  void severalFilesAreOneImage() throws Exception {
    Path one =
        Compiler.compile(folder, "one.o", "int two(void); int one(void) { return two(); }", "-c");
    Path two = Compiler.compile(folder, "two.o", "int two(void) { return 2; }", "-c");
    WrapOptions options =
        WrapOptions.parse(Map.of("name", "both", "soname", "libboth.so.2", "needs", "libm.so.6"));
    PluginBundle bundle = PluginBundle.of(List.of(one, two), options);
    assertThat(bundle.name()).isEqualTo("both");
    assertThat(image(bundle).soname()).contains("libboth.so.2");
    assertThat(image(bundle).needed()).contains("libm.so.6");
    assertThat(image(bundle).find("one")).isPresent();
    assertThat(image(bundle).find("two")).isPresent();
    assertThat(bundle.warnings()).isEmpty();
  }

  @Test
  void whatNobodyHasIsNamed() throws Exception {
    Path one =
        Compiler.compile(folder, "one.o", "int two(void); int one(void) { return two(); }", "-c");
    assertThat(PluginBundle.of(one).warnings())
        .containsExactly("no library that was named has two");
  }

  @Test
  void howObjectsAreLinkedIsNotSaidOfASharedObject() throws Exception {
    Path library = Compiler.compile(folder, "libone.so", "int one(void) { return 1; }");
    assertThatThrownBy(
            () -> PluginBundle.of(library, WrapOptions.parse(Map.of("symbolic", "true"))))
        .isInstanceOf(WrapException.class)
        .hasMessageContaining("libone.so is no relocatable object and no archive");
  }
}
