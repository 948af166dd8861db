package org.alfheim.bnd.generate;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.build.Project;
import aQute.bnd.build.Workspace;
import aQute.bnd.service.generate.BuildContext;
import aQute.lib.specinterface.SpecInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The generator, as a project of bnd calls it. */
@Timeout(60)
class BindingsGeneratorTest {
  @TempDir static Path folder;

  private static Workspace workspace;
  private static Project project;

  private record Ran(Optional<String> refusal, List<String> warnings) {}

  @BeforeAll
  static void open() throws Exception {
    Files.writeString(Files.createDirectories(folder.resolve("cnf")).resolve("build.bnd"), "");
    Path base = Files.createDirectories(folder.resolve("points"));
    // The project has a name, and what is generated has another.
    Files.writeString(base.resolve("bnd.bnd"), "name: wrong\nselect: nothing\n");
    Files.writeString(
        base.resolve("points.h"),
        "int points_add(int a, int b);\nlong double points_wide(long double w);\n");
    Files.writeString(
        base.resolve("points.c"),
        """
        int points_add(int a, int b) { return a + b; }
        long double points_wide(long double w) { return w; }
        """);
    Process gcc =
        new ProcessBuilder("gcc", "-shared", "-fPIC", "-o", "libpoints.so", "points.c")
            .directory(base.toFile())
            .inheritIO()
            .start();
    assertThat(gcc.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(gcc.exitValue()).isZero();
    workspace = new Workspace(folder.toFile());
    project = workspace.getProject("points");
  }

  @AfterAll
  static void close() {
    workspace.close();
  }

  private static Ran run(Map<String, String> attributes, String... arguments) throws Exception {
    List<String> command = List.of(arguments);
    try (BuildContext context = new BuildContext(project, attributes, command, null, null, null)) {
      Optional<String> refusal =
          new BindingsGenerator()
              .generate(
                  context,
                  SpecInterface.getOptions(
                          BindingsGenerator.NoOptions.class, command, context.getBase())
                      .instance());
      return new Ran(refusal, List.copyOf(context.getWarnings()));
    }
  }

  private static Map<String, String> clause(String... more) {
    Map<String, String> clause = new HashMap<>();
    clause.put("output", "gen/");
    clause.put("header", "points.h");
    clause.put("library", "libpoints.so");
    clause.put("package", "com.example.points");
    for (int i = 0; i < more.length; i += 2) {
      clause.put(more[i], more[i + 1]);
    }
    return clause;
  }

  @Test
  void writesJavaBelowTheOutputAndWarnsOfWhatCannotBeExpressed() throws Exception {
    Ran ran = run(clause());

    assertThat(ran.refusal()).isEmpty();
    assertThat(ran.warnings())
        .singleElement()
        .asString()
        .contains("points_wide: long double has no counterpart in Java");
    assertThat(folder.resolve("points/gen/com/example/points/Points.java"))
        .content()
        .contains("  int pointsAdd(int a, int b);\n");
  }

  @Test
  void whatTheClauseDoesNotKnowIsRefusedAndSoIsAFolderThatIsNotThere() throws Exception {
    assertThat(run(clause("headers", "points.h")).refusal())
        .hasValue(
            "headers=… is no attribute of the clause; there are failure, header, include, library,"
                + " name, package, select, strip");
    assertThat(run(clause("include", "/nowhere")).refusal())
        .hasValue("include=/nowhere: no such folder: /nowhere");
  }

  @Test
  void selectsAndNames() throws Exception {
    Ran ran = run(clause("output", "named", "name", "Sums", "select", "points_a*, other"));

    assertThat(ran).isEqualTo(new Ran(Optional.empty(), List.of()));
    assertThat(folder.resolve("points/named/com/example/points/Sums.java")).exists();
  }

  @Test
  void whatAPersonWroteIsNotOverwritten() throws Exception {
    Path file = folder.resolve("points/own/com/example/points/Points.java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "precious");

    assertThat(run(clause("output", "own")).refusal())
        .hasValue(
            file
                + ": not written by this generator; name another folder, or move what a person"
                + " wrote");
    assertThat(file).hasContent("precious");
  }

  @Test
  void refusesInOneLine() throws Exception {
    Map<String, String> without = clause();
    without.remove("library");
    assertThat(run(without).refusal()).hasValue("the clause needs library=…");
    assertThat(run(clause("library", "none.so")).refusal())
        .hasValue(
            "library="
                + folder.resolve("points/none.so")
                + ": no such file; make it first, in a workspace by system=… of the same clause");
    assertThat(run(clause("library", "points.c")).refusal().orElseThrow())
        .contains("points.c: ")
        .doesNotContain("\n");
    assertThat(run(clause("package", "1.2")).refusal())
        .hasValue("package=1.2 is not the name of a package");
    assertThat(run(clause("name", "int")).refusal())
        .hasValue("name=int is not the name of an interface");
    assertThat(run(clause("failure", "odd")).refusal())
        .hasValue("failure=odd is not non-zero, zero or negative");
    assertThat(run(clause("select", "zlib*")).refusal().orElseThrow())
        .contains("no type of a symbol of such a name is known");
    assertThat(run(clause(), "library=other.so").refusal().orElseThrow())
        .startsWith("takes no arguments");
  }

  @Test
  @Timeout(600)
  void theExportsOfAGoPluginNeedNoHeader() throws Exception {
    Path plugin = folder.resolve("points/hello.so");
    Process go =
        new ProcessBuilder(
                "../../native-bridge/src/test/go/build.sh",
                "newest",
                "plugin",
                "hello",
                plugin.toString())
            .inheritIO()
            .start();
    assertThat(go.waitFor()).isZero();
    Map<String, String> clause = clause("library", "hello.so");

    assertThat(run(clause).refusal())
        .hasValue("header=… says something of C, and " + plugin + " is a Go plugin: leave it out");
    clause.remove("header");
    assertThat(run(clause)).isEqualTo(new Ran(Optional.empty(), List.of()));
    assertThat(folder.resolve("points/gen/com/example/points/Hello.java"))
        .content()
        .contains("  @Name(\"F\")\n  void f();\n");
  }
}
