package org.alfheim.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.log.Log;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCheckTest {
  @TempDir private Path temporary;

  private final List<String> lines = new ArrayList<>();
  private final Log log =
      (Log)
          Proxy.newProxyInstance(
              Log.class.getClassLoader(),
              new Class<?>[] {Log.class},
              (_, method, arguments) -> lines.add(method.getName() + " " + arguments[0]));

  private FolderCheck check(Path folder) {
    return new FolderCheck(List.of(folder), true, new DropLog(log));
  }

  @Test
  void aFolderThatIsNotThereIsToldOnceAndWhenItIs() throws Exception {
    Path folder = temporary.resolve("plugins");
    FolderCheck check = check(folder);
    check.look();
    check.look();
    assertThat(lines)
        .containsExactly(
            "error "
                + folder
                + ": the folder for plugins does not exist; create it, and what is put there is deployed");

    Files.createDirectory(folder);
    check.look();
    check.look();
    Files.delete(folder);
    check.look();
    assertThat(lines)
        .hasSize(3)
        .contains("over " + folder + ": the folder for plugins can be read now");
  }

  @Test
  void aFileInItsPlaceIsTold() throws Exception {
    check(Files.createFile(temporary.resolve("plugins"))).look();
    assertThat(lines).singleElement().asString().contains("is no folder; put one in its place");
  }

  @Test
  void aFileThatNobodyElseCanOpenEitherIsTold() throws Exception {
    Files.createFile(Path.of(URI.create(temporary.toUri() + "gr%F6e.cfg")));
    Files.createFile(Path.of(URI.create(temporary.toUri() + "gr%F6e.so")));

    check(temporary).look();
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("warn not deployed: " + temporary + "/gr\\xf6e.cfg: its name is not in ")
        .endsWith("; rename it");
  }

  @Test
  void aLinkToNothingIsToldOnce() throws Exception {
    Path link = Files.createSymbolicLink(temporary.resolve("x.so"), Path.of("/nowhere"));
    Files.createSymbolicLink(temporary.resolve(".hidden"), Path.of("/nowhere"));
    FolderCheck check = check(temporary);
    check.look();
    check.look();
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("warn not deployed: " + link + ": it is a link to /nowhere, ");

    Files.delete(link);
    check.look();
    Files.createSymbolicLink(link, Path.of("/nowhere"));
    check.look();
    assertThat(lines).hasSize(2);
  }

  @Test
  void aFolderWithPluginsInItIsTold() throws Exception {
    Path inner = Files.createDirectory(temporary.resolve("inner"));
    Files.createFile(inner.resolve("notes.txt"));
    FolderCheck check = check(temporary);
    check.look();
    assertThat(lines).isEmpty();

    Files.createFile(inner.resolve("x.so"));
    check.look();
    assertThat(lines)
        .containsExactly(
            "warn not deployed: "
                + inner
                + ": it is a folder, and what is in it is not looked at; put the files themselves beside it");
  }
}
