package org.alfheim.console.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.alfheim.bind.TypeMismatchException;
import org.alfheim.console.json.JsonReport;
import org.alfheim.console.model.ShownImage;
import org.alfheim.console.model.SymbolSearch;
import org.alfheim.console.model.Use;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.Plugin;
import org.alfheim.registry.PluginInventory.Image;
import org.alfheim.registry.PluginInventory.State;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Types that debug information knows, on the page and in its JSON. */
@Timeout(60)
class KnownTypesShownTest {
  private static final Links LINKS = new Links("/system/console/alfheim");

  @TempDir private static Path folder;

  private static Plugin plugin;
  private static ShownImage image;
  private static String origin;

  @BeforeAll
  static void open() throws Exception {
    Path source =
        Files.writeString(
            folder.resolve("points.cpp"),
            """
            struct point { int x, y; };
            extern "C" { struct point origin = { 3, 4 }; int sum(point p) { return p.x + p.y; } }
            namespace ns { int add(int a, int b) { return a + b; } }
            """);
    Path file = folder.resolve("points.so");
    Process compiler =
        new ProcessBuilder(
                "g++", "-g", "-shared", "-fPIC", "-o", file.toString(), source.toString())
            .inheritIO()
            .start();
    assertThat(compiler.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(compiler.exitValue()).isZero();
    plugin = Loader.open(file);
    image =
        new ShownImage(
            new Image(
                State.DIRECT, "points", "points", 1, 0, Optional.of(plugin), Optional.empty()),
            Optional.empty());
    origin = "DWARF of " + file;
  }

  private static String html(View view) {
    Html html = new Html();
    view.write(html, LINKS);
    return html.toString();
  }

  @Test
  void theListOfSymbolsHasTheirTypesAndWhoKnowsThem() {
    String shown =
        html(
            new SymbolsView(
                List.of(image), Optional.empty(), new SymbolSearch("", Optional.empty()), 1));
    assertThat(shown)
        .contains(
            ">Type</th>",
            "<td>int sum(point p)</td>",
            "<td>point origin</td>",
            "<td>int ns::add(int a, int b)</td>",
            "Types known from " + origin + ".");
  }

  @Test
  void aSymbolsPageHasItsTypeAndWhoKnowsIt() {
    assertThat(html(new SymbolView(image, plugin.lookup("ns::add"), Optional.empty())))
        .contains(
            "<dt>Type</dt><dd>int ns::add(int a, int b)</dd>",
            "<dt>Type known from</dt><dd>" + origin + "</dd>");
  }

  @Test
  void soHasJson() throws IOException {
    StringWriter out = new StringWriter();
    new JsonReport(out)
        .symbols(new SymbolSearch("sum", Optional.empty()).in(List.of(image), 0, 10));
    assertThat(out.toString().replace("\\/", "/"))
        .contains("\"type\":\"int sum(point p)\"", "\"typeFrom\":\"" + origin + "\"");
  }

  @Test
  void aNameAloneWillDoToUseASymbol() {
    assertThat(new Use.Call("sum", List.of("{x: 1, y: 2}")).of(plugin.lookup("sum")).value())
        .contains("3");
    assertThat(new Use.Write("origin", "{y: 6}").of(plugin.lookup("origin")).value())
        .contains("{x: 3, y: 6}");
    assertThat(new Use.Read("origin").of(plugin.lookup("origin")).value()).contains("{x: 3, y: 6}");
  }

  @Test
  void whatContradictsIsRefused() {
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(
            () -> new Use.Call("double sum(double)", List.of("1.5")).of(plugin.lookup("sum")))
        .withMessageContaining("contradicts 'int sum(point p)', which is known from " + origin);
  }
}
