package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Loaded;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files are opened by the bytes of their names, whatever the locale makes of those. */
@Timeout(120)
class FileNameTest {
  @TempDir Path folder;

  /** Opens all files of a folder. */
  static final class OpensAll {
    public static void main(String[] folder) throws IOException {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(folder[0]))) {
        for (Path file : files) {
          System.out.println("F " + Loaded.byAlfheim(file).call("F"));
          if (!Loader.open(file).equals(Loader.open(file))) {
            System.out.println("opened twice");
          }
        }
      }
      System.out.println("open " + Loader.opened().size());
    }
  }

  private void compile(int result, String name) throws IOException {
    Path file = new Compiler(folder).c("plain.so", "int F(void) { return " + result + "; }");
    String files = Files.createDirectories(folder.resolve("files")).toString();
    String move = "mv \"$1\" \"$2\"/$'" + name + "'";
    Compiler.run(List.of("bash", "-c", move, "bash", file.toString(), files));
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "C.UTF-8", "POSIX"})
  void opensEachFileOfItsOwn(String locale) throws IOException {
    compile(1, "gr\\xc3\\xb6\\xc3\\x9fe.so");
    compile(2, "gr\\xf6\\xdfe.so");
    compile(3, "gr\\xe6\\xdfe.so");
    compile(4, "gr??e.so");

    assertThat(
            ChildJvm.of(OpensAll.class).with("LC_ALL", locale).run(folder.resolve("files")).lines())
        .containsExactlyInAnyOrder("F 1", "F 2", "F 3", "F 4", "open 4");
  }
}
