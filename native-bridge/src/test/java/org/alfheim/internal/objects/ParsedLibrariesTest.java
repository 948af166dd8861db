package org.alfheim.internal.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.alfheim.elf.SharedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParsedLibrariesTest {
  private static final Path FOLDER = Path.of("/lib/x86_64-linux-gnu");

  @TempDir private Path folder;

  @Test
  void aLibraryIsReadOnceForAllLinks() {
    Path library = FOLDER.resolve("libm.so.6");
    SharedObject first = ParsedLibraries.of(library).orElseThrow();
    assertThat(ParsedLibraries.of(library)).containsSame(first);
    assertThat(first.find("cos")).isPresent();
  }

  @Test
  void anotherFileUnderItsNameIsAnotherLibrary() throws Exception {
    Path library = Files.copy(FOLDER.resolve("libm.so.6"), folder.resolve("library.so"));
    assertThat(ParsedLibraries.of(library).orElseThrow().soname()).contains("libm.so.6");
    Path other = Files.copy(FOLDER.resolve("libgcc_s.so.1"), folder.resolve("other.so"));
    Files.move(other, library, StandardCopyOption.REPLACE_EXISTING);
    assertThat(ParsedLibraries.of(library).orElseThrow().soname()).contains("libgcc_s.so.1");
    Files.delete(library);
    assertThat(ParsedLibraries.of(library)).isEmpty();
  }

  @Test
  void whatIsNoLibraryIsNone() throws Exception {
    assertThat(ParsedLibraries.of(Files.writeString(folder.resolve("text"), "text"))).isEmpty();
  }
}
