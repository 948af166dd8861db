package org.alfheim.internal.open;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Loaded;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.Plugin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image in memory is known by its name and its contents. */
class InMemoryTest {
  @TempDir Path folder;

  private Compiler compiler;

  @BeforeEach
  void compilerInFolder() {
    compiler = new Compiler(folder);
  }

  private byte[] image(String name, int number) throws IOException {
    return Files.readAllBytes(
        compiler.c(name, "int calls; int number(void) { calls++; return " + number + "; }"));
  }

  @Test
  void theSameNameAndBytesAreTheSamePlugin() throws IOException {
    byte[] image = image("same.so", 1);

    Plugin plugin = Loader.open("memory!/same.so", image);

    assertThat(Loader.open("memory!/same.so", image.clone())).isSameAs(plugin);
    assertThat(Loader.open("another!/same.so", image)).isNotSameAs(plugin);
    assertThat(plugin.location()).startsWith("memory!/same.so#" + image.length + "-");
  }

  @Test
  void aByteMoreOrAnotherMakesAnotherPlugin() throws IOException {
    byte[] image = image("other.so", 2);
    byte[] longer = Arrays.copyOf(image, image.length + 1);
    byte[] changed = image.clone();
    changed[0x30] ^= 1; // e_flags, which has no meaning on this machine

    Plugin plugin = Loader.open("memory!/other.so", image);

    assertThat(Loader.open("memory!/other.so", longer)).isNotSameAs(plugin);
    assertThat(Loader.open("memory!/other.so", changed)).isNotSameAs(plugin);
  }

  @Test
  void twoImagesOfOneFingerprintAreTwoPlugins() throws IOException {
    byte[] one = image("one.so", 1);
    byte[] two = image("two.so", 2);
    // No two images are known that have one: here they are given one.
    Plugin first = ImageLoader.shared().open(contrived(one));
    Plugin second = ImageLoader.shared().open(contrived(two));

    assertThat(Loaded.by(first).call("number")).isEqualTo(1);
    assertThat(Loaded.by(second).call("number")).isEqualTo(2);
    assertThat(List.of(first, second)).doesNotHaveDuplicates();
    assertThat(ImageLoader.shared().open(contrived(one))).isSameAs(first);
    assertThat(ImageLoader.shared().open(contrived(two))).isSameAs(second);
  }

  private static Source contrived(byte[] image) {
    Origin origin =
        new Origin(
            "memory!/contrived.so",
            "contrived.so",
            "memory!/contrived.so#1",
            Optional.empty(),
            Optional.empty());
    return Source.memory(origin, image, OpenOptions.usual(), List.of());
  }
}
