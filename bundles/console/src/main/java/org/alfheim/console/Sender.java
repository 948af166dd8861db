package org.alfheim.console;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;

/**
 * Who had a browser send a request. A page of another site can have it send a form to this one, and
 * the browser adds the password that it knows; what has an effect is not done for such a page.
 *
 * <p>A browser tells, by {@code Sec-Fetch-Site} where it trusts the connection (Fetch Metadata
 * Request Headers, 2.4), by {@code Origin} in any case (Fetch, 3.1), and older ones by {@code
 * Referer}. What sends none of them is no browser, and has been given the password for this
 * request.
 */
enum Sender {
  /** A page of this console, or no browser. */
  TRUSTED,
  /** A page of somebody else's. */
  FOREIGN;

  static Sender of(HttpServletRequest request) {
    Optional<String> site = header(request, "Sec-Fetch-Site");
    if (site.isPresent()) {
      return site.get().equals("same-origin") ? TRUSTED : FOREIGN;
    }
    return header(request, "Origin")
        .or(() -> header(request, "Referer"))
        .map(page -> isOfHost(page, request.getHeader("Host")) ? TRUSTED : FOREIGN)
        .orElse(TRUSTED);
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
