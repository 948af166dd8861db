package org.alfheim.itests.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.alfheim.itests.containers.Alfheim.alfheim;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
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
  void aPluginBundleIsInstalledAndItsSymbolsAreLookedUp() throws Exception {
    Path folder = Plugins.folder(temporary, "plugins");
    Plugins.compile(folder.resolve("dropped.so"), "int dropped_function(void) { return 1; }");
    Path image =
        Plugins.compile(
            temporary.resolve("libsent.so"), "int sent_function(int n) { return n + 1; }");
    Path bundle = temporary.resolve("sent.jar");
    alfheim("wrap", image.toString(), "-o", bundle.toString());
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
      assertThat(get(client, console.resolve("alfheim/plugins.json"))).contains("dropped", "hello");
      assertThat(get(client, console.resolve("alfheim/symbols.json?search=dropped_function")))
          .contains("\"total\":1", "dropped_function");

      HttpResponse<String> answer =
          client.send(
              asAdministrator(console.resolve("bundles"))
                  .header("Content-Type", "multipart/form-data; boundary=\"" + BOUNDARY + "\"")
                  .POST(BodyPublishers.ofByteArray(form(bundle)))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isLessThan(400);
      product.until("plugin:list", list -> list.contains("libsent"));
      assertThat(get(client, console.resolve("alfheim/symbols.json?search=sent_function")))
          .contains("\"total\":1", "sent_function");
      assertThat(product.ask("plugin:call libsent 'int sent_function(int)' 41")).isEqualTo("42");
      assertThat(product.changes()).isEmpty();
    }
  }

  private static String get(HttpClient client, URI uri) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(asAdministrator(uri).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static HttpRequest.Builder asAdministrator(URI uri) {
    String credentials =
        Base64.getEncoder().encodeToString(("alfheim:" + PASSWORD).getBytes(UTF_8));
    return HttpRequest.newBuilder(uri)
        .header("Authorization", "Basic " + credentials)
        // As a browser does from the page itself.
        .header("Referer", uri.toString());
  }

  /** What the form of the Web Console's page of bundles sends. */
  private static byte[] form(Path bundle) throws IOException {
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
