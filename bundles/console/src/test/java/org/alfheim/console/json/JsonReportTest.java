package org.alfheim.console.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.alfheim.bind.OutValue;
import org.alfheim.console.model.ShownImage;
import org.alfheim.console.model.SymbolSearch;
import org.alfheim.console.model.Use.Outcome;
import org.alfheim.loader.Loader;
import org.alfheim.registry.PluginInventory.Failure;
import org.alfheim.registry.PluginInventory.Holder;
import org.alfheim.registry.PluginInventory.Hosting;
import org.alfheim.registry.PluginInventory.Image;
import org.alfheim.registry.PluginInventory.State;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

/** The JSON of the page (RFC 8259), by the table in the README. */
class JsonReportTest {
  private interface Report {
    void write(JsonReport report) throws IOException;
  }

  private static String json(Report report) throws IOException {
    StringWriter out = new StringWriter();
    report.write(new JsonReport(out));
    return out.toString();
  }

  @Test
  void aCallWithoutAResultHasNoValue() throws IOException {
    assertThat(json(report -> report.outcome(new Outcome(Optional.empty(), List.of()))))
        .isEqualTo("{\"outs\":[]}");
  }

  @Test
  void anOutHasItsPositionAndItsNameWhereThePrototypeGivesOne() throws IOException {
    Outcome outcome =
        new Outcome(
            Optional.of("0"),
            List.of(new OutValue(2, "half", 3, "3"), new OutValue(3, "", 1, "1")));
    assertThat(json(report -> report.outcome(outcome)))
        .isEqualTo(
            "{\"value\":\"0\",\"outs\":[{\"position\":2,\"name\":\"half\",\"value\":\"3\"},"
                + "{\"position\":3,\"value\":\"1\"}]}");
  }

  @Test
  void aTextDoesNotLeaveItsQuotes() throws IOException {
    assertThat(json(report -> report.error("a \"b\" \\ \n \u0001")))
        .isEqualTo("{\"error\":\"a \\\"b\\\" \\\\ \\n \\u0001\"}");
  }

  @Test
  void whatAnImageDoesNotHaveIsLeftOut() throws IOException {
    Image image =
        new Image(State.ELSEWHERE, "x", "x.so#1", 4096, 512, Optional.empty(), Optional.empty());
    assertThat(
            json(report ->
                report.plugins(List.of(new ShownImage(image, Optional.empty())), List.of())))
        .isEqualTo(
            "{\"images\":[{\"name\":\"x\",\"state\":\"elsewhere\",\"location\":\"x.so#1\",\"size\":4096,\"held\":512}],"
                + "\"failures\":[]}");
  }

  @Test
  void aHostOfGoHasItsVersionAndWhatRunsOnIt() throws IOException {
    Image image =
        new Image(
            State.HOST,
            "host.so",
            "x",
            4096,
            512,
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Hosting(Optional.of("go1.23.5"), List.of("hello.so#1"))));
    assertThat(
            json(report ->
                report.plugins(List.of(new ShownImage(image, Optional.empty())), List.of())))
        .contains(
            "\"state\":\"host\",\"location\":\"x\"",
            "\"go\":\"go1.23.5\",\"plugins\":[\"hello.so#1\"]}");
  }

  @Test
  void aFailureHasItsBundleItsTimeAndItsCauses() throws IOException {
    Failure failure =
        new Failure(
            new Holder(7, "greet", new Version(1, 2, 0)),
            Instant.EPOCH,
            "no",
            new IllegalStateException("outer", new IllegalArgumentException("inner")));
    assertThat(json(report -> report.plugins(List.of(), List.of(failure))))
        .contains(
            "\"bundle\":{\"id\":7,\"symbolicName\":\"greet\",\"version\":\"1.2.0\"}",
            "\"time\":\"1970-01-01T00:00:00Z\"",
            "{\"type\":\"java.lang.IllegalStateException\",\"message\":\"outer\"}",
            "{\"type\":\"java.lang.IllegalArgumentException\",\"message\":\"inner\"}");
  }

  @Test
  void aSymbolOfCppHasWhatPeopleWriteBesideItsName() throws IOException {
    Process path = new ProcessBuilder("g++", "-print-file-name=libstdc++.so.6").start();
    Path file =
        Path.of(new String(path.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
    Image image =
        new Image(
            State.DIRECT, "c++", "c++", 1, 0, Optional.of(Loader.open(file)), Optional.empty());
    SymbolSearch.Page page =
        new SymbolSearch("_ZSt9terminatev", Optional.empty())
            .in(List.of(new ShownImage(image, Optional.empty())), 0, 10);
    assertThat(json(report -> report.symbols(page)))
        .contains("{\"name\":\"_ZSt9terminatev\",\"demangled\":\"std::terminate()\",");
  }
}
