package org.alfheim.console.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.felix.webconsole.spi.SecurityProvider;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.servlet.whiteboard.Preprocessor;

/**
 * Stands before all pages of the Web Console, not ours alone: whoever gets at any of them can
 * install bundles, and so run any code. A preprocessor is asked before a servlet is chosen and
 * before the password is (OSGi Servlet Whiteboard, 140.9).
 */
@Component(service = Preprocessor.class)
public final class Guard implements Preprocessor {
  /** The attribute of a request that has been let in. */
  private static final String PASSED = Guard.class.getName();

  /** How many requests there may be at once, each with its thread and buffers. */
  private static final int MOST = 1_000;

  private static final Duration SOON = Duration.ofSeconds(1);

  private final GuardScope scope;
  private final Hosts hosts;
  private final Optional<ServiceRegistration<SecurityProvider>> login;
  private final AtomicInteger inside = new AtomicInteger();

  /**
   * For the runtime of Declarative Services.
   *
   * @param context this bundle's
   */
  @Activate
  public Guard(BundleContext context) {
    this.scope =
        GuardScope.of(
            context.getProperty(GuardScope.ROOT_PROPERTY),
            context.getProperty(GuardScope.PROPERTY));
    this.hosts = Hosts.of(context.getProperty(Hosts.PROPERTY));
    this.login =
        Login.wanted(context)
            .map(login ->
                context.registerService(
                    SecurityProvider.class,
                    login,
                    FrameworkUtil.asDictionary(
                        Map.of("webconsole.security.provider.id", Login.ID))));
  }

  @Deactivate
  void end() {
    login.ifPresent(ServiceRegistration::unregister);
  }

  /** Whether a request has been let in by a guard. */
  public static boolean hasPassed(HttpServletRequest request) {
    return request.getAttribute(PASSED) != null;
  }

  /** An answer that repeats the request shows a page what only the browser is to know. */
  private static Optional<RequestRefusal> echo(HttpServletRequest request) {
    return request.getMethod().equals("TRACE")
        ? Optional.of(
            new RequestRefusal(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "TRACE is not answered"))
        : Optional.empty();
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request instanceof HttpServletRequest asked
        && response instanceof HttpServletResponse answer) {
      guard(asked, answer, chain);
    } else {
      throw new ServletException("no request of HTTP: " + request.getClass().getName());
    }
  }

  private void guard(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!scope.covers(request)) {
      chain.doFilter(request, response);
      return;
    }
    Headers.write(response, scope.isOfFelix(request));
    Optional<RequestRefusal> refusal =
        hosts
            .refusal(request)
            .or(() -> Sender.refusal(request))
            .or(() -> echo(request))
            .or(() -> effectByGet(request, response));
    if (refusal.isPresent()) {
      refusal.get().answer(request, response);
      return;
    }
    request.setAttribute(PASSED, true);
    try {
      if (inside.incrementAndGet() > MOST && !scope.isHealth(request)) {
        new RequestRefusal(
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                MOST + " requests are being answered, and no more can be",
                Optional.of(SOON))
            .answer(request, response);
        return;
      }
      chain.doFilter(request, response);
    } finally {
      inside.decrementAndGet();
    }
  }

  private Optional<RequestRefusal> effectByGet(
      HttpServletRequest request, HttpServletResponse response) {
    try {
      if (!scope.isEffectByGet(request)) {
        return Optional.empty();
      }
    } catch (RuntimeException unreadable) {
      // Which one is for the server to choose (Servlet 6.1, 3.1.1).
      return Optional.of(
          new RequestRefusal(
              HttpServletResponse.SC_BAD_REQUEST,
              "the parameters can't be read: " + unreadable.getMessage()));
    }
    response.setHeader("Allow", "POST");
    return Optional.of(
        new RequestRefusal(
            HttpServletResponse.SC_METHOD_NOT_ALLOWED,
            "what changes something is a POST; a GET with 'post=true' could be anybody's"));
  }
}
