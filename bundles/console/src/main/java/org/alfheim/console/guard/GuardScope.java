package org.alfheim.console.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;

/**
 * What is guarded of all that the HTTP server serves.
 *
 * @param root the path of the Web Console
 * @param everything whether not only that, but all is guarded, since the server is there for the
 *     console
 */
record GuardScope(String root, boolean everything) {
  /** The property of the framework that says {@code all} where all is guarded. */
  static final String PROPERTY = "org.alfheim.console.guard";

  /** The property of the framework by which the Web Console is elsewhere. */
  static final String ROOT_PROPERTY = "felix.webconsole.manager.root";

  private static final String USUAL_ROOT = "/system/console";

  /** The page on plugins, below the root. */
  private static final String OURS = "/alfheim";

  /** What health checks have been given, to be asked by machines. */
  private static final String HEALTH = "/system/health";

  /**
   * The scope that two properties say; null where they say nothing.
   *
   * @param root the value of {@link #ROOT_PROPERTY}
   * @param guard the value of {@link #PROPERTY}
   */
  static GuardScope of(String root, String guard) {
    return new GuardScope(Objects.requireNonNullElse(root, USUAL_ROOT), "all".equals(guard));
  }

  boolean covers(HttpServletRequest request) {
    return everything || isConsole(request);
  }

  /** Whether a request is one of a probe, which is not to wait for others. */
  boolean isHealth(HttpServletRequest request) {
    return Sender.isGet(request) && path(request).startsWith(HEALTH);
  }

  /** Whether a request is made as a GET is and, for all that, changes something (Felix's pages). */
  boolean isEffectByGet(HttpServletRequest request) {
    return isConsole(request)
        && Sender.isGet(request)
        && "true".equals(request.getParameter("post"));
  }

  /** Whether a request is for a page of the Web Console that is not ours. */
  boolean isOfFelix(HttpServletRequest request) {
    return isConsole(request) && !isBelow(path(request), root + OURS);
  }

  private boolean isConsole(HttpServletRequest request) {
    return isBelow(path(request), root);
  }

  private static boolean isBelow(String path, String folder) {
    return path.equals(folder) || path.startsWith(folder + "/");
  }

  /** The path by which a servlet is found: decoded, without dots and parameters in it. */
  private static String path(HttpServletRequest request) {
    return Optional.ofNullable(request.getServletPath()).orElse("")
        + Optional.ofNullable(request.getPathInfo()).orElse("");
  }
}
