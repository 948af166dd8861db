package org.alfheim.console.view;

import java.util.Map;
import org.alfheim.console.model.ShownImage;
import org.alfheim.console.model.Size;

/** What the tables of several views have in common. */
final class Tables {
  private Tables() {}

  /** The heading of a table; a title that begins with {@code #} is one of numbers. */
  static void heading(Html html, String... titles) {
    html.open("thead").open("tr");
    for (String title : titles) {
      boolean number = title.startsWith("#");
      html.element(
          "th",
          number ? title.substring(1) : title,
          "scope",
          "col",
          "class",
          number ? "number" : null);
    }
    html.close(2);
  }

  /** What is known of one thing: names and values. */
  static void facts(Html html, Map<String, String> facts) {
    html.open("dl", "class", "facts");
    facts.forEach((name, value) -> html.element("dt", name).element("dd", value));
    html.close();
  }

  /** The state of an image, as a badge. */
  static void state(Html html, ShownImage image) {
    html.element(
        "span",
        image.stateName(),
        "class",
        "state " + image.stateName(),
        "title",
        image.stateExplanation());
  }

  /** A size for a person, the exact one behind it. */
  static void size(Html html, long bytes) {
    html.element("span", new Size(bytes), "title", String.format("%,d bytes", bytes));
  }
}
