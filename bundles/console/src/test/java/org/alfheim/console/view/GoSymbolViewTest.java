package org.alfheim.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.console.model.Answer;
import org.alfheim.console.model.ShownImage;
import org.alfheim.console.model.SymbolSearch;
import org.alfheim.console.model.Use;
import org.alfheim.gohost.GoInstallation;
import org.alfheim.gohost.HostBuild;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.Plugin;
import org.alfheim.registry.PluginInventory.Image;
import org.alfheim.registry.PluginInventory.State;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Go plugin on the page: its types are there, and nobody writes a prototype. */
@Timeout(600)
class GoSymbolViewTest {
  private static final Links LINKS = new Links("/system/console/alfheim");

  @TempDir private static Path folder;

  private static Plugin plugin;
  private static ShownImage image;

  @BeforeAll
  static void open() throws Exception {
    GoInstallation go = GoInstallation.all(Map.of()).getFirst();
    Path file = folder.resolve("values.so");
    Process build =
        new ProcessBuilder(
                "../../native-bridge/src/test/go/build.sh",
                go.go().getParent().getParent().toString(),
                "plugin",
                "values",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(build.waitFor()).as(said).isZero();
    Path host =
        Files.write(folder.resolve("host.so"), new HostBuild(go, List.of(), false, false).image());
    plugin = Loader.open(file, OpenOptions.builder().goHost(host).build());
    image =
        new ShownImage(
            new Image(
                State.DIRECT, "values", "values", 1, 0, Optional.of(plugin), Optional.empty()),
            Optional.empty());
  }

  private static String html(View view) {
    Html html = new Html();
    view.write(html, LINKS);
    return html.toString();
  }

  private static Answer answer(String function, String... arguments) {
    return Answer.to(plugin.lookup(function), new Use.Call(function, List.of(arguments)));
  }

  @Test
  void theListOfSymbolsHasTheTypesOfGo() {
    assertThat(
            html(
                new SymbolsView(
                    List.of(image), Optional.empty(), new SymbolSearch("", Optional.empty()), 1)))
        .contains(
            "<td>func Add(int64, int64) int64</td>",
            "<td>var Pt main.Point</td>",
            "Types known from Go&#39;s own tables of values.so.");
  }

  @Test
  void theSymbolsPageHasTheTypeOfGo() {
    assertThat(html(new SymbolView(image, plugin.lookup("Add"), Optional.empty())))
        .contains(
            "<dt>Type</dt><dd>func Add(int64, int64) int64</dd>",
            "<dt>Type known from</dt><dd>Go&#39;s own tables of values.so</dd>");
  }

  @Test
  void whatTheFormSendsIsCalledAndWritten() {
    assertThat(answer("Add", "3", "4").outcome().orElseThrow().value()).contains("7");
    assertThat(answer("EchoPoint", "{X: 1, Name: p}").outcome().orElseThrow().value())
        .contains("{X: 1, Y: 0, Name: \"p\", Weight: 0.0}");
    assertThat(new Use.Write("Int", "7").of(plugin.lookup("Int")).value()).contains("7");
  }

  @Test
  void anErrorAndAPanicAreShown() {
    assertThat(answer("Div", "1", "0").refusal())
        .isEqualTo("Div gave an error, *errors.errorString: division by zero");
    assertThat(answer("Panics", "enough").refusal()).isEqualTo("Panics panicked: enough");
    assertThat(answer("Add", "1", "x").refusal()).isEqualTo("Add, argument 2: 'x' is no int64");
  }
}
