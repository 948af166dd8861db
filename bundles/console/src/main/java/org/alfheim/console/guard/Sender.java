package org.alfheim.console.guard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who had a browser send a request. A page of another site can have it ask for an address of this
 * one, or send it a form or a file, and the browser adds the password that it knows. All that such
 * a page may do is to lead a person to a page, by a plain link.
 *
 * <p>A browser tells, by {@code Sec-Fetch-Site} where it trusts the connection (Fetch Metadata
 * Request Headers, 2.4), by {@code Origin} with each form and each WebSocket (Fetch, 3.1; RFC 6455,
 * 4.1), and by {@code Referer}. What sends none of them is no browser, or a browser that shows what
 * a GET gives: {@link GuardScope#isEffectByGet} names those that do more.
 */
final class Sender {
  /** Fields by which a request says that its method is another than it has. */
  private static final List<String> OTHER_METHOD =
      List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override");

  private Sender() {}

  /**
   * What a request is refused for that a page of another site has sent.
   *
   * @return empty where a page of this console, a person at the address bar, or no browser has
   */
  static Optional<RequestRefusal> refusal(HttpServletRequest request) {
    return isForeign(request) && !isLink(request)
        ? Optional.of(
            new RequestRefusal(
                HttpServletResponse.SC_FORBIDDEN,
                "a page of another site has sent this; behind a proxy, have it pass the header Host on"))
        : Optional.empty();
  }

  static boolean isForeign(HttpServletRequest request) {
    Optional<String> site = header(request, "Sec-Fetch-Site");
    if (site.isPresent()) {
      return !site.get().equals("same-origin") && !site.get().equals("none");
    }
    return header(request, "Origin")
        .or(() -> header(request, "Referer"))
        .filter(page -> !isOfHost(page, request.getHeader("Host")))
        .isPresent();
  }

  /** A step to a page that a person sees in a window of its own; a query may mean anything. */
  private static boolean isLink(HttpServletRequest request) {
    return isGet(request)
        && request.getQueryString() == null
        && !isLogout(request.getRequestURI())
        && header(request, "Sec-Fetch-Mode").orElse("navigate").equals("navigate")
        && header(request, "Sec-Fetch-Dest").orElse("document").equals("document");
  }

  private static boolean isLogout(String path) {
    return path.endsWith("/logout");
  }

  /** Whether a request asks to be shown something, and for nothing else. */
  static boolean isGet(HttpServletRequest request) {
    return (request.getMethod().equals("GET") || request.getMethod().equals("HEAD"))
        && !isSocket(request)
        && OTHER_METHOD.stream().allMatch(name -> request.getHeader(name) == null);
  }

  /**
   * Whether a WebSocket is to be opened (RFC 6455, 4.1); clients of HTTP/2 ask for an upgrade, too.
   */
  private static boolean isSocket(HttpServletRequest request) {
    return header(request, "Upgrade")
        .filter(protocols -> protocols.toLowerCase(Locale.ROOT).contains("websocket"))
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
