package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Views are checked when an interface is bound, and their classes written when one is made. */
class ViewsAtFirstUseTest {
  private static LocalPlugin plugin;

  @BeforeAll
  static void compile(@TempDir Path folder) {
    plugin =
        Loader.openLocal(
            new Compiler(folder)
                .c(
                    "libviews.so",
                    """
                    struct leaf { int value; };
                    struct node { struct leaf leaf; struct node *next; struct leaf *other; };
                    static struct leaf other = { 7 };
                    static struct node second = { { 2 }, 0, &other };
                    static struct node first = { { 1 }, &second, &other };
                    struct node *begin(void) { return &first; }
                    struct node *after(struct node *n) { return n->next; }
                    int value(struct leaf *l) { return l->value; }
                    """,
                    "-g"));
  }

  interface Leaf extends Struct {
    int value();
  }

  interface Node extends Struct {
    Leaf leaf();

    Node next();

    Leaf other();
  }

  interface List3 {
    Node begin();

    Node after(Node node);

    int value(Leaf leaf);
  }

  @Test
  void bindingWritesNoClassOfAView() {
    plugin.bind(List3.class); // What is needed in any case.
    long before = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
    List3 list = plugin.bind(List3.class);
    long bound = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount() - before;

    assertThat(list.value(list.after(list.begin()).leaf())).isEqualTo(2);
    // That of the contract, and none for each of two views.
    assertThat(bound).isLessThanOrEqualTo(1);
  }

  @Test
  void threadsThatMakeTheFirstViewAtTheSameTimeAllGetOne() {
    for (int round = 0; round < 20; round++) {
      List3 list = plugin.bind(List3.class);
      List<CompletableFuture<Integer>> sums =
          IntStream.range(0, 4)
              .mapToObj(_ ->
                  CompletableFuture.supplyAsync(() -> {
                    Node second = list.after(list.begin());
                    return second.leaf().value() + list.value(second.other());
                  }))
              .toList();
      for (CompletableFuture<Integer> sum : sums) {
        assertThat(sum.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(9);
      }
    }
  }

  @Name("struct leaf")
  interface WrongLeaf extends Struct {
    double value();
  }

  @Name("struct node")
  interface NodeOfWrong extends Struct {
    NodeOfWrong next();

    WrongLeaf other();
  }

  interface WrongInside {
    NodeOfWrong begin();
  }

  interface RightAndWrong {
    Node begin();

    int value(WrongLeaf leaf);
  }

  @Test
  void whatIsWrongInAViewIsSaidWhenItIsBound() {
    for (Class<?> contract : List.of(WrongInside.class, RightAndWrong.class)) {
      assertThatExceptionOfType(BindingException.class)
          .isThrownBy(() -> plugin.bind(contract))
          .withMessageContaining("WrongLeaf.value() is double, C has 'int value'");
    }
  }
}
