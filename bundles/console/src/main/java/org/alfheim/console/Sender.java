package org.alfheim.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Optional;

/**
 * Who had a browser send a request. A page of another site can have it ask for an address of this
 * one, or send it a form, and the browser adds the password that it knows; plugins are not used for
 * such a page.
 *
 * <p>A browser tells, by {@code Sec-Fetch-Site} where it trusts the connection (Fetch Metadata
 * Request Headers, 2.4), by {@code Origin} with each form (Fetch, 3.1), and by {@code Referer}.
 * What sends none of them is no browser, and has been given the password for this request.
 */
final class Sender {
  private Sender() {}

  /**
   * Lets a request pass that a page of this console, a person at the address bar, or no browser has
   * sent.
   *
   * @throws RefusedException if a page of another site has
   */
  static void refuseForeign(HttpServletRequest request) throws RefusedException {
    if (isForeign(request)) {
      throw new RefusedException(
          HttpServletResponse.SC_FORBIDDEN,
          "a page of another site has sent this; behind a proxy, have it pass the header Host on");
    }
  }

  private static boolean isForeign(HttpServletRequest request) {
    Optional<String> site = header(request, "Sec-Fetch-Site");
    if (site.isPresent()) {
      return !site.get().equals("same-origin") && !site.get().equals("none");
    }
    return header(request, "Origin")
        .or(() -> header(request, "Referer"))
        .filter(page -> !isOfHost(page, request.getHeader("Host")))
        .isPresent();
  }

  private static Optional<String> header(HttpServletRequest request, String name) {
    return Optional.ofNullable(request.getHeader(name));
  }

  /** The scheme is left out: behind a proxy it may be another one. */
  private static boolean isOfHost(String page, String host) {
    try {
      String authority = URI.create(page).getRawAuthority();
      return authority != null && authority.equalsIgnoreCase(host);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
