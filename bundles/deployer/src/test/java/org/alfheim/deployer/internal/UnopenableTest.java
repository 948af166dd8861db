package org.alfheim.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnopenableTest {
  @TempDir private Path folder;

  private final List<String> events = new ArrayList<>();

  private Path file(String escaped, String content) throws IOException {
    return Files.writeString(Path.of(URI.create(folder.toUri() + escaped)), content);
  }

  private List<String> look(Unopenable unopenable) {
    events.clear();
    unopenable.look(
        file -> events.add("come " + file.toUri()), file -> events.add("gone " + file.toUri()));
    return events.stream().map(event -> event.replace(folder.toUri().toString(), "")).toList();
  }

  @Test
  void filesOfOtherEncodingsComeChangeAndGo() throws IOException {
    Path latin = file("na%F6me.so", "1");
    file("name.so", "1");
    file(".na%F6me.so", "1");
    file("na%F6me.so.part", "1");
    Files.createDirectory(Path.of(URI.create(folder.toUri() + "f%F6lder.so")));
    Unopenable unopenable = new Unopenable(List.of(folder));

    assertThat(look(unopenable)).containsExactly("come na%F6me.so");
    assertThat(look(unopenable)).isEmpty();
    Path other = file("%FF.jar", "2");
    Files.writeString(latin, "longer");
    assertThat(look(unopenable)).containsExactlyInAnyOrder("come %FF.jar", "come na%F6me.so");
    Files.delete(latin);
    Files.delete(other);
    assertThat(look(unopenable)).containsExactlyInAnyOrder("gone %FF.jar", "gone na%F6me.so");
    assertThat(look(unopenable)).isEmpty();
  }

  @Test
  void nothingIsGoneWithAFolderThatCanNotBeRead() throws IOException {
    Path watched = Files.createDirectory(folder.resolve("watched"));
    Path file = Files.writeString(Path.of(URI.create(watched.toUri() + "%F6.so")), "1");
    Unopenable unopenable = new Unopenable(List.of(watched));
    assertThat(look(unopenable)).containsExactly("come watched/%F6.so");

    Path away = Files.move(watched, folder.resolve("away"));
    assertThat(look(unopenable)).isEmpty();
    Files.move(away, watched);
    assertThat(look(unopenable)).isEmpty();
    Files.delete(file);
    assertThat(look(unopenable)).containsExactly("gone watched/%F6.so");
  }
}
