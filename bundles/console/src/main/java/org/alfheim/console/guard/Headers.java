package org.alfheim.console.guard;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;

/** What every response tells the browser. */
final class Headers {
  /**
   * Nothing is fetched from elsewhere, and no other page may frame this one. The frame around all
   * pages, which is Felix's, has its scripts and styles in it.
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self' 'unsafe-inline'%s; style-src 'self' 'unsafe-inline'; "
          + "img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'none'; "
          + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private static final String STRICT = POLICY.formatted("");

  /** Felix's pages sort their tables, and choose files, by scripts that make scripts of strings. */
  private static final String OF_FELIX = POLICY.formatted(" 'unsafe-eval'");

  private static final Map<String, String> ALWAYS =
      Map.of(
          "X-Frame-Options", "DENY",
          "X-Content-Type-Options", "nosniff",
          // The page itself is told where a form comes from, and nobody else.
          "Referrer-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin");

  private Headers() {}

  /**
   * Writes them.
   *
   * @param ofFelix whether one of Felix's pages is asked for
   */
  static void write(HttpServletResponse response, boolean ofFelix) {
    response.setHeader("Content-Security-Policy", ofFelix ? OF_FELIX : STRICT);
    ALWAYS.forEach(response::setHeader);
  }
}
