package org.alfheim.itests.endtoend;

import static org.alfheim.itests.endtoend.Alfheim.alfheim;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.alfheim.itests.endtoend.Alfheim.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What cannot be opened, by the command and in the container: one line, the status 1, no stack
 * trace.
 */
class BadFileTest {

  // Offsets in the ELF header, gABI 4.1.
  private static final int EI_CLASS = 4;
  private static final int EI_DATA = 5;
  private static final int E_MACHINE = 18;

  private static final byte ELFCLASS32 = 1;
  private static final byte ELFDATA2MSB = 2;
  private static final byte EM_AARCH64 = (byte) 183;

  @TempDir Path folder;

  @Test
  void garbage() throws IOException {
    byte[] garbage = new byte[5000];
    new Random(1).nextBytes(garbage);
    isRefused(file("garbage.so", garbage), "invalid filetype, only ELF64 supported");
  }

  @Test
  void anEmptyFile() throws IOException {
    isRefused(file("empty.so", new byte[0]), "empty");
  }

  @Test
  void aTruncatedFile() throws IOException {
    byte[] image = image();
    isRefused(file("half.so", Arrays.copyOf(image, image.length / 2)), "truncated");
  }

  @Test
  void aFileTruncatedInItsHeader() throws IOException {
    isRefused(file("header.so", Arrays.copyOf(image(), 40)), "truncated");
  }

  @Test
  void aFileFor32Bits() throws IOException {
    isRefused(changed("elf32.so", EI_CLASS, ELFCLASS32), "invalid filetype, only ELF64 supported");
  }

  @Test
  void aBigEndianFile() throws IOException {
    isRefused(changed("big.so", EI_DATA, ELFDATA2MSB), "big-endian");
  }

  @Test
  void aFileForAnotherArchitecture() throws IOException {
    isRefused(
        changed("arm.so", E_MACHINE, EM_AARCH64), "invalid architecture, only AMD64 supported");
  }

  @Test
  void aFolder() throws IOException {
    isRefused(Files.createDirectory(folder.resolve("folder.so")), "directory");
  }

  @Test
  void aMissingFile() {
    isRefused(folder.resolve("missing.so"), "no such file");
  }

  private static void isRefused(Path file, String reason) {
    Run open = alfheim("open", file.toString());
    assertThat(open.out())
        .as("open")
        .startsWith("FAIL " + file + ": ")
        .containsIgnoringCase(reason)
        .hasLineCount(1);
    assertThat(open.err()).as("open").isEmpty();
    assertThat(open.status()).as("open").isEqualTo(1);

    isOneLine(alfheim("symbols", file.toString()), file, reason);
    isOneLine(alfheim("lookup", file.toString(), "f"), file, reason);
    isOneLine(alfheim("call", file.toString(), "int f(void)"), file, reason);
    isOneLine(alfheim("plan", file.toString()), file, reason);
    isOneLine(alfheim("run", "-c", "start elf:file:" + file), file, reason);
  }

  private static void isOneLine(Run run, Path file, String reason) {
    assertThat(run.err())
        .startsWith("alfheim: ")
        .contains(file.toString())
        .containsIgnoringCase(reason)
        .hasLineCount(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.status()).isEqualTo(1);
  }

  private Path changed(String name, int offset, byte value) throws IOException {
    byte[] image = image();
    image[offset] = value;
    return file(name, image);
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static byte[] image() throws IOException {
    return Files.readAllBytes(Plugins.hello());
  }
}
