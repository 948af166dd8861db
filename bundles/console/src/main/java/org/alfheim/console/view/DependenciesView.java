package org.alfheim.console.view;

import org.alfheim.console.graph.DependencyGraph;
import org.alfheim.console.graph.DependencyGraph.Edge;
import org.alfheim.console.graph.DependencyGraph.Kind;
import org.alfheim.console.graph.DependencyGraph.Node;
import org.alfheim.console.graph.GraphLayout;
import org.alfheim.console.graph.GraphLayout.Corner;
import org.alfheim.text.Visible;

/**
 * Who uses whom: a picture, and a table that says the same.
 *
 * @param graph what to show
 */
public record DependenciesView(DependencyGraph graph) implements View {
  /** How many letters of a name fit into a node. */
  private static final int LETTERS = 27;

  /** How long the tip of an arrow is. */
  private static final int TIP = 7;

  @Override
  public String name() {
    return "dependencies";
  }

  @Override
  public void write(Html html, Links links) {
    if (graph.nodes().isEmpty()) {
      html.element("p", "No plugin is open.", "class", "nothing");
      return;
    }
    html.open("ul", "class", "legend");
    html.element("li", "bundles that use services", "class", "consumer");
    html.element("li", "plugins", "class", "plugin");
    html.element("li", "libraries of the system", "class", "library").close();
    html.open(
        "div",
        "class",
        "picture",
        "tabindex",
        0,
        "role",
        "group",
        "aria-label",
        "Dependencies, a picture");
    picture(html, links, GraphLayout.of(graph));
    html.close();
    html.open("details").element("summary", "The same as a table");
    html.open("table", "class", "list").element("caption", "Dependencies", "class", "unseen");
    Tables.heading(html, "Who needs", "What", "By the name of");
    html.open("tbody");
    for (Edge edge : graph.edges()) {
      html.open("tr").element("th", edge.from().label(), "scope", "row");
      html.element("td", edge.to().label()).element("td", edge.label()).close();
    }
    html.close(3);
  }

  private void picture(Html html, Links links, GraphLayout layout) {
    html.open(
        "svg",
        "class",
        "graph",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + layout.width() + " " + layout.height(),
        "width",
        layout.width(),
        "height",
        layout.height());
    html.element(
        "desc",
        "Bundles that use plugins on the left, plugins in the middle, libraries of the "
            + "system on the right; a line leads from each to what it needs. The table below "
            + "says the same.");
    for (Edge edge : graph.edges()) {
      edge(html, layout, edge);
    }
    layout.places().forEach((node, place) -> node(html, links, node, place));
    html.close();
  }

  private static void edge(Html html, GraphLayout layout, Edge edge) {
    Corner from = layout.places().get(edge.from());
    Corner to = layout.places().get(edge.to());
    int x = from.x() + GraphLayout.NODE_WIDTH;
    int y = from.middle();
    StringBuilder line = new StringBuilder("M").append(x).append(' ').append(y);
    for (Corner lane : layout.way(edge)) {
      line.append(bend(x, y, lane.x(), lane.middle()));
      x = lane.x() + GraphLayout.NODE_WIDTH;
      y = lane.middle();
      line.append('H').append(x);
    }
    line.append(bend(x, y, to.x() - TIP, to.middle()));
    html.open("g", "class", "edge");
    html.element(
        "title", edge.from().label() + " needs " + edge.to().label() + " (" + edge.label() + ")");
    html.open("path", "d", line).close();
    html.open("path", "class", "tip", "d", "M" + to.x() + " " + to.middle() + "l-7 -4v8z");
    html.close(2);
  }

  private static String bend(int x1, int y1, int x2, int y2) {
    int bend = Math.max(40, Math.abs(x2 - x1) / 2);
    return String.format("C%d %d %d %d %d %d", x1 + bend, y1, x2 - bend, y2, x2, y2);
  }

  private static void node(Html html, Links links, Node node, Corner place) {
    if (node.image().isPresent()) {
      html.open("a", "href", links.image(node.image().get()));
    }
    html.open(
        "g",
        "class",
        "node "
            + node.kind().label()
            + node.image().map(image -> " " + image.stateName()).orElse(""),
        "transform",
        "translate(" + place.x() + " " + place.y() + ")");
    html.element("title", node.label() + ", " + node.detail());
    html.open(
            "rect",
            "width",
            GraphLayout.NODE_WIDTH,
            "height",
            GraphLayout.NODE_HEIGHT,
            "rx",
            node.kind() == Kind.LIBRARY ? 24 : 6)
        .close();
    html.element("text", shortened(node.label()), "class", "label", "x", 16, "y", 21);
    html.element("text", shortened(node.detail()), "class", "detail", "x", 16, "y", 37);
    html.close(node.image().isPresent() ? 2 : 1);
  }

  private static String shortened(String text) {
    String visible = Visible.of(text);
    return visible.codePointCount(0, visible.length()) <= LETTERS
        ? visible
        : visible.substring(0, visible.offsetByCodePoints(0, LETTERS - 1)) + "…";
  }
}
