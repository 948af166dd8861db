package org.alfheim.console.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alfheim.console.graph.DependencyGraph.Edge;
import org.alfheim.console.graph.DependencyGraph.Kind;
import org.alfheim.console.graph.DependencyGraph.Node;

/**
 * Where the nodes of a graph lie in a picture: in columns, those who need to the left of those who
 * are needed, in each column near their neighbours. A line that passes a column does so in a row of
 * its own, together with all that lead to the same node.
 *
 * @param places the upper left corner of each node
 * @param lanes the upper left corners of the rows in which lines to a node pass columns, by column
 * @param columns the column of each node
 * @param width of the picture
 * @param height of the picture
 */
public record GraphLayout(
    Map<Node, Corner> places,
    Map<Node, Map<Integer, Corner>> lanes,
    Map<Node, Integer> columns,
    int width,
    int height) {
  /** The width of a node, in the picture's units. */
  public static final int NODE_WIDTH = 212;

  /** The height of a node, in the picture's units. */
  public static final int NODE_HEIGHT = 48;

  private static final int COLUMN = NODE_WIDTH + 96;
  private static final int GAP = 18;
  private static final int ROW = NODE_HEIGHT + GAP;
  private static final int MARGIN = 12;

  /**
   * The upper left corner of a node, or of lines that pass.
   *
   * @param x from the left
   * @param y from the top
   */
  public record Corner(int x, int y) {
    /** Half of a node's height below. */
    public int middle() {
      return y + NODE_HEIGHT / 2;
    }
  }

  /** A row of a column: a node, or lines that pass on their way to one. */
  private record Row(Node node, boolean passing) {}

  /** Lays a graph out. */
  public static GraphLayout of(DependencyGraph graph) {
    Map<Node, Integer> columnOf = columnsOf(graph);
    List<List<Row>> columns = slots(graph, columnOf);
    int rows = columns.stream().mapToInt(List::size).max().orElse(0);
    Map<Node, Corner> places = new LinkedHashMap<>();
    Map<Node, Map<Integer, Corner>> lanes = new HashMap<>();
    for (int column = 0; column < columns.size(); column++) {
      List<Row> slots = columns.get(column);
      int top = MARGIN + (rows - slots.size()) * ROW / 2;
      for (int row = 0; row < slots.size(); row++) {
        Corner place = new Corner(MARGIN + column * COLUMN, top + row * ROW);
        Row slot = slots.get(row);
        if (slot.passing()) {
          lanes.computeIfAbsent(slot.node(), _ -> new HashMap<>()).put(column, place);
        } else {
          places.put(slot.node(), place);
        }
      }
    }
    int width = 2 * MARGIN + Math.max(0, columns.size() - 1) * COLUMN + NODE_WIDTH;
    int height = 2 * MARGIN + Math.max(0, rows * ROW - GAP);
    return new GraphLayout(places, lanes, columnOf, width, height);
  }

  /** The places that a line passes between its ends. */
  public List<Corner> way(Edge edge) {
    List<Corner> way = new ArrayList<>();
    for (int column = columns.get(edge.from()) + 1; column < columns.get(edge.to()); column++) {
      way.add(lanes.get(edge.to()).get(column));
    }
    return way;
  }

  /** The column of each node, from 0, none of them empty. */
  private static Map<Node, Integer> columnsOf(DependencyGraph graph) {
    Map<Node, Integer> depths = depths(graph);
    int deepest =
        graph.nodes().stream()
            .filter(node -> node.kind() == Kind.PLUGIN)
            .mapToInt(depths::get)
            .max()
            .orElse(0);
    Map<Node, Integer> columns = new HashMap<>();
    for (Node node : graph.nodes()) {
      columns.put(
          node,
          switch (node.kind()) {
            case CONSUMER -> 0;
            case PLUGIN -> 1 + depths.get(node);
            case LIBRARY -> deepest + 2;
          });
    }
    List<Integer> used = columns.values().stream().distinct().sorted().toList();
    columns.replaceAll((_, column) -> used.indexOf(column));
    return columns;
  }

  /** How many plugins, at most, stand between a plugin and one that no plugin needs. */
  private static Map<Node, Integer> depths(DependencyGraph graph) {
    Map<Node, List<Node>> needing = new HashMap<>();
    for (Edge edge : graph.edges()) {
      if (edge.from().kind() == Kind.PLUGIN) {
        needing.computeIfAbsent(edge.to(), _ -> new ArrayList<>()).add(edge.from());
      }
    }
    Map<Node, Integer> depths = new HashMap<>();
    graph.nodes().forEach(node -> depth(node, needing, depths, new HashSet<>()));
    return depths;
  }

  private static int depth(
      Node node, Map<Node, List<Node>> needing, Map<Node, Integer> depths, Set<Node> path) {
    Integer known = depths.get(node);
    if (known != null) {
      return known;
    }
    if (!path.add(node)) {
      return 0; // A circle: it has to begin somewhere.
    }
    int depth = 0;
    for (Node above : needing.getOrDefault(node, List.of())) {
      depth = Math.max(depth, 1 + depth(above, needing, depths, path));
    }
    path.remove(node);
    depths.put(node, depth);
    return depth;
  }

  private static List<List<Row>> slots(DependencyGraph graph, Map<Node, Integer> columnOf) {
    List<List<Row>> columns = new ArrayList<>();
    for (int i = 0; i <= columnOf.values().stream().mapToInt(c -> c).max().orElse(-1); i++) {
      columns.add(new ArrayList<>());
    }
    for (Node node : graph.nodes()) {
      columns.get(columnOf.get(node)).add(new Row(node, false));
    }
    for (Edge edge : graph.edges()) {
      for (int i = columnOf.get(edge.from()) + 1; i < columnOf.get(edge.to()); i++) {
        Row lane = new Row(edge.to(), true);
        if (!columns.get(i).contains(lane)) {
          columns.get(i).add(lane);
        }
      }
    }
    for (int i = 1; i < columns.size(); i++) {
      arrange(columns.get(i - 1), columns.get(i), graph.edges());
    }
    return columns;
  }

  /** Puts each row of a column near those of the column before it that it is joined to. */
  private static void arrange(List<Row> before, List<Row> column, List<Edge> edges) {
    Map<Row, Double> wished = new HashMap<>();
    for (Row slot : column) {
      wished.put(
          slot,
          edges.stream()
              .filter(edge -> edge.to().equals(slot.node()))
              .map(edge -> row(before, edge))
              .flatMap(Optional::stream)
              .mapToInt(row -> row)
              .average()
              .orElse(before.size()));
    }
    column.sort(Comparator.comparingDouble(wished::get));
  }

  private static Optional<Integer> row(List<Row> column, Edge edge) {
    int lane = column.indexOf(new Row(edge.to(), true));
    int row = lane >= 0 ? lane : column.indexOf(new Row(edge.from(), false));
    return row < 0 ? Optional.empty() : Optional.of(row);
  }
}
