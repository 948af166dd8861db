package org.alfheim.console.json;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.declaration.Declaration;
import org.alfheim.bind.declaration.DeclarationException;
import org.alfheim.bind.declaration.Prototype;
import org.alfheim.console.graph.DependencyGraph;
import org.alfheim.console.model.Answer;
import org.alfheim.console.model.Images;
import org.alfheim.console.model.ShownImage;
import org.alfheim.console.model.SymbolSearch;
import org.alfheim.console.model.Use;
import org.alfheim.console.model.Use.Outcome;
import org.alfheim.console.request.Parameters;
import org.alfheim.console.request.RequestException;
import org.alfheim.go.GoErrorException;
import org.alfheim.go.GoPanicException;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.Symbol;
import org.alfheim.registry.PluginNames;

/**
 * What of the page is JSON: the facts that it shows, and the use of symbols.
 *
 * @param images what there is
 */
public record JsonResources(Images images) {
  private static final int LIMIT = 100;

  private static final String CALL = "call.json";

  /** The function was called, and failed in Go: RFC 9110, 15.5.21. */
  private static final int FAILED = 422;

  private static final String VARIABLE = "variable.json";

  /** Answers with what there is, or with what a variable holds. */
  public void get(String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    JsonReport report = report(response);
    try {
      Parameters parameters = Parameters.of(request);
      switch (name) {
        case "plugins.json" -> report.plugins(images.all(), images.failures());
        case "symbols.json" -> report.symbols(symbols(parameters));
        case "dependencies.json" -> report.dependencies(DependencyGraph.of(images));
        case VARIABLE ->
            report.outcome(use(new Use.Read(parameters.required("declaration")), parameters));
        case CALL -> throw notAllowed(response, "POST", "a call is a POST");
        default -> throw missing();
      }
    } catch (RequestException refusal) {
      refuse(report, response, refusal);
    }
  }

  /** Calls a function, or writes a variable. */
  public void post(String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    JsonReport report = report(response);
    try {
      Parameters parameters = Parameters.of(request);
      switch (name) {
        case CALL ->
            report.outcome(
                use(
                    new Use.Call(parameters.required("prototype"), parameters.texts("argument")),
                    parameters));
        case VARIABLE ->
            report.outcome(
                use(
                    new Use.Write(parameters.required("declaration"), parameters.required("value")),
                    parameters));
        case "plugins.json", "symbols.json", "dependencies.json" ->
            throw notAllowed(response, "GET", name + " can only be read");
        default -> throw missing();
      }
    } catch (RequestException refusal) {
      refuse(report, response, refusal);
    }
  }

  private static void refuse(
      JsonReport report, HttpServletResponse response, RequestException refusal)
      throws IOException {
    response.setStatus(refusal.status());
    report.error(refusal.getMessage());
  }

  private static JsonReport report(HttpServletResponse response) throws IOException {
    // Before there is a writer, which keeps the encoding that it begins with.
    response.setContentType("application/json");
    response.setCharacterEncoding("utf-8");
    return new JsonReport(response.getWriter());
  }

  private static RequestException missing() {
    return new RequestException(
        HttpServletResponse.SC_NOT_FOUND,
        "there is no such resource; there are plugins.json, symbols.json, dependencies.json, "
            + CALL
            + ", "
            + VARIABLE);
  }

  private static RequestException notAllowed(
      HttpServletResponse response, String allowed, String message) {
    response.setHeader("Allow", allowed);
    return new RequestException(HttpServletResponse.SC_METHOD_NOT_ALLOWED, message);
  }

  private SymbolSearch.Page symbols(Parameters parameters) throws RequestException {
    String location = parameters.text("location");
    return parameters
        .search()
        .in(
            images.all().stream()
                .filter(image -> location.isEmpty() || image.location().equals(location))
                .toList(),
            Math.max(0, parameters.number("offset", 0)),
            Math.max(1, parameters.number("limit", LIMIT)));
  }

  private Outcome use(Use use, Parameters parameters) throws RequestException {
    try {
      String plugin = parameters.required("plugin");
      Plugin served = served(plugin);
      String name = nameIn(use, Use.own(served, use.declaration()));
      Symbol symbol =
          served
              .find(name)
              .orElseThrow(() ->
                  new RequestException(
                      HttpServletResponse.SC_NOT_FOUND,
                      "plugin '" + plugin + "' exports no symbol '" + name + "'"));
      return use.of(symbol);
    } catch (BindingException | DeclarationException misfit) {
      throw new RequestException(HttpServletResponse.SC_BAD_REQUEST, misfit.getMessage());
    } catch (GoErrorException error) {
      throw new RequestException(FAILED, Answer.words(use.declaration(), error));
    } catch (GoPanicException panic) {
      throw new RequestException(FAILED, panic.getMessage());
    }
  }

  private Plugin served(String word) throws RequestException {
    List<ShownImage> served = images.all().stream().filter(ShownImage::isServed).toList();
    List<ShownImage> meant = PluginNames.meant(word, served, image -> image.names().orElseThrow());
    return switch (meant.size()) {
      case 1 -> meant.getFirst().plugin().orElseThrow();
      case 0 ->
          throw new RequestException(
              HttpServletResponse.SC_NOT_FOUND,
              "no active bundle serves a plugin '" + word + "'; plugins.json has those there are");
      default ->
          throw new RequestException(
              HttpServletResponse.SC_CONFLICT,
              "'"
                  + word
                  + "' is the name of several plugins, say which by its location: "
                  + meant.stream().map(ShownImage::location).collect(Collectors.joining(", ")));
    };
  }

  /**
   * The name of the symbol that is meant.
   *
   * @throws BindingException if the declaration can't be read, or has no name
   */
  private static String nameIn(Use use, String declaration) {
    return use instanceof Use.Call
        ? Prototype.nameIn(declaration)
        : Declaration.nameIn(declaration);
  }
}
