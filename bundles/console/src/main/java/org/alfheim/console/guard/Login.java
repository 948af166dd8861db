package org.alfheim.console.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.alfheim.console.guard.Guesses.Client;
import org.alfheim.console.guard.Guesses.Outcome;
import org.apache.felix.webconsole.spi.SecurityProvider;
import org.osgi.framework.BundleContext;
import org.osgi.service.servlet.context.ServletContextHelper;

/**
 * Lets in who knows the password (RFC 7617), and slows down who guesses at it. In place of the Web
 * Console's own, where the framework's property {@value #WANTED_PROPERTY} wants it; the Web Console
 * then serves nobody without it, and it serves nobody without a {@link Guard}.
 */
final class Login implements SecurityProvider {
  /** The property of the framework that names the providers without which there is no console. */
  static final String WANTED_PROPERTY = "felix.webconsole.security.providers";

  /** The name in it. */
  static final String ID = "org.alfheim.console";

  private static final String SCHEME = "Basic ";
  private static final String HASHED = "{sha-256}";

  private final byte[] user;
  private final byte[] password;
  private final String realm;
  private final Clients clients = new Clients();
  private final Guesses guesses = new Guesses(System::nanoTime);

  /**
   * A user.
   *
   * @param user the name
   * @param password the password's digest: {@code {sha-256}}, and it in Base64
   * @param realm what the browser is told that the password is for
   * @throws IllegalArgumentException if the password is no such digest
   */
  Login(String user, String password, String realm) {
    if (!password.startsWith(HASHED)) {
      throw new IllegalArgumentException("felix.webconsole.password is no " + HASHED + "…");
    }
    this.user = digest(user.getBytes(UTF_8));
    this.password = Base64.getDecoder().decode(password.substring(HASHED.length()));
    this.realm = realm;
  }

  /** The login that a framework wants. */
  static Optional<Login> wanted(BundleContext context) {
    return Optional.ofNullable(context.getProperty(WANTED_PROPERTY))
        .filter(names -> Set.of(names.split("[,\\s]+")).contains(ID))
        .map(_ ->
            new Login(
                required(context, "felix.webconsole.username"),
                required(context, "felix.webconsole.password"),
                Objects.requireNonNullElse(
                    context.getProperty("felix.webconsole.realm"), "OSGi Management Console")));
  }

  private static String required(BundleContext context, String property) {
    return Objects.requireNonNull(
        context.getProperty(property), () -> WANTED_PROPERTY + " without " + property);
  }

  @Override
  public Object authenticate(HttpServletRequest request, HttpServletResponse response) {
    if (!Guard.hasPassed(request)) {
      return refuse(
          new RequestRefusal(503, "the guard of the console is not there"), request, response);
    }
    Optional<byte[]> credentials = credentials(request.getHeader("Authorization"));
    if (credentials.isEmpty()) {
      return challenge(response);
    }
    Client client = clients.of(request);
    Outcome outcome = guesses.guess(client, () -> isRight(credentials.get()));
    if (outcome.delay().isPresent()) {
      return refuse(
          new RequestRefusal(
              RequestRefusal.TOO_MANY,
              "too many wrong passwords; this one was not looked at",
              outcome.delay()),
          request,
          response);
    }
    if (!outcome.right()) {
      return challenge(response);
    }
    clients.welcome(request, response);
    request.setAttribute(ServletContextHelper.AUTHENTICATION_TYPE, HttpServletRequest.BASIC_AUTH);
    request.setAttribute(ServletContextHelper.REMOTE_USER, ID);
    return ID;
  }

  /** The name and the password, with a colon between; empty where there are none. */
  private static Optional<byte[]> credentials(String field) {
    if (field == null || !field.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(field.substring(SCHEME.length()).strip()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Takes the same time, whatever is wrong. */
  private boolean isRight(byte[] credentials) {
    int colon = 0;
    while (colon < credentials.length && credentials[colon] != ':') {
      colon++;
    }
    byte[] name = Arrays.copyOf(credentials, colon);
    byte[] word =
        Arrays.copyOfRange(
            credentials, Math.min(colon + 1, credentials.length), credentials.length);
    boolean rightName = MessageDigest.isEqual(digest(name), user);
    boolean rightWord = MessageDigest.isEqual(digest(word), password);
    return rightName && rightWord;
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Asks for the password. */
  private Object challenge(HttpServletResponse response) {
    try {
      response.setHeader("WWW-Authenticate", "Basic realm=\"" + realm + "\", charset=\"UTF-8\"");
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      response.setContentLength(0);
      response.flushBuffer();
      return null;
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static Object refuse(
      RequestRefusal refusal, HttpServletRequest request, HttpServletResponse response) {
    try {
      refusal.answer(request, response);
      response.flushBuffer();
      return null;
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Override
  public boolean authorize(Object user, String role) {
    return true;
  }

  /** A browser forgets a password by itself. */
  @Override
  public void logout(HttpServletRequest request, HttpServletResponse response) {}
}
