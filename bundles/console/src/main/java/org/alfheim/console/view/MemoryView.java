package org.alfheim.console.view;

import java.util.List;
import org.alfheim.console.model.AddressText;
import org.alfheim.console.model.ShownImage;
import org.alfheim.registry.PluginInventory.State;

/**
 * The memory of all images, and what of it is retired.
 *
 * @param images what there is
 */
public record MemoryView(List<ShownImage> images) implements View {
  private static final int WIDTH = 200;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public void write(Html html, Links links) {
    html.element("h3", "Images");
    table(
        html,
        links,
        "Images",
        images.stream().filter(image -> image.state() != State.RETIRED).toList(),
        "No image is open.");
    html.open("section").element("h3", "Retired images");
    html.element(
        "p",
        "An image stays in the process until the process ends, also when its bundle is updated to"
            + " another or uninstalled. Size is its address space; held is the memory of the files"
            + " that the loader has made for it, from which its pages are mapped.",
        "class",
        "note");
    table(
        html,
        links,
        "Retired images",
        images.stream().filter(image -> image.state() == State.RETIRED).toList(),
        "None: every image that was opened is still somebody's.");
    html.close();
  }

  private static void table(
      Html html, Links links, String caption, List<ShownImage> shown, String none) {
    if (shown.isEmpty()) {
      html.element("p", none, "class", "nothing");
      return;
    }
    long largest = shown.stream().mapToLong(image -> image.image().size()).max().orElse(1);
    long total = shown.stream().mapToLong(image -> image.image().size()).sum();
    html.open("table", "class", "list");
    html.element("caption", caption, "class", "unseen");
    Tables.heading(html, "Image", "State", "Bundle", "#Begins at", "#Held", "#Size", "");
    html.open("tbody");
    for (ShownImage image : shown) {
      html.open("tr").open("th", "scope", "row");
      html.element("a", image.name(), "href", links.image(image)).close();
      html.open("td");
      Tables.state(html, image);
      html.close();
      html.element("td", image.bundle().orElse("none"));
      html.element(
          "td",
          image.info().map(info -> AddressText.of(info.base())).orElse(""),
          "class",
          "number");
      html.open("td", "class", "number");
      Tables.size(html, image.image().held());
      html.close();
      html.open("td", "class", "number");
      Tables.size(html, image.image().size());
      html.close();
      html.open("td", "class", "bar");
      bar(html, image.image().size(), largest);
      html.close(2);
    }
    html.close();
    html.open("tfoot").open("tr").element("th", "Together", "scope", "row", "colspan", 4);
    html.open("td", "class", "number");
    Tables.size(html, shown.stream().mapToLong(image -> image.image().held()).sum());
    html.close().open("td", "class", "number");
    Tables.size(html, total);
    html.close().open("td").close(4);
  }

  private static void bar(Html html, long size, long largest) {
    long width = Math.max(1, largest == 0 ? 1 : size * WIDTH / largest);
    html.open(
        "svg",
        "class",
        "bar",
        "viewBox",
        "0 0 " + WIDTH + " 10",
        "aria-hidden",
        "true",
        "preserveAspectRatio",
        "none");
    html.open("rect", "width", width, "height", 10).close(2);
  }
}
