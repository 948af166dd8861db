package org.alfheim.internal.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.GoToolchain;
import org.alfheim.types.GoType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real plugins of each Go there is, and what Go itself says of them. */
@Timeout(600)
class GoPluginTest {
  private static final String STRIPPED = "-ldflags=-s -w";

  static List<GoToolchain> toolchains() {
    return GoToolchain.all();
  }

  private static SharedObject image(Path file) {
    try {
      return SharedObject.parse(
          file.getFileName().toString(), MemorySegment.ofArray(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static GoPlugin plugin(Path file) {
    SharedObject image = image(file);
    assertThat(GoMark.isOn(image)).as(file.toString()).isTrue();
    return GoPlugin.read(image);
  }

  /** As the program {@code mirror} prints them. */
  private static List<String> lines(GoPlugin plugin) {
    List<String> lines = new ArrayList<>();
    for (GoExport export : plugin.exports().orElseThrow()) {
      lines.add(
          (export.function() ? "func " : "var ") + export.name() + " " + export.type().text());
    }
    plugin
        .types()
        .forEach((name, type) -> {
          name.packagePath().ifPresent(path -> lines.add("type " + name.text() + " of " + path));
          if (type instanceof GoType.Struct struct) {
            for (GoType.Field field : struct.fields()) {
              lines.add(
                  "field %s %s %s at %d %s %s"
                      .formatted(
                          name.text(),
                          field.name(),
                          field.type().text(),
                          field.offset(),
                          field.embedded(),
                          quoted(field.tag())));
            }
          }
        });
    plugin
        .methods()
        .forEach((type, methods) ->
            methods.forEach(method ->
                lines.add(
                    "method "
                        + type.text()
                        + " "
                        + method.name()
                        + " "
                        + ofPointer(type, method))));
    return lines;
  }

  /** A method as a function that takes the pointer first, as {@code reflect.Method.Type} is. */
  private static String ofPointer(GoType.Named type, GoType.Method method) {
    List<GoType> parameters = new ArrayList<>(List.of(new GoType.Pointer(type)));
    parameters.addAll(method.type().parameters());
    return new GoType.Func(parameters, method.type().results(), method.type().variadic()).text();
  }

  /** {@code %q}, of a text of printable characters. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static List<String> mirror(String what, Path plugin) {
    Path mirror = GoToolchain.newest().program("mirror");
    return Compiler.run(List.of(mirror.toString(), what, plugin.toString())).lines().toList();
  }

  private static List<String> ofTheModule(List<String> lines) {
    return lines.stream()
        .filter(
            line -> line.matches("(func|var) .*|(field|method) (main|shared)\\..*|type .*/kinds.*"))
        .distinct()
        .toList();
  }

  @Test
  void exportsHaveTheTypesThatGoReflects() {
    Path kinds = GoToolchain.newest().plugin("kinds");
    assertThat(lines(plugin(kinds))).containsExactlyInAnyOrderElementsOf(mirror("exports", kinds));
  }

  /** The library of Go differs from version to version; the module's own types don't. */
  @ParameterizedTest
  @MethodSource("toolchains")
  void exportsAreTheSameForEachGo(GoToolchain go) {
    Path newest = GoToolchain.newest().plugin("kinds");
    assertThat(ofTheModule(lines(plugin(go.plugin("kinds")))))
        .containsExactlyInAnyOrderElementsOf(ofTheModule(mirror("exports", newest)));
  }

  /** An old Go leaves the layout of its tables out of it. */
  @ParameterizedTest
  @MethodSource("toolchains")
  void exportsAreKnownWhereNothingReflects(GoToolchain go) {
    for (Path file : List.of(go.plugin("plain"), go.plugin("plain", STRIPPED))) {
      GoPlugin plugin = plugin(file);
      assertThat(plugin.problems()).isEmpty();
      assertThat(plugin.path()).contains("example.com/plain");
      assertThat(plugin.exports().orElseThrow())
          .extracting(GoExport::declaration)
          .containsExactlyInAnyOrder("var Total main.Sum", "func Add(int, ...int32) main.Sum");
      assertThat(plugin.types())
          .containsExactly(
              Map.entry(
                  new GoType.Named(Optional.of("example.com/plain"), "main.Sum"),
                  new GoType.Basic("int")));
    }
  }

  @ParameterizedTest
  @MethodSource("toolchains")
  void layoutThatIsKnownIsTheOneThatPluginsDescribe(GoToolchain go) {
    RelocatedImage memory = new RelocatedImage(image(go.plugin("kinds")));
    assertThat(ModuleData.described(memory).orElseThrow())
        .containsAllEntriesOf(ModuleData.known(memory));
  }

  @ParameterizedTest
  @MethodSource("toolchains")
  void strippedPluginTellsTheSameExports(GoToolchain go) {
    GoPlugin whole = plugin(go.plugin("kinds"));
    GoPlugin stripped = plugin(go.plugin("kinds", STRIPPED));
    assertThat(stripped.exports()).isEqualTo(whole.exports());
    assertThat(stripped.types()).isEqualTo(whole.types());
    assertThat(stripped.path()).contains("example.com/kinds");
    assertThat(stripped.packages()).containsKeys("runtime", "example.com/kinds/shared");
    assertThat(stripped.problems()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("toolchains")
  void versionIsThatOfTheToolchain(GoToolchain go) {
    assertThat(plugin(go.plugin("hello")).version()).contains(go.version());
  }

  @Test
  void flagsAreThoseThatGoShows() {
    GoToolchain go = GoToolchain.newest();
    Path file = go.plugin("kinds", STRIPPED, "-tags=some,other");
    Map<String, String> shown =
        go.go("version", "-m", file.toString())
            .lines()
            .filter(line -> line.startsWith("\tbuild\t-"))
            .map(line -> line.substring("\tbuild\t".length()).split("=", 2))
            .collect(Collectors.toMap(part -> part[0], part -> part[1]));
    assertThat(shown).containsEntry("-ldflags", "\"-s -w\"").containsEntry("-tags", "some,other");
    assertThat(plugin(file).flags()).contains(List.of("-ldflags=-s -w", "-tags=some,other"));
    assertThat(plugin(go.plugin("hello")).flags()).contains(List.of());
  }

  /** A Go before 1.20 writes its version into nothing but debug information. */
  @ParameterizedTest
  @MethodSource("toolchains")
  void strippedPluginOfAnOldGoHasNoVersion(GoToolchain go) {
    GoPlugin plugin = plugin(go.plugin("kinds", STRIPPED));
    boolean old = go.minor() < 20;
    assertThat(plugin.version()).isEqualTo(old ? Optional.empty() : Optional.of(go.version()));
    assertThat(plugin.flags().isEmpty()).isEqualTo(old);
  }

  @ParameterizedTest
  @MethodSource("toolchains")
  void packagesHaveTheHashesThatGoFinds(GoToolchain go) {
    Path file = go.plugin("kinds");
    Map<String, String> found = new TreeMap<>();
    mirror("hashes", file)
        .forEach(line -> found.put(line.split(" ", -1)[0], line.split(" ", -1)[1]));
    assertThat(found).containsKey("example.com/kinds/shared").hasSizeGreaterThan(30);
    assertThat(plugin(file).packages()).isEqualTo(found);
  }

  @Test
  void structureOfARecursiveTypeIsThere() {
    GoPlugin plugin = plugin(GoToolchain.newest().plugin("kinds"));
    GoType.Named node = new GoType.Named(Optional.of("example.com/kinds"), "main.Node");
    assertThat(plugin.types().get(node)).isInstanceOf(GoType.Struct.class);
    assertThat(((GoType.Struct) plugin.types().get(node)).fields().getFirst().type())
        .isEqualTo(new GoType.Pointer(node));
  }

  @Test
  void functionsAndVariablesAreDeclaredAsInGo() {
    assertThat(plugin(GoToolchain.newest().plugin("hello")).exports().orElseThrow())
        .extracting(GoExport::declaration)
        .containsExactlyInAnyOrder("var V int", "func F()");
    assertThat(plugin(GoToolchain.newest().plugin("kinds")).exports().orElseThrow())
        .extracting(GoExport::declaration)
        .contains("func Two(context.Context, ...main.Number) (main.Node, error)");
  }

  /** The second has the hashes of packages, too: it opens plugins. */
  @Test
  void cLibrariesOfGoAreNoPlugins() {
    GoToolchain go = GoToolchain.newest();
    for (String module : List.of("clib", "host")) {
      SharedObject image = image(go.cLibrary(module));
      assertThat(GoMark.isOn(image)).as(module).isFalse();
      assertThatCode(() -> GoMark.refuse(image)).doesNotThrowAnyException();
    }
    assertThat(image(go.cLibrary("host")).find(GoMark.HASH_OF_RUNTIME)).isPresent();
  }

  @ParameterizedTest
  @MethodSource("toolchains")
  void refusalNamesVersionPathAndCure(GoToolchain go) {
    SharedObject image = image(go.plugin("hello"));
    assertThatThrownBy(() -> GoMark.refuse(image))
        .isInstanceOf(ElfException.class)
        .hasMessageStartingWith(
            "hello.so: this is a Go plugin (" + go.version() + ", example.com/hello), which needs ")
        .hasMessageEndingWith(
            "; build one with the toolchain of "
                + go.version()
                + " (alfheim go-host --go PATH), or build it as a C library: go build"
                + " -buildmode=c-shared, with //export at its functions");
  }
}
