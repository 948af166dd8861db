package org.alfheim.console.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.alfheim.bind.SymbolKind;
import org.alfheim.loader.Loader;
import org.alfheim.registry.PluginInventory.Image;
import org.alfheim.registry.PluginInventory.State;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A search among the symbols of zlib, beside what nm says of them. */
class SymbolSearchTest {
  private static final Path ZLIB = Path.of("/lib/x86_64-linux-gnu/libz.so.1");

  private static List<ShownImage> images;
  private static List<String> functions;

  @BeforeAll
  static void open() throws IOException {
    Image image =
        new Image(
            State.DIRECT, "zlib", "zlib", 1, 0, Optional.of(Loader.open(ZLIB)), Optional.empty());
    images = List.of(new ShownImage(image, Optional.empty()));
    Process nm =
        new ProcessBuilder(
                "timeout", "60", "nm", "-D", "--defined-only", "--format=posix", ZLIB.toString())
            .redirectErrorStream(true)
            .start();
    functions =
        new String(nm.getInputStream().readAllBytes(), UTF_8)
            .lines()
            .filter(line -> line.matches("\\S+ T .*"))
            .map(line -> line.replaceFirst("[@ ].*", ""))
            .distinct()
            .sorted()
            .toList();
  }

  private static List<String> names(SymbolSearch.Page page) {
    return page.found().stream().map(found -> found.symbol().name()).sorted().toList();
  }

  private static SymbolSearch search(String text) {
    return new SymbolSearch(text, Optional.of(SymbolKind.FUNCTION));
  }

  @Test
  void aPartOfANameFindsItInAnyCase() {
    List<String> wanted =
        functions.stream().filter(name -> name.toLowerCase(Locale.ROOT).contains("crc")).toList();
    assertThat(wanted).isNotEmpty();
    assertThat(names(search("CRC").in(images, 0, 100))).isEqualTo(wanted);
  }

  @Test
  void aPatternIsForWholeNames() {
    assertThat(names(search("adler32").in(images, 0, 100))).hasSizeGreaterThan(1);
    assertThat(names(search("adler3?").in(images, 0, 100))).containsExactly("adler32");
  }

  @Test
  void pagesFollowOneAnotherAndTogetherAreAll() {
    SymbolSearch.Page first = search("").in(images, 0, 10);
    SymbolSearch.Page rest = search("").in(images, 10, SymbolSearch.MOST);
    assertThat(first.total()).isEqualTo(functions.size());
    assertThat(first.found()).hasSize(10);
    assertThat(rest.found())
        .hasSize(functions.size() - 10)
        .doesNotContainAnyElementsOf(first.found());
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(search("no_such_symbol").in(images, 0, 10).total()).isZero();
  }

  @Test
  void aNameOfCppIsFoundAsPeopleWriteIt() throws IOException {
    Process path = new ProcessBuilder("g++", "-print-file-name=libstdc++.so.6").start();
    Path file = Path.of(new String(path.getInputStream().readAllBytes(), UTF_8).strip());
    Image image =
        new Image(
            State.DIRECT, "c++", "c++", 1, 0, Optional.of(Loader.open(file)), Optional.empty());
    List<ShownImage> cpp = List.of(new ShownImage(image, Optional.empty()));
    assertThat(names(search("std::terminate()").in(cpp, 0, 100)))
        .containsExactly("_ZSt9terminatev");
    assertThat(names(search("std::Terminate*").in(cpp, 0, 100))).containsExactly("_ZSt9terminatev");
  }
}
