package org.alfheim.internal.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alfheim.elf.SharedObject;
import org.alfheim.fixture.Compiler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is looked at to find out whether filters come with an object. */
class NeededFiltersTest {
  @TempDir Path temporary;

  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temporary.toRealPath().resolve("lib"));
  }

  /** A library that needs another one of its folder, by a search path or by a path. */
  private Path library(String name, String needed, String... arguments) {
    Compiler compiler = new Compiler(folder);
    Path other = folder.resolve(needed);
    if (!Files.exists(other)) {
      compiler.c(needed, "", "-Wl,-soname," + needed);
    }
    return compiler.c(name, "", arguments);
  }

  private static Path real(String path) {
    try {
      return Path.of(path).toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> lookedAt(Path file) throws IOException {
    SharedObject image =
        SharedObject.parse(
            file.toString(), MemorySegment.ofArray(Files.readAllBytes(file)).asReadOnly());
    NeededFilters search = new NeededFilters();
    assertThat(search.find(Dependent.opened(image, Optional.of(file.getParent())), Set.of()))
        .isFalse();
    return search.tried().stream()
        .filter(path -> Files.exists(Path.of(path)))
        .map(NeededFiltersTest::real)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"$ORIGIN/../lib", "$ORIGIN/.", "$ORIGIN/../lib/../lib:$ORIGIN"})
  void aFolderThatLibrariesReachFromThemselvesIsLookedThroughOnce(String path) throws IOException {
    String[] search = {"-Wl,--no-as-needed", "-Wl,-rpath," + path, "-L" + folder, "-lnext"};
    library("libtop.so", "libnext.so");
    library("libnext.so", "libtop.so", search);
    Path top =
        library(
            "libtop.so",
            "libnext.so",
            "-Wl,-soname,libtop.so",
            search[0],
            search[1],
            search[2],
            search[3]);
    library(
        "libnext.so",
        "libtop.so",
        "-Wl,-soname,libnext.so",
        search[0],
        search[1],
        search[2],
        "-ltop");

    assertThat(lookedAt(top)).containsExactlyInAnyOrder(top, folder.resolve("libnext.so"));
  }

  @Test
  void aLibraryThatNamesItsNeighbourByAPathIsReadOnce() throws IOException {
    String down = "$ORIGIN/../lib/libdown.so";
    String up = "$ORIGIN/../lib/libup.so";
    library("libup.so", "libdown.so", "-Wl,-soname," + up);
    library(
        "libdown.so",
        "libup.so",
        "-Wl,-soname," + down,
        "-Wl,--no-as-needed",
        "-L" + folder,
        "-lup");
    Path opened =
        library(
            "libup.so",
            "libdown.so",
            "-Wl,-soname," + up,
            "-Wl,--no-as-needed",
            "-L" + folder,
            "-ldown");

    assertThat(lookedAt(opened))
        .contains(folder.resolve("libdown.so"), opened)
        .hasSizeLessThanOrEqualTo(4);
  }
}
