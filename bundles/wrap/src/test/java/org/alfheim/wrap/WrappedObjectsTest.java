package org.alfheim.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
