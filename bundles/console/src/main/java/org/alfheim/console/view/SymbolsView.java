package org.alfheim.console.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.alfheim.bind.SymbolKind;
import org.alfheim.console.model.AddressText;
import org.alfheim.console.model.ShownImage;
import org.alfheim.console.model.SymbolSearch;
import org.alfheim.console.model.TypeText;
import org.alfheim.names.DemangledName;
import org.alfheim.plugin.Symbol;
import org.alfheim.types.KnownType;

/**
 * Symbols, those that are searched for, a page at a time.
 *
 * @param images where to search
 * @param only the image that all of them belong to, where the search is in one
 * @param search what for
 * @param page which page, from 1
 */
public record SymbolsView(
    List<ShownImage> images, Optional<ShownImage> only, SymbolSearch search, int page)
    implements View {
  private static final int ROWS = 100;

  @Override
  public String name() {
    return "symbols";
  }

  @Override
  public void write(Html html, Links links) {
    form(html, links);
    SymbolSearch.Page found =
        search.in(only.map(List::of).orElse(images), Math.multiplyExact(page - 1, ROWS), ROWS);
    html.open("p", "class", "found", "role", "status");
    if (found.total() == 0) {
      html.text("No symbol of such a name.").close();
      return;
    }
    html.text(
        String.format(
            "%,d to %,d of %,d",
            found.offset() + 1L, (long) found.offset() + found.found().size(), found.total()));
    html.close();
    String origins = origins(found);
    boolean typed = !origins.isEmpty();
    html.open("table", "class", "list symbols");
    html.element("caption", "Symbols", "class", "unseen");
    List<String> titles = new ArrayList<>(List.of("Name", "Version", "Kind", "#Size", "#Address"));
    if (typed) {
      titles.add("Type");
    }
    if (only.isEmpty()) {
      titles.add("Plugin");
    }
    Tables.heading(html, titles.toArray(String[]::new));
    html.open("tbody");
    found.found().forEach(each -> row(html, links, each, typed));
    html.close(2);
    if (typed) {
      html.element("p", "Types known from " + origins + ".", "class", "note");
    }
    pages(html, links, found.total());
  }

  private static String origins(SymbolSearch.Page page) {
    return page.found().stream()
        .flatMap(found -> found.symbol().type().stream())
        .map(KnownType::origin)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private void form(Html html, Links links) {
    html.open("form", "method", "get", "action", links.view("symbols"), "role", "search");
    html.open("label").text("Name ");
    html.open(
        "input",
        "type",
        "search",
        "name",
        "search",
        "value",
        search.text(),
        "placeholder",
        "part of a name, or with * and ?");
    html.close();
    html.open("label").text("Kind ").open("select", "name", "kind");
    html.element("option", "any", "value", "");
    for (SymbolKind kind : SymbolKind.values()) {
      boolean chosen = search.kind().equals(Optional.of(kind));
      html.element(
          "option", kind.label(), "value", kind.label(), "selected", chosen ? "selected" : null);
    }
    html.close(2);
    html.open("label").text("Plugin ").open("select", "name", "location");
    html.element("option", "any", "value", "");
    for (ShownImage image : images) {
      if (image.plugin().isPresent()) {
        boolean chosen = only.map(ShownImage::location).equals(Optional.of(image.location()));
        html.element(
            "option",
            image.name() + image.version().map(version -> " " + version).orElse(""),
            "value",
            image.location(),
            "selected",
            chosen ? "selected" : null);
      }
    }
    html.close(2);
    html.element("button", "Search", "type", "submit").close();
  }

  private void row(Html html, Links links, SymbolSearch.Found found, boolean typed) {
    Symbol symbol = found.symbol();
    html.open("tr").open("th", "scope", "row");
    html.element("a", symbol.name(), "href", links.symbol(found.image(), symbol));
    DemangledName.of(symbol.name())
        .ifPresent(text -> html.element("div", text, "class", "demangled"));
    html.close();
    html.element("td", symbol.version().orElse(""));
    html.element("td", symbol.kind().label());
    html.element(
        "td", symbol.size() == 0 ? "" : String.format("%,d", symbol.size()), "class", "number");
    html.element("td", AddressText.of(symbol), "class", "number");
    if (typed) {
      html.element("td", symbol.type().map(known -> TypeText.of(symbol, known)).orElse(""));
    }
    if (only.isEmpty()) {
      html.open("td")
          .element("a", found.image().name(), "href", links.image(found.image()))
          .close();
    }
    html.close();
  }

  private void pages(Html html, Links links, long total) {
    long last = (total + ROWS - 1) / ROWS;
    if (last == 1) {
      return;
    }
    html.open("nav", "class", "pages", "aria-label", "Pages");
    turn(html, links, "First", 1, page > 1);
    turn(html, links, "Previous", page - 1L, page > 1);
    html.element("span", String.format("page %,d of %,d", page, last));
    turn(html, links, "Next", page + 1L, page < last);
    turn(html, links, "Last", last, page < last);
    html.close();
  }

  private void turn(Html html, Links links, String label, long target, boolean possible) {
    if (possible) {
      html.element(
          "a",
          label,
          "href",
          links.with(
              "symbols",
              "search",
              search.text(),
              "kind",
              search.kind().map(SymbolKind::label).orElse(""),
              "location",
              only.map(ShownImage::location).orElse(""),
              "page",
              target));
    } else {
      html.element("span", label, "class", "off");
    }
  }
}
