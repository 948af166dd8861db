package org.alfheim.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElfFileTest {
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F', 2};

  @TempDir Path folder;

  private boolean isMeant(String name, byte[] content) throws IOException {
    return ElfFile.isMeant(Files.write(folder.resolve(name), content).toFile());
  }

  @ParameterizedTest
  @ValueSource(strings = {"libx.so", "libx.so.1.2", "plugin", "x.bin", "module.o"})
  void whatBeginsAsElfFilesDo(String name) throws IOException {
    assertThat(isMeant(name, ELF)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"libx.so", "libx.so.1", "libx.so.1.2.3"})
  void aSharedObjectByNameEvenIfItIsBroken(String name) throws IOException {
    assertThat(isMeant(name, new byte[0])).isTrue();
    assertThat(isMeant(name, new byte[] {'?'})).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundle.jar", "x.cfg", "notes.so.txt", "libx.sox"})
  void notAnotherFile(String name) throws IOException {
    assertThat(isMeant(name, new byte[] {'P', 'K', 3, 4})).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {".libx.so.aB3dEf", "libx.so.part", "libx.so.tmp", "libx.so~"})
  void notWhatIsStillBeingCopied(String name) throws IOException {
    assertThat(isMeant(name, ELF)).isFalse();
  }

  @Test
  void notAFolder() throws IOException {
    assertThat(ElfFile.isMeant(Files.createDirectory(folder.resolve("x.so")).toFile())).isFalse();
  }

  @Test
  void aFileThatIsGoneByItsName() {
    assertThat(ElfFile.isMeant(folder.resolve("libx.so").toFile())).isTrue();
    assertThat(ElfFile.isMeant(folder.resolve("plugin").toFile())).isFalse();
  }

  @Test
  void onlyTheBeginningOfAnElfFileMayBeUnfinished() throws IOException {
    Path file = folder.resolve("libx.so");
    assertThat(ElfFile.mayBeUnfinished(Files.write(file, new byte[0]).toFile())).isTrue();
    assertThat(ElfFile.mayBeUnfinished(Files.write(file, ELF).toFile())).isTrue();
    assertThat(ElfFile.mayBeUnfinished(Files.writeString(file, "no image").toFile())).isFalse();
  }
}
