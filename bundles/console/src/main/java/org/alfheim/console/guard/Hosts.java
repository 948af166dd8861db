package org.alfheim.console.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names to which the console answers: those of the loopback, the address that a connection has
 * come to, and those that somebody has named. To a browser the owner of a page is a name, and
 * whoever owns a name can have it lead to any address, such as one of this machine (DNS rebinding):
 * the page is then of the console's own site. But the name is still another.
 *
 * @param named host names and addresses, in lower case
 */
record Hosts(Set<String> named) {
  /** The property of the framework that names further ones, separated by commas. */
  static final String PROPERTY = "org.alfheim.console.hosts";

  /** {@code uri-host [ ":" port ]} (RFC 9110, 7.2). */
  private static final Pattern FIELD = Pattern.compile("(\\[[^\\[\\]]*]|[^:\\[\\]]*)(?::\\d*)?");

  /**
   * Reads a list of names.
   *
   * @param list names, separated by commas or spaces, with or without a port; null for none
   */
  static Hosts of(String list) {
    return new Hosts(
        Stream.ofNullable(list)
            .flatMap(Pattern.compile("[,\\s]+")::splitAsStream)
            .filter(name -> !name.isEmpty())
            .map(name -> host(name).orElse(name.toLowerCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** What a request is refused for that was sent to another name. */
  Optional<RequestRefusal> refusal(HttpServletRequest request) {
    return Stream.concat(
            Collections.list(request.getHeaders("Host")).stream(),
            Stream.of(request.getServerName()))
        .filter(name -> !answersTo(name, request.getLocalAddr()))
        .findFirst()
        .map(Hosts::misdirected);
  }

  /**
   * Whether the console answers to a name.
   *
   * @param field a value of the field {@code Host}
   * @param local the address that the connection has come to
   */
  boolean answersTo(String field, String local) {
    return host(field)
        .filter(host ->
            host.equals("localhost")
                || host.endsWith(".localhost")
                || named.contains(host)
                || address(host)
                    .filter(address ->
                        address.isLoopbackAddress()
                            || address(local).filter(address::equals).isPresent())
                    .isPresent())
        .isPresent();
  }

  /** The host of a field; empty where the field has another form. */
  private static Optional<String> host(String field) {
    Matcher parts = FIELD.matcher(field.toLowerCase(Locale.ROOT));
    // A dot at the end says that a name is whole (RFC 1034, 3.1).
    return parts.matches()
        ? Optional.of(parts.group(1).replaceFirst("^\\[(.*)]$", "$1").replaceFirst("\\.$", ""))
        : Optional.empty();
  }

  private static Optional<InetAddress> address(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text.replaceFirst("^\\[(.*)]$", "$1")));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static RequestRefusal misdirected(String field) {
    String name = host(field).orElse(field).replaceAll("[^!-~]", "?");
    return new RequestRefusal(
        RequestRefusal.MISDIRECTED,
        ("this console does not answer to the name '%1$s', since any page could have been given it;"
                + " if it is the console's, start it with --console-host %1$s"
                + " (or the environment variable ALFHEIM_CONSOLE_HOSTS, the framework's property %2$s)")
            .formatted(name, PROPERTY));
  }
}
