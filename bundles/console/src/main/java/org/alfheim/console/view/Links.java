package org.alfheim.console.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import org.alfheim.console.model.ShownImage;
import org.alfheim.plugin.Symbol;

/**
 * The addresses of the page's views.
 *
 * <p>What is looked at stands in the query: the Web Console takes a path with a dot in it, as names
 * of libraries have, for a file.
 *
 * @param root the path of the page, without a slash at its end
 */
public record Links(String root) {

  /** The page itself: the list of plugins. */
  public String overview() {
    return root;
  }

  /** A view, by its name. */
  public String view(String name) {
    return root + "/" + name;
  }

  /** The view of an image. */
  public String image(ShownImage image) {
    return root + "/image?location=" + encode(image.location());
  }

  /** The view of a symbol. */
  public String symbol(ShownImage image, Symbol symbol) {
    return with("symbol", "location", image.location(), "name", symbol.name());
  }

  /** A view with parameters: names and values in turn, empty values left out. */
  public String with(String name, Object... parameters) {
    StringBuilder link = new StringBuilder(view(name));
    char separator = '?';
    for (int i = 0; i < parameters.length; i += 2) {
      String value = parameters[i + 1].toString();
      if (!value.isEmpty()) {
        link.append(separator).append(parameters[i]).append('=').append(encode(value));
        separator = '&';
      }
    }
    return link.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
