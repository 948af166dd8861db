package org.alfheim.console.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.UnsupportedEncodingException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alfheim.bind.SymbolKind;
import org.alfheim.console.model.SymbolSearch;

/**
 * The parameters of a request.
 *
 * @param request the request
 */
public record Parameters(HttpServletRequest request) {

  /**
   * Reads them.
   *
   * @throws RequestException if they can't be read, or are more than the server takes
   */
  public static Parameters of(HttpServletRequest request) throws RequestException {
    try {
      request.setCharacterEncoding("utf-8");
      request.getParameterMap();
    } catch (RuntimeException | UnsupportedEncodingException unreadable) {
      // Which one is for the server to choose (Servlet 6.1, 3.1.1).
      throw new RequestException(
          HttpServletResponse.SC_BAD_REQUEST,
          "the parameters can't be read: " + unreadable.getMessage());
    }
    return new Parameters(request);
  }

  /**
   * A parameter's text.
   *
   * @throws RequestException if it is not given
   */
  public String required(String name) throws RequestException {
    String text = request.getParameter(name);
    if (text == null) {
      throw new RequestException(
          HttpServletResponse.SC_BAD_REQUEST,
          "the parameter '%s' is missing; parameters are a form's (application/x-www-form-urlencoded)"
              .formatted(name));
    }
    return text;
  }

  /** A parameter's text; empty where it is not given. */
  public String text(String name) {
    return Optional.ofNullable(request.getParameter(name)).orElse("");
  }

  /** The texts of a parameter that may be given several times, in their order. */
  public List<String> texts(String name) {
    return Optional.ofNullable(request.getParameterValues(name)).map(List::of).orElse(List.of());
  }

  /** A parameter that is a number; something else where it is none. */
  public int number(String name, int otherwise) {
    try {
      return Integer.parseInt(text(name));
    } catch (NumberFormatException _) {
      return otherwise;
    }
  }

  /**
   * What is searched for.
   *
   * @throws RequestException if there is no such kind
   */
  public SymbolSearch search() throws RequestException {
    String kind = text("kind");
    Optional<SymbolKind> wanted =
        Stream.of(SymbolKind.values()).filter(each -> each.label().equals(kind)).findFirst();
    if (wanted.isEmpty() && !kind.isEmpty()) {
      throw new RequestException(
          HttpServletResponse.SC_BAD_REQUEST,
          "'%s' is no kind of symbol; there are %s"
              .formatted(
                  kind,
                  Stream.of(SymbolKind.values())
                      .map(SymbolKind::label)
                      .collect(Collectors.joining(", "))));
    }
    return new SymbolSearch(text("search").strip(), wanted);
  }
}
