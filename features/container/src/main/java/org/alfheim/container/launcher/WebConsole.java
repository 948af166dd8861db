package org.alfheim.container.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * The Web Console of a container.
 *
 * @param address where it listens
 * @param password who may see it
 */
record WebConsole(ConsoleAddress address, Password password) {
  private static final String USER = "alfheim";
  private static final String PAGE = "/system/console/alfheim";

  /** What the framework has to know. */
  Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("org.apache.felix.http.host", address.host());
    properties.put("org.osgi.service.http.port", Integer.toString(address.port()));
    // Says in each answer which server it is, down to the version.
    properties.put("org.apache.felix.http.jetty.sendServerHeader", "false");
    properties.put("felix.webconsole.username", USER);
    properties.put("felix.webconsole.password", password.hashed());
    return properties;
  }

  /**
   * Finds out, while there is nothing to stop yet, whether the address can be had; the HTTP server
   * would only write to the log.
   *
   * @throws IllegalStateException if it cannot
   */
  void claim() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(address.host()), address.port()));
    } catch (UnknownHostException unknown) {
      throw new IllegalStateException(
          "--console: " + address.host() + " is no address of this machine", unknown);
    } catch (IOException taken) {
      throw new IllegalStateException(
          "--console: port "
              + address.port()
              + " of "
              + address.host()
              + " can't be had: "
              + taken.getMessage(),
          taken);
    }
  }

  /**
   * What to tell the person who has started the container.
   *
   * @param context a bundle's, in the framework that is started
   * @throws IllegalStateException if there is no HTTP server
   */
  String announcement(BundleContext context) {
    StringBuilder text =
        new StringBuilder("alfheim: the console is at ")
            .append("http://")
            .append(address.urlHost())
            .append(':')
            .append(port(context))
            .append(PAGE)
            .append("\nalfheim: user ")
            .append(USER)
            .append(", password ")
            .append(password.origin().map(origin -> "as in " + origin).orElse(password.text()));
    if (!address.isLoopback()) {
      text.append(
          "\nalfheim: other machines can reach it, and what goes over the network is not encrypted");
    }
    return text.toString();
  }

  private static int port(BundleContext context) {
    return endpoints(context)
        .map(endpoint -> URI.create(endpoint).getPort())
        .filter(port -> port > 0)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("the HTTP server of the console has not started"));
  }

  private static Stream<String> endpoints(BundleContext context) {
    try {
      ServiceReference<?>[] servers =
          context.getAllServiceReferences(null, "(osgi.http.endpoint=*)");
      return servers == null
          ? Stream.empty()
          : Stream.of(servers)
              .flatMap(server ->
                  server.getProperty("osgi.http.endpoint") instanceof String[] several
                      ? Stream.of(several)
                      : Stream.of(server.getProperty("osgi.http.endpoint").toString()));
    } catch (InvalidSyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
