package org.alfheim.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void resolveLinks() throws IOException {
    folder = temporary.toRealPath();
  }

  @Test
  void findsEachSharedObjectOnce() throws IOException {
    Path below = Files.createDirectories(folder.resolve("x/y"));
    Path first = Tool.gcc(folder, "libb.so.1.2", "int b;");
    Path second = Tool.gcc(below, "liba.so", "int a;");
    Files.createSymbolicLink(folder.resolve("libb.so"), first);
    Files.createSymbolicLink(folder.resolve("again"), below);
    Files.createLink(folder.resolve("x/libc.so.9"), second);
    Files.writeString(folder.resolve("libscript.so"), "INPUT ( libb.so.1.2 )");
    Files.writeString(folder.resolve("libb.so-notes"), "\u007fELF");
    Tool.gcc(folder, "object.so", "int c;", "-c", "-no-pie");

    List<Path> found = Corpus.libraries(List.of(folder));

    assertThat(found).hasSize(2).contains(first).isSorted();
    assertThat(found.stream().map(CorpusTest::key)).contains(key(second)).doesNotHaveDuplicates();
  }

  private static Object key(Path file) {
    try {
      return Files.getAttribute(file, "unix:ino");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void takesAFileAsItIs() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.txt"), "not a library");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);

    assertThat(Corpus.libraries(List.of(link, file))).containsExactly(file);
  }

  @Test
  void refusesWhatIsNotThere() {
    assertThatThrownBy(() -> Corpus.libraries(List.of(folder.resolve("absent"))))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void picksTheSameSampleEachTime() {
    List<Path> all = IntStream.range(1000, 1100).mapToObj(i -> Path.of("/lib" + i)).toList();

    List<Path> sample = Corpus.sample(all, 10);

    assertThat(sample).hasSize(10).isSorted().isSubsetOf(all).isEqualTo(Corpus.sample(all, 10));
    assertThat(sample).isNotEqualTo(all.subList(0, 10));
    assertThat(Corpus.sample(all, 1000)).isEqualTo(all);
  }

  @Test
  void knowsTheFoldersOfTheSystem() {
    assertThat(Corpus.system()).contains(Path.of("/usr/lib")).allMatch(Files::isDirectory);
  }
}
