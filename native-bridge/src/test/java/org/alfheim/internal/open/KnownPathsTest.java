package org.alfheim.internal.open;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KnownPathsTest {
  @TempDir Path folder;

  private final KnownPaths known = new KnownPaths(0);
  private Path file;
  private LoadedPlugin plugin;

  @BeforeEach
  void open() {
    file = new Compiler(folder).c("libknown.so", "int number(void) { return 1; }");
    plugin = (LoadedPlugin) Loader.openLocal(file);
  }

  private void openTwice(Path path) {
    known.found(path, plugin);
    known.found(path, plugin);
  }

  @Test
  void aPathThatWasOpenedTwiceIsKnown() {
    assertThat(known.find(file)).isEmpty();
    known.found(file, plugin);
    assertThat(known.find(file)).isEmpty();
    known.found(file, plugin);
    assertThat(known.find(file)).contains(plugin);
    assertThat(known.find(Path.of(file.toString()))).contains(plugin);
  }

  @Test
  void aRelativePathIsKnown() {
    Path relative = Path.of("").toAbsolutePath().relativize(file);
    openTwice(relative);

    assertThat(relative).isRelative();
    assertThat(known.find(relative)).contains(plugin);
  }

  @Test
  void aLinkThatLeadsElsewhereNowIsNotKnown() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.so"), file);
    openTwice(link);
    assertThat(known.find(link)).contains(plugin);

    Files.delete(link);
    Files.createSymbolicLink(link, Files.copy(file, folder.resolve("other.so")));
    assertThat(known.find(link)).isEmpty();

    Files.delete(link);
    assertThat(known.find(link)).isEmpty();
  }

  @Test
  void aLinkThatLedElsewhereWhenItWasRememberedIsNotKnown() throws IOException {
    Path other = Files.copy(file, folder.resolve("other.so"));
    Path link = Files.createSymbolicLink(folder.resolve("link.so"), other);
    openTwice(link);

    assertThat(known.find(link)).isEmpty();
  }

  @Test
  void aFolderOnTheWayThatLeadsElsewhereNowIsNotTakenForTheOther() throws IOException {
    Path one = Files.createDirectory(folder.resolve("one"));
    Path two = Files.createDirectory(folder.resolve("two"));
    Path current = Files.createSymbolicLink(folder.resolve("current"), one);
    Path moved = Files.move(file, one.resolve("libknown.so"));
    Files.copy(moved, two.resolve("libknown.so"));
    plugin = (LoadedPlugin) Loader.openLocal(moved);
    openTwice(current.resolve("libknown.so"));
    assertThat(known.find(current.resolve("libknown.so"))).contains(plugin);

    Files.delete(current);
    Files.createSymbolicLink(current, two);
    assertThat(known.find(current.resolve("libknown.so"))).isEmpty();
  }

  @Test
  void aFileThatWasReplacedOrChangedIsNotKnownUntilItIsOpenedAgain() throws IOException {
    openTwice(file);
    Path next = Files.copy(file, folder.resolve("next.so"));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    assertThat(known.find(file)).isEmpty();

    known.found(file, plugin);
    assertThat(known.find(file)).contains(plugin);

    Files.setPosixFilePermissions(file, Files.getPosixFilePermissions(next.getParent()));
    assertThat(known.find(file)).isEmpty();
  }

  /** A link may lead from one of its names to the other, and they are two plugins. */
  @Test
  void aFileWithTwoNamesIsNotKnown() throws IOException {
    openTwice(file);
    Files.createLink(folder.resolve("name.so"), file);
    assertThat(known.find(file)).isEmpty();

    openTwice(file);
    assertThat(known.find(file)).isEmpty();
  }

  @Test
  void aFileThatHasJustChangedIsNotReliedOn() {
    KnownPaths careful = new KnownPaths(3600);
    careful.found(file, plugin);
    careful.found(file, plugin);

    assertThat(careful.find(file)).isEmpty();
  }

  @Test
  void notEveryPathOfAllIsKept() throws IOException {
    int kept = 0;
    for (int i = 0; i < 1500; i++) {
      Path link = Files.createSymbolicLink(folder.resolve("link" + i), file);
      openTwice(link);
      kept += known.find(link).isPresent() ? 1 : 0;
    }
    assertThat(kept).isEqualTo(1024);
  }

  /** By the loader itself, whatever it remembers. */
  @Test
  void theLoaderFollowsALinkAtEachOpen() throws IOException {
    Path other = Files.copy(file, folder.resolve("other.so"));
    LocalPlugin second = Loader.openLocal(other);
    Path link = folder.resolve("link.so");
    for (int i = 0; i < 4; i++) {
      Files.createSymbolicLink(link, i % 2 == 0 ? file : other);
      for (int again = 0; again < 4; again++) {
        assertThat(Loader.openLocal(link)).isSameAs(i % 2 == 0 ? plugin : second);
      }
      Files.delete(link);
    }
  }

  @Test
  void anOpenFileThatIsReplacedStaysTheSamePlugin() throws IOException {
    for (int i = 0; i < 3; i++) {
      Path next = new Compiler(folder).c("next.so", "int number(void) { return 2; }");
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
      assertThat(Loader.openLocal(file)).isSameAs(plugin);
    }
  }
}
