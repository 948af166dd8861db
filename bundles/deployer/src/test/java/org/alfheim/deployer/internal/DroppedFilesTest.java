package org.alfheim.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DroppedFilesTest {
  @TempDir Path folder;

  @Test
  void remembersFromOneRunToTheNext() throws Exception {
    Path memory = folder.resolve("dropped");
    DroppedFiles files = new DroppedFiles(memory);
    assertThat(files.locations()).isEmpty();

    files.add("elf:file:/b.so");
    files.add("elf:file:/a%20b.so");
    files.add("elf:file:/b.so");
    files.add("elf:file:/c.so");
    files.remove("elf:file:/c.so");
    files.remove("elf:file:/never.so");

    assertThat(new DroppedFiles(memory).locations())
        .containsExactly("elf:file:/a%20b.so", "elf:file:/b.so");
  }
}
