package org.alfheim.console.guard;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Has requests that do something done by {@link Workers}, once there is the password and all of the
 * form: who sends a form slowly keeps no worker. A file that is sent is read by the server's own
 * thread, and Felix's page installs it in one of its own.
 */
@Component(
    service = Filter.class,
    property = {
      "osgi.http.whiteboard.filter.pattern=/*",
      "osgi.http.whiteboard.filter.asyncSupported:Boolean=true",
      "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=*)"
    })
public final class Turnstile implements Filter {
  private static final String FORM = "application/x-www-form-urlencoded";

  /** The property of the framework that says how large a form may be. */
  private static final String LIMIT_PROPERTY = "org.apache.felix.http.jetty.maxFormSize";

  /**
   * How many times the limit is read of a form that is too large. Who still sends when the
   * connection ends loses the answer, and with it the reason.
   */
  private static final long HEARD_OUT = 8;

  private final Workers workers = new Workers();
  private final Optional<Long> limit;

  /**
   * For the runtime of Declarative Services.
   *
   * @param context this bundle's
   */
  @Activate
  public Turnstile(BundleContext context) {
    this.limit = Optional.ofNullable(context.getProperty(LIMIT_PROPERTY)).map(Long::valueOf);
  }

  @Deactivate
  void end() {
    workers.close();
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request instanceof HttpServletRequest asked
        && response instanceof HttpServletResponse answer
        && Guard.hasPassed(asked)
        && !Sender.isGet(asked)
        && isReadFirst(asked)) {
      Optional<RequestRefusal> refusal = read(asked);
      if (refusal.isEmpty()) {
        refusal = workers.run(page(asked), () -> chain.doFilter(request, response));
      }
      if (refusal.isPresent()) {
        refusal.get().answer(asked, answer);
      }
    } else {
      chain.doFilter(request, response);
    }
  }

  /** Whether a request has a form or nothing at all in it. */
  private static boolean isReadFirst(HttpServletRequest request) {
    String type = request.getContentType();
    return type == null
        ? request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null
        : type.toLowerCase(Locale.ROOT).startsWith(FORM);
  }

  /** Reads a form, however slowly it comes. The server keeps its parameters. */
  private Optional<RequestRefusal> read(HttpServletRequest request) throws IOException {
    long length = request.getContentLengthLong();
    if (limit.isPresent() && length > limit.get()) {
      request.getInputStream().skipNBytes(Math.min(length, HEARD_OUT * limit.get()));
      return Optional.of(unreadable("they are more than the " + limit.get() + " bytes of a form"));
    }
    try {
      if (request.getCharacterEncoding() == null) {
        request.setCharacterEncoding("utf-8");
      }
      request.getParameterMap();
      return Optional.empty();
    } catch (RuntimeException _) {
      return Optional.of(
          unreadable(
              "they did not come, are not in UTF-8, or are more than "
                  + limit
                      .map(bytes -> "the " + bytes + " bytes of a form")
                      .orElse("a form takes")));
    }
  }

  private static RequestRefusal unreadable(String reason) {
    return new RequestRefusal(
        HttpServletResponse.SC_BAD_REQUEST, "the parameters can't be read: " + reason);
  }

  /** The first part of the path within what the servlet's context serves. */
  private static String page(HttpServletRequest request) {
    String path =
        Optional.ofNullable(request.getServletPath()).orElse("")
            + Optional.ofNullable(request.getPathInfo()).orElse("");
    return request.getContextPath() + path.replaceFirst("(?<=.)/.*$", "");
  }
}
