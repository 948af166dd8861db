package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Loaded;
import org.alfheim.fixture.ObjectGraph;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Constructors and destructors run in the order in which they do for libraries of dlopen. */
@Timeout(120)
class InitializationOrderTest {
  @TempDir Path folder;

  /** Opens and ends: the way of opening, the folder, the operations. */
  static final class OpenAndEnd {
    public static void main(String[] arguments) {
      boolean alfheim = arguments[0].equals("alfheim");
      ObjectGraph.run(
          Path.of(arguments[1]),
          List.of(arguments).subList(2, arguments.length),
          (object, file) -> alfheim ? Loaded.byAlfheim(file) : Loaded.byDlopen(file));
    }
  }

  /** Opens each as a plugin that gets the plugins it needs: the folder, the graph. */
  static final class OpenWithDependencies {
    public static void main(String[] arguments) {
      ObjectGraph graph = ObjectGraph.of(arguments[1]);
      Map<String, Plugin> open = new HashMap<>();
      ObjectGraph.run(
          Path.of(arguments[0]),
          graph.operations(),
          (object, file) -> {
            List<Plugin> needed = graph.needs(object).stream().map(open::get).toList();
            open.put(object, Loader.open(file, OpenOptions.builder().dependOn(needed).build()));
            return Loaded.by(open.get(object));
          });
    }
  }

  private String run(ChildJvm child, Object... arguments) {
    ChildJvm.Outcome outcome = child.run(arguments);
    assertThat(outcome.status()).as(outcome.output()).isZero();
    return String.join("\n", outcome.lines());
  }

  private String run(String loader, ObjectGraph graph) {
    List<Object> arguments = new ArrayList<>(List.of(loader, folder));
    arguments.addAll(graph.operations());
    /* The JVM's own dlopen is RTLD_LAZY, with which ld.so does not know all who depend on whom. */
    ChildJvm child = ChildJvm.of(OpenAndEnd.class).with("LD_BIND_NOW", "1");
    return run(child, arguments.toArray());
  }

  /* The order of glibc 2.36 and later: depth first, from the last that is needed to the first. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a->b->c;{+a}                | {+a[c>b>a>]}<a<b<c",
        "a->[bc]->d;{+a}             | {+a[d>c>b>a>]}<a<b<c<d",
        "a->[bcd];b=>c;a=>b;{+a;%a}  | {+a[d>c>b>a>]%aa(b(c()))}<a<b<c<d",
        "a->b;{+b;+a}                | {+b[b>]+a[a>]}<a<b",
        "a->b;{+a;+b}                | {+a[b>a>]+b[]}<a<b",
      })
  void isThatOfGlibc(String description, String expected) {
    ObjectGraph graph = ObjectGraph.of(description);
    graph.compile(folder);

    assertThat(run("dlopen", graph)).isEqualTo(expected);
    assertThat(run("alfheim", graph)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a->[bc];b->c;{+a}",
        "a->[cb];b->c;{+a}",
        "a->[bcdef];c->e;d->b;f->d;{+a}",
        "a->[bc];b->[de];c->[ef];d->g;e->g;f->[gd];{+a}",
        "a->b->a;a=>b;b=>a;{+a}",
        "a->b->c->a;{+a;+b;+c}",
        "a->b->c->b;{+a}",
        "a->[bd];b->c->b;d->e->d;c->e;{+a}",
        "a->b->c->d->e->b;e->f;{+a}",
        "a->[bc];b->a;c->a;b->c;{+a}",
        "a->c;b->c;{+a;+b}",
        "a->c;b->[ac];{+a;+b}",
        "a->c;b->[ca];{+c;+a;+b}",
        "a->b->c;d->[cb];e->[da];{+b;+e;+d}",
        "a->b;c->b->d;{+c;+a;+d}",
        "a->b=>c;a->c;a=>b;{+a;%a}",
        "a->b;b=>a;{+a}",
        "a->[bc];b=>c;c=>b;a=>b;{+a}",
        "a->b->c;c=>a;d->a;{+d;+a}",
      })
  void isThatOfDlopen(String description) {
    ObjectGraph graph = ObjectGraph.of(description);
    graph.compile(folder);

    assertThat(run("alfheim", graph)).isEqualTo(run("dlopen", graph)).contains("a>", "<a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a->b->c;a=>b=>c;{+c;+b;+a;%a}",
        "a->[bc]->d;a=>[bc]=>d;{+d;+b;+c;+a;%a}",
        "a->[bc];b->[de];c->[ef];d->g;e->g;f->[gd];{+g;+d;+e;+f;+c;+b;+a}",
        "a->c;b->c;{+c;+b;+a}",
      })
  void ofPluginsThatArePutTogetherIsThatOfDlopenToo(String description) {
    ObjectGraph graph = ObjectGraph.of(description);
    graph.compile(folder);

    assertThat(run(ChildJvm.of(OpenWithDependencies.class), folder, description))
        .isEqualTo(run("dlopen", graph))
        .contains("a>]", "<a");
  }
}
