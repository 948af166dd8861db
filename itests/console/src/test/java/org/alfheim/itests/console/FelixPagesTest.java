package org.alfheim.itests.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Web Console's own pages in a browser: they work, and not for the pages of others. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class FelixPagesTest {
  @TempDir private static Path folder;

  private static Console console;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    console = Console.start("--console");
    browser = new Browser(folder, Path.of("target", "screenshots"));
    browser.open(console.withPassword(""));
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
    if (console != null) {
      console.close();
    }
  }

  private static Path bundle(String name) throws IOException {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", name);
    Path jar = folder.resolve(name + ".jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar;
  }

  private static boolean isInstalled(String name) {
    try {
      return console.ask("lb -s " + name).contains(name);
    } catch (IOException ended) {
      throw new AssertionError(ended);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundles", "services", "configMgr", "licenses", "logs", "status-Threads"})
  void aPageHasWhatItNeedsUnderThePolicy(String page) {
    browser.complaints();
    browser.open(console.page("/../" + page).toString());
    assertThat(browser.complaints()).noneMatch(line -> line.contains("Content Security Policy"));
    assertThat(browser.script("return typeof jQuery")).isEqualTo("function");
  }

  @Test
  void aBundleIsStoppedAndStartedByItsButtons() throws Exception {
    browser.complaints();
    String id =
        console.ask("lb -s org.alfheim.plugins.hello").replaceFirst("(?s).*?(\\d+)\\|.*", "$1");
    browser.open(console.page("/../bundles").toString());
    for (String state : List.of("Resolved", "Active")) {
      Console.await(
          "the button", () -> !browser.all("#entry" + id + " .ui-icon-" + icon(state)).isEmpty());
      browser.one("#entry" + id + " .ui-icon-" + icon(state)).click();
      Console.await(state, () -> isInState(state));
    }
    assertThat(browser.complaints()).noneMatch(line -> line.contains("Content Security Policy"));
  }

  private static String icon(String wanted) {
    return wanted.equals("Active") ? "play" : "stop";
  }

  private static boolean isInState(String state) {
    try {
      return console.ask("lb -s org.alfheim.plugins.hello").contains(state);
    } catch (IOException ended) {
      throw new AssertionError(ended);
    }
  }

  /** A form with a file in it, as the page of bundles has one; put together by a script. */
  private static String form(String target, Path file) throws IOException {
    return """
    const bytes = Uint8Array.from(atob('%s'), c => c.charCodeAt(0));
    const form = document.createElement('form');
    form.method = 'post';
    form.enctype = 'multipart/form-data';
    form.action = '%s';
    const files = new DataTransfer();
    files.items.add(new File([bytes], '%s', {type: 'application/java-archive'}));
    for (const [name, value] of [['action', 'install'], ['bundlestart', 'start'], ['bundlestartlevel', '1']]) {
      const field = document.createElement('input');
      field.name = name;
      field.value = value;
      form.append(field);
    }
    const field = document.createElement('input');
    field.type = 'file';
    field.name = 'bundlefile';
    field.files = files.files;
    form.append(field);
    const button = document.createElement('button');
    button.id = 'send';
    button.textContent = 'Free prizes';
    form.append(button);
    document.body.prepend(form);
    """
        .formatted(
            Base64.getEncoder().encodeToString(Files.readAllBytes(file)),
            target,
            file.getFileName());
  }

  @Test
  void aBundleThatThePageSendsIsInstalledAndOneThatAnotherSiteSendsIsNot() throws Exception {
    String target = console.page("/../bundles").toString();
    browser.open(target);
    browser.script(form(target, bundle("wanted")));
    browser.follow(browser.one("#send"));
    Console.await("the bundle", () -> isInstalled("wanted"));

    Path evil = bundle("unwanted");
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("<!doctype html><body><p>Prizes".getBytes(UTF_8));
          exchange.close();
        });
    other.start();
    try {
      // Another port is another origin and the same site; another name is another site, too.
      for (String host : List.of("127.0.0.1", "localhost")) {
        browser.open("http://" + host + ":" + other.getAddress().getPort() + "/");
        browser.script(form(target, evil));
        browser.follow(browser.one("#send"));
        assertThat(browser.one("body").getText()).contains("a page of another site has sent this");

        // And what needs no click: the answer has come when the script is done.
        browser.open("http://" + host + ":" + other.getAddress().getPort() + "/");
        browser.script(
            """
            const form = new FormData();
            form.append('action', 'install');
            form.append('bundlefile', new Blob([Uint8Array.from(atob('%s'), c => c.charCodeAt(0))]), 'x.jar');
            const sent = fetch('%s', {method: 'POST', mode: 'no-cors', credentials: 'include', body: form});
            return sent.then(() => 'sent', () => 'refused');
            """
                .formatted(Base64.getEncoder().encodeToString(Files.readAllBytes(evil)), target));
        browser.script(
            """
            return new Promise(done => {
              const image = new Image();
              image.onload = image.onerror = () => done('asked');
              image.referrerPolicy = 'no-referrer';
              image.src = '%s';
            });
            """
                .formatted(
                    console.page("/../configMgr/x.y?post=true&apply=true&propertylist=a&a=1")));
        browser.script(
            """
            return new Promise(done => {
              const frame = document.createElement('iframe');
              frame.onload = () => done('loaded');
              frame.src = '%s';
              document.body.append(frame);
            });
            """
                .formatted(target));
      }
    } finally {
      other.stop(0);
    }
    assertThat(isInstalled("unwanted")).isFalse();
    assertThat(console.get("/../configMgr/x.y.json").body()).doesNotContain("x.y");
  }
}
