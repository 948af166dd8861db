package org.alfheim.itests.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.GoHosts;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.PluginException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The tests that Go has of its own package {@code plugin}, from the toolchain, each by name. */
@Timeout(900)
@ParameterizedClass
@MethodSource("toolchains")
class TestpluginTest {
  private static final List<String> REFUSALS = List.of("RunHost");

  private static final Map<GoRelease, Path> BUILT = new ConcurrentHashMap<>();

  private final GoTestSource source;
  private final Path built;

  TestpluginTest(GoRelease go) {
    source = GoTestSource.of(go);
    built = BUILT.computeIfAbsent(go, _ -> TestpluginBuild.of(go, source));
  }

  static List<GoRelease> toolchains() {
    return GoRelease.both();
  }

  /** A program that goes wrong panics, or ends the process, as Go's own does. */
  @TestFactory
  Stream<DynamicTest> programsOfGosOwnTestsRun() {
    List<GoTestCase> programs =
        source.cases().stream().filter(each -> each.program().isPresent()).toList();
    List<Object> arguments = new ArrayList<>(List.of(built));
    programs.forEach(each -> arguments.addAll(List.of(each.name(), each.runs())));
    Programs.Outcome outcome = GoProcess.of(TestpluginRun.class).run(arguments.toArray());
    return programs.stream()
        .map(each ->
            dynamicTest(
                each.name(),
                () -> {
                  List<String> lines = Collections.nCopies(each.runs(), expected(each));
                  assertThat(outcome.lines())
                      .as(outcome.output())
                      .filteredOn(line -> line.startsWith(each.name() + ": "))
                      .isEqualTo(lines);
                }));
  }

  /** All that a case builds is opened, but for what it expects to be refused. */
  private static String expected(GoTestCase each) {
    if (REFUSALS.contains(each.name())) {
      return each.name() + ": opened 5, refused 3";
    }
    return each.name() + ": opened " + each.plugins().size() + ", refused 0";
  }

  /** Of some cases Go's own test is content when the plugin can be built. */
  @TestFactory
  Stream<DynamicTest> whatGosOwnTestsOnlyBuildIsOpened() {
    return source.cases().stream()
        .filter(each -> each.program().isEmpty())
        .map(each -> dynamicTest(each.name(), () -> open(each)));
  }

  private void open(GoTestCase each) {
    assertThat(each.plugins()).as("it is neither run nor explained").hasSize(1);
    Path file = built.resolve(each.name()).resolve(each.plugins().getFirst().file());
    OpenOptions options =
        OpenOptions.builder().goHosts(GoHosts.of(built.resolve("host.so"))).build();
    try {
      assertThat(Loader.open(file, options).symbols()).isNotEmpty();
    } catch (PluginException e) {
      assertThat(e).hasMessageContaining("it exports nothing");
    }
  }

  /** A case that a Go to come has more is run by what it builds, or is seen here. */
  @TestFactory
  Stream<DynamicTest> eachCaseIsRunOrLeftOutForAReason() {
    return source.names().stream()
        .map(name ->
            dynamicTest(
                GoTestSource.LEFT_OUT.containsKey(name)
                    ? name + ", left out: " + GoTestSource.LEFT_OUT.get(name)
                    : name,
                () ->
                    assertThat(
                            GoTestSource.LEFT_OUT.containsKey(name)
                                || source.cases().stream()
                                    .anyMatch(each ->
                                        each.name().equals(name) && !each.plugins().isEmpty()))
                        .as(name + " is neither run nor explained")
                        .isTrue()));
  }
}
