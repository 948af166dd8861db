package org.alfheim.itests.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A container with its console, started as a person starts it. */
final class Console implements AutoCloseable {
  private static final Path ROOT = Path.of(System.getProperty("alfheim.root"));
  private static final Duration PATIENCE = Duration.ofSeconds(100);
  private static final Pattern PLACE = Pattern.compile("the console is at (http://\\S+)");
  private static final Pattern ACCESS = Pattern.compile("user (\\S+), password (.+)");
  private static final String END_OF_ANSWER = "-- end of answer --";
  private static final String END = "-- end of the container --";

  private final Process process;
  private final Writer commands;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final URI page;
  private final String user;
  private final String password;

  private Console(Process process, String given) throws InterruptedException {
    this.process = process;
    this.commands = process.outputWriter(UTF_8);
    listen(process.inputReader(UTF_8), answers);
    listen(process.errorReader(UTF_8), told);
    this.page = URI.create(find(PLACE).group(1));
    Matcher access = find(ACCESS);
    this.user = access.group(1);
    this.password = given == null ? access.group(2) : given;
  }

  private static void listen(BufferedReader reader, Collection<String> lines) {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try (reader) {
            reader.lines().forEach(lines::add);
          } catch (IOException | UncheckedIOException ended) {
            // With the process.
          } finally {
            lines.add(END);
          }
        });
  }

  /** What the first line has that matches; it has to come. */
  private Matcher find(Pattern pattern) throws InterruptedException {
    List<Matcher> found = new ArrayList<>();
    await(
        () -> pattern + ", but: " + told,
        () -> {
          told.stream().map(pattern::matcher).filter(Matcher::find).forEach(found::add);
          return !found.isEmpty() || told.contains(END);
        });
    return found.stream().findFirst().orElseThrow(() -> new AssertionError("told: " + told));
  }

  static Console start(String... options) throws IOException, InterruptedException {
    return start(Map.of(), null, options);
  }

  /** A container that is given a password by its environment or by a file. */
  static Console start(Map<String, String> environment, String password, String... options)
      throws IOException, InterruptedException {
    ProcessBuilder builder = builder(options);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      return new Console(process, password);
    } catch (AssertionError withoutConsole) {
      process.destroyForcibly();
      throw withoutConsole;
    }
  }

  /** The command, to be started and talked to while it runs. */
  static ProcessBuilder builder(String... options) {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("alfheim").toString(), "run"));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .putAll(Map.of("ALFHEIM_BUILD", "never", "JAVA_HOME", System.getProperty("java.home")));
    return builder;
  }

  /** What it has told the person who started it. */
  List<String> told() {
    return List.copyOf(told);
  }

  Process process() {
    return process;
  }

  String password() {
    return password;
  }

  /** The field by which somebody who knows the password says so. */
  String authorization() {
    return authorization(password);
  }

  /** The same with another password. */
  String authorization(String word) {
    return "Authorization: Basic "
        + Base64.getEncoder().encodeToString((user + ":" + word).getBytes(UTF_8));
  }

  /** The address of a view of the page. */
  URI page(String view) {
    return URI.create(page + view).normalize();
  }

  /** The same with name and password in it, as a browser takes them. */
  String withPassword(String view) {
    return page(view).toString().replace("://", "://" + user + ":" + password + "@");
  }

  /** Gets a view over HTTP, as somebody who knows the password. */
  HttpResponse<String> get(String view) throws IOException, InterruptedException {
    return getAs(user, password, view);
  }

  /** Gets a view, with a header of one's own. */
  HttpResponse<String> get(String view, String header, String value)
      throws IOException, InterruptedException {
    return send(as(user, password, view).header(header, value));
  }

  /** Gets a view, as somebody else. */
  HttpResponse<String> getAs(String name, String word, String view)
      throws IOException, InterruptedException {
    return send(as(name, word, view));
  }

  /** Sends a form: names and values in turn. */
  HttpResponse<String> post(String view, List<String> form, String... headers)
      throws IOException, InterruptedException {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < form.size(); i += 2) {
      body.append(i == 0 ? "" : "&")
          .append(form.get(i))
          .append('=')
          .append(encoded(form.get(i + 1)));
    }
    HttpRequest.Builder request =
        as(user, password, view)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /** A text as the query of an address has it. */
  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private HttpRequest.Builder as(String name, String word, String view) {
    String credentials = Base64.getEncoder().encodeToString((name + ":" + word).getBytes(UTF_8));
    return HttpRequest.newBuilder(page(view)).header("Authorization", "Basic " + credentials);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  Map<String, Object> json(String view) throws IOException, InterruptedException {
    return JSON.std.mapFrom(get(view).body());
  }

  /** Runs a command of the shell, and gives what it prints. */
  String ask(String command) throws IOException {
    commands.write(command + "\necho '" + END_OF_ANSWER + "'\n");
    commands.flush();
    List<String> answer = new ArrayList<>();
    Instant deadline = Instant.now().plus(PATIENCE);
    String line = next(deadline);
    while (!END_OF_ANSWER.equals(line)) {
      if (line == null || line.equals(END)) {
        throw new AssertionError(
            (line == null ? "not answered within " + PATIENCE : "the container has ended")
                + ": "
                + command
                + ": "
                + answer
                + told);
      }
      answer.add(line);
      line = next(deadline);
    }
    return String.join("\n", answer);
  }

  private String next(Instant deadline) throws InterruptedIOException {
    try {
      return answers.poll(
          Duration.between(Instant.now(), deadline).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  /** Ends the standard input. */
  void endInput() throws IOException {
    commands.close();
  }

  static void await(String what, BooleanSupplier hope) throws InterruptedException {
    await(() -> what, hope);
  }

  static void await(Supplier<String> what, BooleanSupplier hope) throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!hope.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("never: " + what.get());
      }
      Thread.sleep(100);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
