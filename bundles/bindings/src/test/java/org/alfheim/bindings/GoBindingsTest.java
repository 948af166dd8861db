package org.alfheim.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.alfheim.bind.Name;
import org.alfheim.elf.SharedObject;
import org.alfheim.loader.DryRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Java over plugins of each Go there is: it is compiled, and fits what it was made of. */
@Timeout(600)
class GoBindingsTest {
  @TempDir private Path folder;

  static List<String> toolchains() throws IOException {
    try (Stream<Path> found = Files.list(Path.of("/usr/lib"))) {
      List<String> all =
          found
              .filter(each -> Files.isExecutable(each.resolve("bin/go")))
              .map(Path::toString)
              .filter(each -> each.matches(".*/go-1\\.[0-9]+"))
              .sorted()
              .toList();
      assertThat(all).as("cnf/setup/debian.sh installs golang-go").isNotEmpty();
      return all;
    }
  }

  private SharedObject build(String go, String module) throws Exception {
    Path file = folder.resolve(module + ".so");
    Process build =
        new ProcessBuilder(
                "../../native-bridge/src/test/go/build.sh", go, "plugin", module, file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(build.waitFor()).as(said).isZero();
    return SharedObject.parse(file.toString(), MemorySegment.ofArray(Files.readAllBytes(file)));
  }

  private Bindings bindings(SharedObject plugin, String... patterns) {
    return Bindings.of(
        GoPluginApi.read(
            plugin,
            Path.of(plugin.name()),
            Optional.of("Exports"),
            "com.example.written",
            List.of(patterns)));
  }

  /** Compiles all files, without a warning. */
  private Class<?> compiled(Bindings bindings) throws Exception {
    Path sources = folder.resolve("src");
    Path classes = folder.resolve("classes");
    bindings.write(sources);
    List<String> command =
        new ArrayList<>(List.of("-Xlint:all", "-Werror", "-d", classes.toString()));
    // Nothing but the plugin's own interface needs the annotations of OSGi.
    command.addAll(List.of("-Xlint:-classfile", "-classpath", Path.of(location(Name.class)) + ""));
    bindings
        .files()
        .keySet()
        .forEach(file -> command.add(bindings.folder(sources).resolve(file).toString()));
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler().run(null, said, said, command.toArray(String[]::new));
    assertThat(status).as(said.toString(StandardCharsets.UTF_8)).isZero();
    URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
    return Class.forName("com.example.written.Exports", false, loader);
  }

  private static java.net.URI location(Class<?> type) throws Exception {
    return type.getProtectionDomain().getCodeSource().getLocation().toURI();
  }

  private static String file(Bindings bindings, String name) {
    return bindings.files().get(name + ".java");
  }

  @ParameterizedTest
  @MethodSource("toolchains")
  void whatIsWrittenCompilesAndFitsThePlugin(String go) throws Exception {
    for (String module : List.of("values", "kinds", "hello")) {
      SharedObject plugin = build(go, module);
      Bindings bindings = bindings(plugin);

      assertThat(DryRun.misfits(compiled(bindings), module + ".so", plugin)).as(go).isEmpty();
      assertThat(bindings.methods()).isPositive();
    }
  }

  @Test
  void functionsAreMethodsWithTheirDeclarations() throws Exception {
    Bindings bindings = bindings(build(toolchains().getLast(), "values"));

    assertThat(file(bindings, "Exports"))
        .startsWith(
            "// Written by alfheim bindings from values.so.\n\npackage com.example.written;")
        .contains(
            """
              /** {@code func Add(int64, int64) int64} */
              @Name("Add")
              long add(long value, long value2);
            """)
        .contains("  String upper(String text);\n")
        .contains("  byte[] echoBytes(byte[] values);\n")
        .contains("  List<String> echoNames(List<String> values);\n")
        .contains("  Map<String, List<Long>> echoMap(Map<String, List<Long>> map);\n")
        .contains("  long div(long value, long value2);\n")
        .contains("  DivModResults divMod(long value, long value2);\n")
        .contains("  void fail(long value);\n")
        .contains("  String variadic(String text, long... values);\n")
        .contains("  String wait_(GoContext context);\n")
        .contains("  GoChannel<Long> numbers5(long value);\n")
        .contains("  Object echoAny(Object object);\n")
        .contains("  PointRef newPoint(int value, int value2);\n");
  }

  @Test
  void variablesAreReadAndWritten() throws Exception {
    Bindings bindings = bindings(build(toolchains().getLast(), "hello"));

    assertThat(file(bindings, "Exports"))
        .endsWith(
            """
            public interface Exports {
              /** {@code func F()} */
              @Name("F")
              void f();

              /** {@code var V int} */
              @Global
              @Name("V")
              long v();

              /** {@code var V int} */
              @Global
              @Name("V")
              void v(long value);
            }
            """);
    assertThat(bindings.files()).hasSize(2);
  }

  @Test
  void structuresAreRecordsAndPointersHaveTheMethodsOfGo() throws Exception {
    Bindings bindings = bindings(build(toolchains().getLast(), "values"));

    assertThat(file(bindings, "Point"))
        .endsWith(
            """
            /**
             * A copy of {@code main.Point}.
             *
             * <p>{@code type Point struct { X int32; Y int32; Name string; Weight float64; hidden bool }}
             *
             * <p>Fields that Go does not export stay there, and are zero in what Java gives.
             */
            public record Point(int x, int y, String name, double weight) {}
            """);
    assertThat(file(bindings, "PointRef"))
        .contains("/** {@code *main.Point}, which stays in Go. */")
        .contains("public interface PointRef extends GoObject {")
        .contains("  @Name(\"Move\")\n  PointRef move(int value, int value2);\n")
        .contains("  @Name(\"String\")\n  String string();\n")
        .contains("  @Name(\"Fail\")\n  long fail();\n");
    assertThat(file(bindings, "Shape"))
        .contains("public interface Shape extends GoObject {")
        .contains("  double norm();\n");
    assertThat(file(bindings, "Tree")).contains("record Tree(long value, List<Tree> children)");
    assertThat(file(bindings, "HandleFunction")).contains("  String call(Object object);\n");
    assertThat(file(bindings, "AskFunction"))
        .contains("@FunctionalInterface\npublic interface AskFunction {")
        .contains("  String call(String text, Point point);\n");
  }

  @Test
  void whatCannotBeHadIsSaidWithTheReason() throws Exception {
    SharedObject values = build(toolchains().getLast(), "values");
    SharedObject kinds = build(toolchains().getLast(), "kinds");

    assertThat(bindings(values).left())
        .containsEntry("EchoLoop", "main.Loop is made of itself, without a structure between");
    assertThat(bindings(kinds).left())
        .containsEntry(
            "Lock",
            "sync.Mutex has no exported field, so nothing of it can be seen; a pointer to it can be"
                + " had");
    assertThat(bindings(values, "Add*", "Int").methods()).isEqualTo(6);
    assertThatExceptionOfType(BindingsException.class)
        .isThrownBy(() -> bindings(values, "Nothing*"))
        .withMessageContaining("example.com/values) exports nothing of such a name");
  }
}
