package org.alfheim.console.view;

import java.util.List;
import java.util.Locale;
import org.alfheim.console.model.AddressText;
import org.alfheim.console.model.MappedRegion;
import org.alfheim.console.model.Permissions;
import org.alfheim.console.model.Size;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.plugin.ImageInfo;

/** The memory of an image: a strip, drawn to scale, and a table that says the same. */
final class MemoryDiagram {
  private static final int WIDTH = 800;
  private static final int HEIGHT = 44;

  private MemoryDiagram() {}

  static void write(Html html, String name, ImageInfo info, List<MappedRegion> mappings) {
    if (info.shared()) {
      html.element(
          "p",
          "This is the process's own copy, which the system's loader has placed.",
          "class",
          "note");
    }
    strip(html, name, info);
    html.open("table", "class", "list");
    html.element("caption", "Segments of the image");
    Tables.heading(html, "Begins at", "#In the file", "#In memory", "Permissions");
    html.open("tbody");
    for (ProgramHeader segment : info.segments()) {
      html.open("tr");
      html.element("td", AddressText.of(info.address(segment.vaddr())), "class", "address");
      html.open("td", "class", "number");
      Tables.size(html, segment.fileSize());
      html.close().open("td", "class", "number");
      Tables.size(html, segment.memorySize());
      html.close();
      html.element("td", Permissions.of(segment) + ": " + kind(segment)).close();
    }
    html.close(2);
    if (!mappings.isEmpty()) {
      kernel(html, mappings);
    }
  }

  private static void strip(Html html, String name, ImageInfo info) {
    html.open(
        "svg",
        "class",
        "strip",
        "viewBox",
        "0 0 " + WIDTH + " " + HEIGHT,
        "preserveAspectRatio",
        "none",
        "role",
        "img",
        "aria-label",
        "The segments of " + name + ", to scale; the table below has them in figures");
    html.open("rect", "class", "gap", "x", 0, "y", 0, "width", WIDTH, "height", HEIGHT).close();
    long first = info.segments().getFirst().vaddr().value();
    for (ProgramHeader segment : info.segments()) {
      double x = scale(segment.vaddr().value() - first, info.span());
      double width = Math.max(2, scale(segment.memorySize(), info.span()));
      html.open(
          "rect",
          "class",
          kind(segment),
          "x",
          text(x),
          "y",
          0,
          "width",
          text(width),
          "height",
          HEIGHT);
      html.element(
          "title",
          Permissions.of(segment) + ": " + kind(segment) + ", " + new Size(segment.memorySize()));
      html.close();
    }
    html.close();
    html.open("ul", "class", "legend");
    html.element("li", "code", "class", "code");
    html.element("li", "constants", "class", "constants");
    html.element("li", "data", "class", "data").close();
  }

  private static double scale(long bytes, long span) {
    return (double) bytes * WIDTH / span;
  }

  private static String text(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }

  private static String kind(ProgramHeader segment) {
    return (segment.flags() & ProgramHeader.PF_X) != 0
        ? "code"
        : (segment.flags() & ProgramHeader.PF_W) != 0 ? "data" : "constants";
  }

  private static void kernel(Html html, List<MappedRegion> mappings) {
    html.open("table", "class", "list");
    html.element("caption", "What the kernel has mapped");
    Tables.heading(html, "From", "To", "#Size", "#Resident", "Permissions");
    html.open("tbody");
    for (MappedRegion mapping : mappings) {
      html.open("tr");
      html.element("td", AddressText.of(mapping.start()), "class", "address");
      html.element("td", AddressText.of(mapping.end()), "class", "address");
      html.open("td", "class", "number");
      Tables.size(html, mapping.size());
      html.close().open("td", "class", "number");
      Tables.size(html, mapping.resident());
      html.close();
      html.element("td", mapping.permissions()).close();
    }
    html.close(2);
  }
}
