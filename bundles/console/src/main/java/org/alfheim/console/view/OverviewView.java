package org.alfheim.console.view;

import java.util.List;
import org.alfheim.console.model.ShownImage;
import org.alfheim.console.model.Size;
import org.alfheim.registry.PluginInventory.State;

/**
 * What is open, in figures and in a table.
 *
 * @param images what there is
 * @param failures how many bundles did not start
 */
public record OverviewView(List<ShownImage> images, int failures) implements View {
  private static final String FAILURES = "failures";

  @Override
  public String name() {
    return "";
  }

  @Override
  public void write(Html html, Links links) {
    List<ShownImage> retired =
        images.stream().filter(image -> image.state() == State.RETIRED).toList();
    List<ShownImage> others =
        images.stream()
            .filter(image -> image.state() != State.RETIRED && image.state() != State.HELPER)
            .toList();
    html.open("dl", "class", "figures");
    figure(html, null, "active plugins", count(State.ACTIVE));
    figure(
        html,
        null,
        "symbols",
        String.format("%,d", others.stream().mapToLong(ShownImage::symbols).sum()));
    figure(html, links.view("memory"), "address space", size(images));
    figure(html, links.view("memory"), "of it retired", size(retired));
    figure(html, links.view("failures"), FAILURES, Integer.toString(failures));
    html.close();
    if (others.isEmpty()) {
      html.element("p", "No plugin is open.", "class", "nothing");
      return;
    }
    html.open("table", "class", "list");
    html.element("caption", "Plugins", "class", "unseen");
    Tables.heading(html, "Plugin", "State", "Version", "Bundle", "#Symbols", "#Size", "Needs");
    html.open("tbody");
    for (ShownImage image : others) {
      row(html, links, image);
    }
    html.close(2);
  }

  private static void figure(Html html, String link, String label, String value) {
    boolean none = value.equals("0") || value.equals("0 B");
    html.open("div", "class", none ? "none" : label.equals(FAILURES) ? "alarm" : null);
    html.element("dt", label).open("dd");
    if (link == null) {
      html.text(value);
    } else {
      html.element("a", value, "href", link);
    }
    html.close(2);
  }

  private String count(State state) {
    return Long.toString(images.stream().filter(image -> image.state() == state).count());
  }

  private static String size(List<ShownImage> images) {
    return new Size(images.stream().mapToLong(image -> image.image().size()).sum()).toString();
  }

  private static void row(Html html, Links links, ShownImage image) {
    html.open("tr").open("th", "scope", "row");
    html.element("a", image.name(), "href", links.image(image)).close();
    html.open("td");
    Tables.state(html, image);
    html.close();
    html.element("td", image.version().orElse(""));
    html.element("td", image.bundle().orElse("none"));
    html.element("td", String.format("%,d", image.symbols()), "class", "number");
    html.open("td", "class", "number");
    Tables.size(html, image.image().size());
    html.close();
    html.element("td", String.join(", ", image.needed()), "class", "names").close();
  }
}
