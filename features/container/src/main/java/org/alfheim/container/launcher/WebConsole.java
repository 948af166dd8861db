package org.alfheim.container.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * The Web Console of a container.
 *
 * @param address where it listens
 * @param hosts names to which it answers, besides those of the loopback and of where it listens
 * @param password who may see it
 */
record WebConsole(ConsoleAddress address, List<String> hosts, Password password) {
  /** The environment variable that gives further names, separated by commas. */
  static final String HOSTS_VARIABLE = "ALFHEIM_CONSOLE_HOSTS";

  private static final String USER = "alfheim";
  private static final String PAGE = "/system/console/alfheim";

  /** Of what the server refuses by itself, before it knows what is asked for. */
  private static final String ERROR_PAGE_HEADERS =
      String.join(
          "##",
          "Content-Security-Policy=default-src 'none'; frame-ancestors 'none'",
          "X-Frame-Options=DENY",
          "X-Content-Type-Options=nosniff",
          "Referrer-Policy=same-origin",
          "Cross-Origin-Resource-Policy=same-origin");

  /** More than the guard lets in: virtual ones, each with some kilobytes. */
  private static final int MOST_THREADS = 2_000;

  /** In bytes. */
  private static final int LARGEST_FORM = 2 << 20;

  /** How many virtual threads may be in native code, which holds the threads that carry them. */
  private static final int CARRIERS = 16;

  /** What the framework has to know. */
  Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("org.apache.felix.http.host", address.host());
    properties.put("org.osgi.service.http.port", Integer.toString(address.port()));
    // Says in each answer which server it is, down to the version.
    properties.put("org.apache.felix.http.jetty.sendServerHeader", "false");
    // Whoever sends a form slowly, or waits for a call, keeps a virtual thread and not one of a
    // pool.
    properties.put("org.apache.felix.http.jetty.virtualthreads.enable", "true");
    properties.put("org.apache.felix.http.jetty.threadpool.max", Integer.toString(MOST_THREADS));
    properties.put("org.apache.felix.http.jetty.maxFormSize", Integer.toString(LARGEST_FORM));
    properties.put("org.apache.felix.http.jetty.errorPageCustomHeaders", ERROR_PAGE_HEADERS);
    properties.put("felix.webconsole.username", USER);
    properties.put("felix.webconsole.password", password.hashed());
    // Without our guard and our question for the password the Web Console serves nobody.
    properties.put("felix.webconsole.security.providers", "org.alfheim.console");
    properties.put("org.alfheim.console.guard", "all");
    properties.put(
        "org.alfheim.console.hosts",
        Stream.concat(Stream.of(address.urlHost()), hosts.stream())
            .collect(Collectors.joining(",")));
    return properties;
  }

  /** What the JVM has to know, before the first virtual thread. */
  static void prepare() {
    String parallelism = "jdk.virtualThreadScheduler.parallelism";
    if (System.getProperty(parallelism) == null) {
      int processors = Runtime.getRuntime().availableProcessors();
      System.setProperty(parallelism, Integer.toString(Math.max(CARRIERS, processors)));
    }
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
    password.exposure().ifPresent(line -> text.append("\nalfheim: ").append(line));
    if (!address.isLoopback()) {
      text.append(
          "\nalfheim: other machines can reach it, and what goes over the network is not encrypted");
      text.append("\nalfheim: it answers to its addresses");
      hosts.forEach(host -> text.append(", ").append(host));
      text.append(
              " and localhost; for another name, or the address of a host that publishes its port,"
                  + " --console-host NAME or ")
          .append(HOSTS_VARIABLE);
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
