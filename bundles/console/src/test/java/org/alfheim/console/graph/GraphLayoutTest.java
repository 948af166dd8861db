package org.alfheim.console.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.alfheim.console.graph.DependencyGraph.Edge;
import org.alfheim.console.graph.DependencyGraph.Kind;
import org.alfheim.console.graph.DependencyGraph.Node;
import org.alfheim.console.graph.GraphLayout.Corner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GraphLayoutTest {
  private static final Node CONSUMER = node(Kind.CONSUMER, "consumer");
  private static final Node FIRST = node(Kind.PLUGIN, "first");
  private static final Node SECOND = node(Kind.PLUGIN, "second");
  private static final Node LIBRARY = node(Kind.LIBRARY, "libc.so.6");

  private static Node node(Kind kind, String name) {
    return new Node(kind + " " + name, kind, name, "", Optional.empty());
  }

  private static Edge edge(Node from, Node to) {
    return new Edge(from, to, "needs");
  }

  private static GraphLayout layout(List<Node> nodes, Edge... edges) {
    return GraphLayout.of(new DependencyGraph(nodes, List.of(edges)));
  }

  private static int x(GraphLayout layout, Node node) {
    return layout.places().get(node).x();
  }

  @Test
  void whoNeedsIsToTheLeftOfWhatIsNeeded() {
    GraphLayout layout =
        layout(
            List.of(LIBRARY, SECOND, FIRST, CONSUMER),
            edge(CONSUMER, FIRST),
            edge(FIRST, SECOND),
            edge(SECOND, LIBRARY));
    assertThat(List.of(CONSUMER, FIRST, SECOND, LIBRARY))
        .extracting(node -> x(layout, node))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void noColumnIsEmpty() {
    GraphLayout layout = layout(List.of(FIRST, LIBRARY), edge(FIRST, LIBRARY));
    assertThat(layout.columns()).containsEntry(FIRST, 0).containsEntry(LIBRARY, 1);
  }

  @Test
  void aLineThatPassesAColumnHasARowOfItsOwnThere() {
    Edge long_ = edge(CONSUMER, LIBRARY);
    GraphLayout layout = layout(List.of(CONSUMER, FIRST, LIBRARY), edge(CONSUMER, FIRST), long_);
    assertThat(layout.way(long_))
        .singleElement()
        .satisfies(lane -> {
          assertThat(lane.x()).isEqualTo(x(layout, FIRST));
          assertThat(lane.y()).isNotEqualTo(layout.places().get(FIRST).y());
        });
    assertThat(layout.way(edge(CONSUMER, FIRST))).isEmpty();
  }

  @Test
  void nothingLiesOnAnotherOrOutsideOfThePicture() {
    List<Node> plugins =
        IntStream.range(0, 30).mapToObj(i -> node(Kind.PLUGIN, "plugin " + i)).toList();
    Edge[] edges =
        IntStream.range(1, 30)
            .mapToObj(i -> edge(plugins.get(i / 2), plugins.get(i)))
            .toArray(Edge[]::new);
    GraphLayout layout = layout(plugins, edges);
    assertThat(layout.places().values())
        .hasSize(30)
        .allSatisfy(place -> {
          assertThat(place.x()).isBetween(0, layout.width() - GraphLayout.NODE_WIDTH);
          assertThat(place.y()).isBetween(0, layout.height() - GraphLayout.NODE_HEIGHT);
        });
    List<Corner> places = List.copyOf(layout.places().values());
    for (int i = 0; i < places.size(); i++) {
      Corner one = places.get(i);
      assertThat(places.subList(i + 1, places.size()))
          .allMatch(other ->
              Math.abs(one.x() - other.x()) >= GraphLayout.NODE_WIDTH
                  || Math.abs(one.y() - other.y()) >= GraphLayout.NODE_HEIGHT);
    }
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.SECONDS)
  void pluginsThatNeedEachOtherHaveAPlaceToo() {
    GraphLayout layout =
        layout(
            List.of(FIRST, SECOND), edge(FIRST, SECOND), edge(SECOND, FIRST), edge(FIRST, FIRST));
    assertThat(layout.places()).containsOnlyKeys(FIRST, SECOND);
  }

  @Test
  void aGraphOfNothingIsAPictureOfNothing() {
    GraphLayout layout = layout(List.of());
    assertThat(layout.places()).isEmpty();
    assertThat(layout.height()).isPositive();
  }
}
