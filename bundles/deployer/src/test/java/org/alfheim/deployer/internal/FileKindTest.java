package org.alfheim.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileKindTest {
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F', 2};

  @TempDir Path folder;

  private FileKind kind(String name, byte[] content) throws IOException {
    return FileKind.of(Files.write(folder.resolve(name), content), true);
  }

  private byte[] jar(String header) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue(header, "x");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new JarOutputStream(bytes, manifest).close();
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"libx.so", "libx.so.1.2", "plugin", "x.bin", "module.o"})
  void anImageBeginsAsElfFilesDo(String name) throws IOException {
    assertThat(kind(name, ELF)).isEqualTo(FileKind.IMAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"libx.so", "libx.so.1", "libx.so.1.2.3", "x.a", "x.o", "a\nb.so"})
  void anImageByNameEvenIfItIsBroken(String name) throws IOException {
    assertThat(kind(name, new byte[0])).isEqualTo(FileKind.IMAGE);
    assertThat(kind(name, new byte[] {'?'})).isEqualTo(FileKind.IMAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.cfg", "notes.so.txt", "libx.sox", "archive.zip"})
  void notAnotherFile(String name) throws IOException {
    assertThat(kind(name, new byte[] {'P', 'K', 3, 4})).isEqualTo(FileKind.OTHER);
  }

  @Test
  void aBundleByItsContentOrItsName() throws IOException {
    assertThat(kind("x.jar", new byte[0])).isEqualTo(FileKind.JAR);
    assertThat(kind("x.war", jar("Bundle-SymbolicName"))).isEqualTo(FileKind.JAR);
    assertThat(kind("x.zip", jar("Nothing"))).isEqualTo(FileKind.OTHER);
  }

  @Test
  void onlyABundleWithAPluginWhereOthersHaveTheRest() throws IOException {
    Path plugin = Files.write(folder.resolve("plugin.jar"), jar("Native-Plugin"));
    Path bundle = Files.write(folder.resolve("bundle.jar"), jar("Bundle-SymbolicName"));
    assertThat(FileKind.of(plugin, false)).isEqualTo(FileKind.JAR);
    assertThat(FileKind.of(bundle, false)).isEqualTo(FileKind.OTHER);
  }

  @ParameterizedTest
  @ValueSource(strings = {".libx.so.aB3dEf", "libx.so.part", "libx.so.tmp", "libx.so~", ".a\nb.so"})
  void notWhatIsStillBeingCopied(String name) throws IOException {
    assertThat(kind(name, ELF)).isEqualTo(FileKind.OTHER);
  }

  @Test
  void notAFolder() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("x.so"));
    assertThat(FileKind.of(directory, true)).isEqualTo(FileKind.OTHER);
  }

  @Test
  @Timeout(20)
  void aPipeIsNotOpened() throws Exception {
    for (String name : new String[] {"x.so", "x.jar", "x.cfg", "x"}) {
      Path pipe = folder.resolve(name);
      assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
      assertThat(FileKind.of(pipe, true)).isEqualTo(FileKind.SPECIAL);
    }
  }

  @Test
  void aFileThatIsGoneByItsName() {
    assertThat(FileKind.of(folder.resolve("libx.so"), true)).isEqualTo(FileKind.IMAGE);
    assertThat(FileKind.of(folder.resolve("x.jar"), true)).isEqualTo(FileKind.JAR);
    assertThat(FileKind.of(folder.resolve("plugin"), true)).isEqualTo(FileKind.OTHER);
  }

  @Test
  void onlyTheBeginningOfAFileMayBeUnfinished() throws IOException {
    Path file = folder.resolve("libx.so");
    assertThat(FileKind.IMAGE.mayBeUnfinished(Files.write(file, new byte[0]))).isTrue();
    assertThat(FileKind.IMAGE.mayBeUnfinished(Files.write(file, ELF))).isTrue();
    assertThat(FileKind.IMAGE.mayBeUnfinished(Files.writeString(file, "!<arch>\n"))).isTrue();
    assertThat(FileKind.JAR.mayBeUnfinished(file)).isFalse();
    assertThat(FileKind.IMAGE.mayBeUnfinished(Files.writeString(file, "no image"))).isFalse();
  }

  @Test
  void aNameThatIsNotUtf8CountsAsAnother() throws IOException {
    Path bundle = Path.of(URI.create(folder.toUri() + "a%F6.war"));
    assertThat(FileKind.of(Files.write(bundle, jar("Bundle-SymbolicName")), true))
        .isEqualTo(FileKind.JAR);
    assertThat(FileKind.of(bundle, false)).isEqualTo(FileKind.OTHER);
    Path image = Path.of(URI.create(folder.toUri() + "lib%F6.so.1"));
    assertThat(FileKind.of(Files.write(image, new byte[0]), true)).isEqualTo(FileKind.IMAGE);
    Path hidden = Path.of(URI.create(folder.toUri() + ".%F6.so"));
    assertThat(FileKind.of(Files.write(hidden, ELF), true)).isEqualTo(FileKind.OTHER);
  }
}
