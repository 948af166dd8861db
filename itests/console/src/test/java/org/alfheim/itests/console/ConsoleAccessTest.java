package org.alfheim.itests.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets at the console, and where it is. */
class ConsoleAccessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(100);

  @TempDir private Path folder;

  @Test
  void servesThisMachineAndThoseWhoKnowThePasswordUntilItIsStopped() throws Exception {
    try (Console console = Console.start("--console")) {
      assertThat(console.get("").statusCode()).isEqualTo(200);
      assertThat(console.getAs("alfheim", "wrong", "").statusCode()).isEqualTo(401);
      assertThat(console.getAs("admin", "admin", "").statusCode()).isEqualTo(401);
      assertThat(console.getAs("admin", "admin", "/plugins.json").statusCode()).isEqualTo(401);
      assertThat(console.password()).matches("[a-z2-9]{24}");
      // Nor is the password to be read in the framework's properties, which the console shows.
      assertThat(console.get("/../status-Framework%20Properties").body())
          .contains("felix.webconsole.username")
          .doesNotContain(console.password());

      listensToThisMachineAlone(console);

      console.endInput();
      assertThat(console.process().waitFor(2, TimeUnit.SECONDS)).isFalse();
      assertThat(console.get("").statusCode()).isEqualTo(200);
      console.process().destroy();
      ends(console);
    }
  }

  private static void listensToThisMachineAlone(Console console) throws IOException {
    assertThat(console.page("").getHost()).isEqualTo("127.0.0.1");
    Optional<InetAddress> other = otherAddress();
    if (other.isPresent()) {
      assertThat(accepts(other.get(), console.page("").getPort())).isFalse();
    }
    assertThat(console.told()).noneMatch(line -> line.contains("other machines"));
  }

  @Test
  void listensToOthersWhereOneSaysSoAndEndsAsItIsTold() throws Exception {
    int port = freePort();
    try (Console console = Console.start("--console", "0.0.0.0:" + port)) {
      assertThat(console.page("").getPort()).isEqualTo(port);
      assertThat(accepts(InetAddress.getLoopbackAddress(), port)).isTrue();
      Optional<InetAddress> other = otherAddress();
      if (other.isPresent()) {
        assertThat(accepts(other.get(), port)).isTrue();
      }
      Console.await(
          "a warning",
          () ->
              console.told().stream()
                  .anyMatch(line -> line.contains("other machines can reach it")));

      console.process().outputWriter(UTF_8).append("exit 3\n").flush();
      ends(console);
      assertThat(console.process().exitValue()).isEqualTo(3);
    }
  }

  private static void ends(Console console) throws InterruptedException {
    assertThat(console.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as(() -> "its end; it has told: " + console.told())
        .isTrue();
  }

  @Test
  void answersWhenAllThatWasDroppedIsDeployed() throws Exception {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    Fixtures.compile(
        plugins,
        "libslow.so",
        """
        #include <unistd.h>
        __attribute__((constructor)) static void start(void) { sleep(3); }
        int slow(void) { return 1; }
        """);
    Files.delete(plugins.resolve("libslow.so.c"));
    int port = freePort();
    String password = "asked before it is there";
    try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> first = asking.submit(() -> firstAnswer(port, password));
      try (Console _ =
          Console.start(
              Map.of("ALFHEIM_CONSOLE_PASSWORD", password),
              password,
              "--console",
              Integer.toString(port),
              "--deploy",
              plugins.toString())) {
        assertThat(first).succeedsWithin(PATIENCE).asString().contains("libslow.so");
      }
    }
  }

  /** What the page answers as soon as it answers at all. */
  private static String firstAnswer(int port, String password) throws InterruptedException {
    String credentials = "alfheim:" + password;
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/system/console/alfheim/plugins.json"))
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)))
            .timeout(PATIENCE)
            .build();
    Instant deadline = Instant.now().plus(PATIENCE);
    Object last = "none";
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (Instant.now().isBefore(deadline)) {
        try {
          HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
          if (answer.statusCode() == 200) {
            return answer.body();
          }
          last = answer;
        } catch (IOException notYet) {
          last = notYet; // Nobody listens.
        }
        Thread.sleep(5);
      }
    }
    throw new AssertionError("no page within " + PATIENCE + "; the last answer: " + last);
  }

  private static Optional<InetAddress> otherAddress() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .findFirst();
  }

  private static boolean accepts(InetAddress address, int port) {
    try (Socket socket = new Socket(address, port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  /**
   * A port that is free, and below those that the kernel gives to whoever asks for any: another
   * test would get it before the console listens.
   */
  private static int freePort() throws IOException {
    IOException last = null;
    for (int i = 0; i < 100; i++) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (BindException taken) {
        last = taken;
      }
    }
    throw last;
  }

  @Test
  void thePasswordIsThatOfTheEnvironmentOrOfAFile() throws Exception {
    try (Console console =
        Console.start(
            Map.of("ALFHEIM_CONSOLE_PASSWORD", "from the environment"),
            "from the environment",
            "--console")) {
      assertThat(console.get("").statusCode()).isEqualTo(200);
      assertThat(String.join("\n", console.told())).doesNotContain("from the environment");
    }
    Path file = Files.writeString(folder.resolve("password"), "from the file\n");
    try (Console console =
        Console.start(
            Map.of(), "from the file", "--console", "--console-password", file.toString())) {
      assertThat(console.get("").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aPasswordThatWasMadeIsKeptWithTheState() throws Exception {
    String state = folder.resolve("state").toString();
    String password;
    try (Console console = Console.start("--state", state, "--console")) {
      password = console.password();
      Path kept = folder.resolve("state/console-password");
      assertThat(kept).hasContent(password);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
          .isEqualTo("rw-------");
    }
    try (Console console = Console.start(Map.of(), password, "--state", state, "--console")) {
      assertThat(console.get("").statusCode()).isEqualTo(200);
    }
    // Without the option, what it has installed is gone, and nothing listens.
    Run run = run("--state", state, "-c", "lb -s");
    assertThat(run.out()).contains("org.alfheim.shell").doesNotContain("webconsole", "jetty");
  }

  @Test
  void aPasswordThatIsGuessedAtOnceIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "admin");
    Run run = run("--console", "--console-password", file.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("is shorter than 8 letters");
  }

  @Test
  void aPortThatIsTakenIsToldInOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Run run = run("--console", Integer.toString(taken.getLocalPort()));
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err().lines())
          .singleElement()
          .asString()
          .contains("port " + taken.getLocalPort() + " of 127.0.0.1 can't be had", "in use");
    }
  }

  @Test
  void withoutTheOptionThereIsNoHttp() throws Exception {
    Run run = run("-c", "lb -s");
    assertThat(run.status()).isZero();
    assertThat(run.out()).doesNotContain("jetty", "webconsole", "slf4j");
  }

  private record Run(int status, String out, String err) {}

  private Run run(String... options) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        Console.builder(options)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as(() -> "the end of " + List.of(options))
        .isTrue();
    return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
