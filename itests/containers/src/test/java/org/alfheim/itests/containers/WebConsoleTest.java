package org.alfheim.itests.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.alfheim.itests.containers.Alfheim.alfheim;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Web Console of a container, by HTTP from outside. */
@NeedsEngine
class WebConsoleTest {

  private static final int PORT = 8080;
  private static final String PASSWORD = "correct-horse-battery";
  private static final String BOUNDARY = "-- boundary --";

  @TempDir Path temporary;

  @Test
  void pluginsAreInstalledLookedUpAndCalled() throws Exception {
    Path folder = Plugins.folder(temporary, "plugins");
    Plugins.compile(folder.resolve("dropped.so"), "int dropped_function(void) { return 1; }");
    wrap("mounted", "int mounted_function(int a, int b) { return a + b; }", folder);
    Path sent = wrap("sent", "int sent_function(int n) { return n + 1; }", temporary);
    try (Product product =
            Product.deploying(folder)
                .hardened()
                .withEnv("ALFHEIM_CONSOLE_PASSWORD", PASSWORD)
                .withExposedPorts(PORT)
                .withCommand(
                    "run", "--serve", "--deploy", "/plugins", "--console", "0.0.0.0:" + PORT);
        HttpClient client = HttpClient.newHttpClient()) {
      product.start();
      URI console =
          URI.create(
              "http://%s:%d/system/console/"
                  .formatted(product.getHost(), product.getMappedPort(PORT)));

      assertThat(
              client
                  .send(
                      HttpRequest.newBuilder(console.resolve("alfheim/plugins.json")).build(),
                      BodyHandlers.discarding())
                  .statusCode())
          .isEqualTo(401);
      assertThat(get(client, console.resolve("alfheim/plugins.json")))
          .contains("dropped", "mounted", "hello");
      assertThat(get(client, console.resolve("alfheim/symbols.json?search=_function")))
          .contains("\"total\":2", "dropped_function", "mounted_function");
      assertThat(call(client, console, "dropped", "int dropped_function(void)"))
          .contains("\"value\":\"1\"");
      assertThat(call(client, console, "libmounted", "int mounted_function(int, int)", "40", "2"))
          .contains("\"value\":\"42\"");

      assertThat(
              form(
                  client,
                  console.resolve("alfheim/variable.json"),
                  List.of("plugin", "hello", "declaration", "int V", "value", "7")))
          .contains("\"value\":\"7\"");
      call(client, console, "hello", "void F(void)");
      product.await("greeting", log -> log.contains("Hello, number 7\n"));

      post(
          client,
          console.resolve("bundles"),
          "multipart/form-data; boundary=\"" + BOUNDARY + "\"",
          installation(sent));
      product.until("plugin:list", list -> list.contains("libsent"));
      assertThat(get(client, console.resolve("alfheim/symbols.json?search=sent_function")))
          .contains("\"total\":1", "sent_function");
      assertThat(call(client, console, "libsent", "int sent_function(int)", "41"))
          .contains("\"value\":\"42\"");
      assertThat(product.ask("plugin:call libsent 'int sent_function(int)' 41")).isEqualTo("42");
      assertThat(product.changes()).isEmpty();
    }
  }

  /** A plugin bundle with one library. */
  private Path wrap(String name, String source, Path folder) throws IOException {
    Path image = Plugins.compile(temporary.resolve("lib" + name + ".so"), source);
    Path bundle = folder.resolve(name + ".jar");
    alfheim("wrap", image.toString(), "-o", bundle.toString());
    Files.setPosixFilePermissions(bundle, PosixFilePermissions.fromString("rw-r--r--"));
    return bundle;
  }

  private static String call(
      HttpClient client, URI console, String plugin, String prototype, String... arguments)
      throws IOException, InterruptedException {
    List<String> form = new ArrayList<>(List.of("plugin", plugin, "prototype", prototype));
    for (String argument : arguments) {
      form.addAll(List.of("argument", argument));
    }
    return form(client, console.resolve("alfheim/call.json"), form);
  }

  private static String get(HttpClient client, URI uri) throws IOException, InterruptedException {
    return answer(client, asAdministrator(uri));
  }

  /** Sends names and values, in turn. */
  private static String form(HttpClient client, URI uri, List<String> form)
      throws IOException, InterruptedException {
    String body =
        IntStream.range(0, form.size() / 2)
            .mapToObj(i -> form.get(2 * i) + "=" + URLEncoder.encode(form.get(2 * i + 1), UTF_8))
            .collect(Collectors.joining("&"));
    return post(client, uri, "application/x-www-form-urlencoded", body.getBytes(UTF_8));
  }

  private static String post(HttpClient client, URI uri, String type, byte[] body)
      throws IOException, InterruptedException {
    return answer(
        client,
        asAdministrator(uri).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
  }

  private static String answer(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(400);
    return answer.body();
  }

  private static HttpRequest.Builder asAdministrator(URI uri) {
    String credentials =
        Base64.getEncoder().encodeToString(("alfheim:" + PASSWORD).getBytes(UTF_8));
    return HttpRequest.newBuilder(uri).header("Authorization", "Basic " + credentials);
  }

  /** What the form of the Web Console's page of bundles sends. */
  private static byte[] installation(Path bundle) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String[] field :
        new String[][] {
          {"action", "install"}, {"bundlestart", "start"}, {"bundlestartlevel", "2"}
        }) {
      out.writeBytes(
          "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
              .formatted(BOUNDARY, field[0], field[1])
              .getBytes(UTF_8));
    }
    out.writeBytes(
        """
        --%s
        Content-Disposition: form-data; name="bundlefile"; filename="sent.jar"
        Content-Type: application/java-archive

        """
            .formatted(BOUNDARY)
            .replace("\n", "\r\n")
            .getBytes(UTF_8));
    out.writeBytes(Files.readAllBytes(bundle));
    out.writeBytes("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(UTF_8));
    return out.toByteArray();
  }
}
