package org.alfheim.console;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.alfheim.console.graph.DependencyGraph;
import org.alfheim.console.guard.Guard;
import org.alfheim.console.json.JsonResources;
import org.alfheim.console.model.Answer;
import org.alfheim.console.model.Answers;
import org.alfheim.console.model.Images;
import org.alfheim.console.model.MappedRegion;
import org.alfheim.console.model.ShownImage;
import org.alfheim.console.model.Use;
import org.alfheim.console.request.Parameters;
import org.alfheim.console.request.RequestException;
import org.alfheim.console.view.DependenciesView;
import org.alfheim.console.view.FailuresView;
import org.alfheim.console.view.Html;
import org.alfheim.console.view.ImageView;
import org.alfheim.console.view.Links;
import org.alfheim.console.view.MemoryView;
import org.alfheim.console.view.MessageView;
import org.alfheim.console.view.OverviewView;
import org.alfheim.console.view.SymbolView;
import org.alfheim.console.view.SymbolsView;
import org.alfheim.console.view.View;
import org.alfheim.plugin.Symbol;
import org.alfheim.registry.PluginInventory;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The page. What it shows has no effect; a form on a symbol's page calls a function or writes a
 * variable. Only what a {@link Guard} has let in is answered.
 *
 * <p>Paths that end in {@code .json} are {@link JsonResources}.
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

  private final transient Images images;
  private final transient JsonResources resources;
  private final transient Answers answers = new Answers();

  /**
   * For the runtime of Declarative Services.
   *
   * @param context this bundle's
   * @param inventory knows the images and the failures
   */
  @Activate
  public PluginsPage(BundleContext context, @Reference PluginInventory inventory) {
    this.images = new Images(inventory, context);
    this.resources = new JsonResources(images);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (!Guard.hasPassed(request)) {
      throw new UnavailableException("the guard of the console is not there");
    }
    super.service(request, response);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String name = begin(request, response);
    if (name.endsWith(".json")) {
      resources.get(name, request, response);
      return;
    }
    try {
      html(view(name, Parameters.of(request), response), request, response);
    } catch (RequestException refusal) {
      refuse(refusal, request, response);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String name = begin(request, response);
    if (name.endsWith(".json")) {
      resources.post(name, request, response);
      return;
    }
    try {
      use(name, request, response);
    } catch (RequestException refusal) {
      refuse(refusal, request, response);
    }
  }

  private void refuse(
      RequestException refusal, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(refusal.status());
    html(new MessageView(refusal.getMessage()), request, response);
  }

  /** What every response begins with; returns the name of what is asked for. */
  private static String begin(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    String path = Optional.ofNullable(request.getPathInfo()).orElse("");
    return path.replaceFirst("^/" + LABEL, "").replaceFirst("^/", "");
  }

  /** Does what the form of a symbol's page asks for, and leads to what came of it. */
  private void use(String name, HttpServletRequest request, HttpServletResponse response)
      throws RequestException {
    if (!name.equals("symbol")) {
      throw new RequestException(HttpServletResponse.SC_NOT_FOUND, "There is no such form.");
    }
    Parameters parameters = Parameters.of(request);
    ShownImage image =
        images
            .at(parameters.text("location"))
            .filter(ShownImage::isServed)
            .orElseThrow(() ->
                new RequestException(
                    HttpServletResponse.SC_NOT_FOUND,
                    "No active bundle serves this plugin (any more)."));
    Symbol symbol =
        symbol(image, parameters)
            .orElseThrow(() ->
                new RequestException(HttpServletResponse.SC_NOT_FOUND, "There is no such symbol."));
    String number = answers.keep(Answer.to(symbol, wanted(parameters)));
    response.setHeader(
        "Location", new Links(root(request)).symbol(image, symbol) + "&answer=" + number);
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
  }

  private static Use wanted(Parameters parameters) throws RequestException {
    String declaration = parameters.text("declaration");
    return switch (parameters.text("use")) {
      case "call" -> new Use.Call(declaration, parameters.text("arguments").lines().toList());
      case "read" -> new Use.Read(declaration);
      case "write" -> new Use.Write(declaration, parameters.text("value"));
      default ->
          throw new RequestException(
              HttpServletResponse.SC_BAD_REQUEST, "The form does not say what to do.");
    };
  }

  private void html(View view, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
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

  private View view(String name, Parameters parameters, HttpServletResponse response)
      throws RequestException {
    return switch (name) {
      case "" -> new OverviewView(images.all(), images.failures().size());
      case "symbols" -> {
        List<ShownImage> all = images.all();
        String location = parameters.text("location");
        yield new SymbolsView(
            all,
            all.stream().filter(image -> image.location().equals(location)).findFirst(),
            parameters.search(),
            Math.max(1, Math.min(parameters.number("page", 1), 1_000_000)));
      }
      case "image" ->
          images
              .at(parameters.text("location"))
              .<View>map(image ->
                  new ImageView(
                      image,
                      image.info().map(MappedRegion::of).orElse(List.of()),
                      images.servicesOf(image),
                      images.runtimeOf(image)))
              .orElseGet(
                  () -> missing(response, "There is no such image in this process (any more)."));
      case "symbol" ->
          images
              .at(parameters.text("location"))
              .flatMap(image ->
                  symbol(image, parameters)
                      .<View>map(symbol ->
                          new SymbolView(
                              image,
                              symbol,
                              answers
                                  .at(parameters.text("answer"))
                                  .filter(answer -> answer.symbol().equals(symbol)))))
              .orElseGet(
                  () -> missing(response, "There is no such symbol in this process (any more)."));
      case "dependencies" -> new DependenciesView(DependencyGraph.of(images));
      case "memory" -> new MemoryView(images.all());
      case "failures" -> new FailuresView(images.failures());
      default -> missing(response, "There is no such page.");
    };
  }

  private static Optional<Symbol> symbol(ShownImage image, Parameters parameters) {
    return image.plugin().flatMap(plugin -> plugin.find(parameters.text("name")));
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
}
