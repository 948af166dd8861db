package org.alfheim.console;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.alfheim.bind.SymbolKind;
import org.alfheim.registry.PluginInventory;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The page. It only shows: there is nothing in it that a foreign page could have a browser do.
 *
 * <p>Paths that end in {@code .json} give the same facts as {@link JsonReport} writes them.
 */
@Component(
    service = Servlet.class,
    property = {
      "felix.webconsole.label=" + PluginsPage.LABEL,
      "felix.webconsole.title=" + PluginsPage.TITLE,
      "felix.webconsole.category=OSGi",
      "felix.webconsole.css=/" + PluginsPage.LABEL + "/res/page.css"
    })
public final class PluginsPage extends HttpServlet {
  static final String LABEL = "alfheim";
  static final String TITLE = "Native Plugins";

  /** Nothing is fetched from elsewhere, and no other page may frame this one. */
  private static final String POLICY =
      "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
          + "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private static final int LIMIT = 100;

  private final transient Images images;

  /**
   * For the runtime of Declarative Services.
   *
   * @param context this bundle's
   * @param inventory knows the images and the failures
   */
  @Activate
  public PluginsPage(BundleContext context, @Reference PluginInventory inventory) {
    this.images = new Images(inventory, context);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cache-Control", "no-store");
    String path = Optional.ofNullable(request.getPathInfo()).orElse("");
    String view = path.replaceFirst("^/" + LABEL, "").replaceFirst("^/", "");
    if (view.endsWith(".json")) {
      json(view, request, response);
    } else {
      html(view, request, response);
    }
  }

  private void html(String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    View view = view(name, request, response);
    Html html = new Html();
    Links links = new Links(root(request));
    html.open("div", "class", "alfheim");
    tabs(html, links, view);
    view.write(html, links);
    html.close();
    response.setCharacterEncoding("utf-8");
    response.setContentType("text/html");
    response.getWriter().print(html);
  }

  private static String root(HttpServletRequest request) {
    return request.getAttribute("felix.webconsole.pluginRoot") instanceof String root
        ? root
        : request.getContextPath() + request.getServletPath();
  }

  private View view(String name, HttpServletRequest request, HttpServletResponse response) {
    return switch (name) {
      case "" -> new OverviewView(images.all(), images.failures().size());
      case "symbols" -> {
        List<ShownImage> all = images.all();
        String location = parameter(request, "location");
        yield new SymbolsView(
            all,
            all.stream().filter(image -> image.location().equals(location)).findFirst(),
            search(request),
            Math.max(1, Math.min(number(request, "page", 1), 1_000_000)));
      }
      case "image" ->
          images
              .at(parameter(request, "location"))
              .<View>map(image ->
                  new ImageView(
                      image,
                      image.info().map(Mapping::of).orElse(List.of()),
                      images.servicesOf(image)))
              .orElseGet(
                  () -> missing(response, "There is no such image in this process (any more)."));
      case "dependencies" -> new DependenciesView(DependencyGraph.of(images));
      case "memory" -> new MemoryView(images.all());
      case "failures" -> new FailuresView(images.failures());
      default -> missing(response, "There is no such page.");
    };
  }

  private static View missing(HttpServletResponse response, String text) {
    response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    return new MessageView(text);
  }

  private void tabs(Html html, Links links, View view) {
    html.open("nav", "class", "tabs", "aria-label", TITLE).open("ul");
    tab(html, "Plugins", links.overview(), view.name().isEmpty());
    for (String name : List.of("symbols", "dependencies", "memory", "failures")) {
      tab(
          html,
          Character.toUpperCase(name.charAt(0)) + name.substring(1),
          links.view(name),
          view.name().equals(name));
    }
    html.close(2);
  }

  private static void tab(Html html, String label, String link, boolean current) {
    html.open("li")
        .element("a", label, "href", link, "aria-current", current ? "page" : null)
        .close();
  }

  private void json(String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    JsonReport report = new JsonReport(response.getWriter());
    response.setCharacterEncoding("utf-8");
    response.setContentType("application/json");
    switch (name) {
      case "plugins.json" -> report.plugins(images.all(), images.failures());
      case "symbols.json" -> {
        String location = parameter(request, "location");
        report.symbols(
            search(request)
                .in(
                    images.all().stream()
                        .filter(image -> location.isEmpty() || image.location().equals(location))
                        .toList(),
                    Math.max(0, number(request, "offset", 0)),
                    Math.max(1, number(request, "limit", LIMIT))));
      }
      case "dependencies.json" -> report.dependencies(DependencyGraph.of(images));
      default -> {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        report.error("there is no such resource");
      }
    }
  }

  private static SymbolSearch search(HttpServletRequest request) {
    String kind = parameter(request, "kind");
    return new SymbolSearch(
        parameter(request, "search").strip(),
        Stream.of(SymbolKind.values()).filter(each -> each.label().equals(kind)).findFirst());
  }

  private static String parameter(HttpServletRequest request, String name) {
    return Optional.ofNullable(request.getParameter(name)).orElse("");
  }

  private static int number(HttpServletRequest request, String name, int otherwise) {
    try {
      return Integer.parseInt(parameter(request, name));
    } catch (NumberFormatException _) {
      return otherwise;
    }
  }
}
