package org.alfheim.console.guard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.felix.utils.json.JSONWriter;

/**
 * A request is not let in: by which status of HTTP (RFC 9110, 15), and why.
 *
 * @param status the status
 * @param message a line for a person
 * @param retryAfter when to ask again; empty where that would change nothing
 */
record RequestRefusal(int status, String message, Optional<Duration> retryAfter) {
  /** Misdirected Request (RFC 9110, 15.5.20). */
  static final int MISDIRECTED = 421;

  /** Too Many Requests (RFC 6585, 4). */
  static final int TOO_MANY = 429;

  RequestRefusal(int status, String message) {
    this(status, message, Optional.empty());
  }

  /** Answers with it: in JSON where JSON was asked for, else as plain text. */
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setStatus(status);
    response.setHeader("Cache-Control", "no-store");
    retryAfter.ifPresent(
        time -> response.setHeader("Retry-After", Long.toString(time.plusMillis(999).toSeconds())));
    boolean json = request.getRequestURI().endsWith(".json");
    response.setContentType(json ? "application/json" : "text/plain");
    response.setCharacterEncoding("utf-8");
    if (json) {
      new JSONWriter(response.getWriter()).object().key("error").value(message).endObject().flush();
    } else {
      response.getWriter().println(message);
    }
  }
}
