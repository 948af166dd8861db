package org.alfheim.itests.console;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The Chromium of this machine, with a profile of its own. */
final class Browser implements AutoCloseable {
  private static final List<Path> FOLDERS =
      List.of(Path.of("/usr/bin"), Path.of("/usr/lib/chromium"), Path.of("/usr/local/bin"));

  private static final Duration PATIENCE = Duration.ofSeconds(100);

  private final Path screenshots;
  private final ChromeDriver driver;

  /**
   * Starts it.
   *
   * @param folder for the profile
   * @param screenshots where {@link #screenshot} writes
   */
  Browser(Path folder, Path screenshots) throws IOException {
    this.screenshots = Files.createDirectories(screenshots);
    LoggingPreferences logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options =
        new ChromeOptions()
            .setBinary(find("chromium", "chromium-browser", "google-chrome").toString())
            .addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("profile"));
    options.setCapability("goog:loggingPrefs", logging);
    // Named, so that nothing is looked for or fetched.
    File program = find("chromedriver").toFile();
    this.driver =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(program)
                .usingAnyFreePort()
                .build(),
            options);
    driver.manage().window().setSize(new Dimension(1280, 1000));
  }

  private static Path find(String... names) {
    return Stream.of(names)
        .flatMap(name -> FOLDERS.stream().map(folder -> folder.resolve(name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new AssertionError("not installed: " + names[0] + "; cnf/setup/debian.sh does it"));
  }

  void open(String url) {
    driver.get(url);
  }

  /** Darkens the screen, or brightens it. */
  void prefer(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /**
   * Clicks what leads to another page, and waits until that is there. A click may return before the
   * browser has begun to leave the page, and what is found then is of the old one.
   */
  void follow(WebElement element) {
    driver.executeScript("document.documentElement.dataset.left = ''");
    element.click();
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!hasArrived()) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("no other page after " + PATIENCE + ", still " + path());
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  private boolean hasArrived() {
    try {
      return (boolean)
          driver.executeScript(
              """
              return document.readyState === 'complete'
                  && !('left' in document.documentElement.dataset);
              """);
    } catch (WebDriverException _) {
      // The page was left while the question was asked.
      return false;
    }
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  WebElement one(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  WebElement link(String text) {
    return driver.findElement(By.linkText(text));
  }

  List<String> texts(String selector) {
    return all(selector).stream().map(WebElement::getText).toList();
  }

  String path() {
    return URI.create(driver.getCurrentUrl()).getPath();
  }

  Object script(String text) {
    return driver.executeScript(text);
  }

  /** Complaints of the browser: scripts that fail, resources that are refused or not there. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::toString)
        .toList();
  }

  /** Keeps what is seen now, for those who want to look. */
  Path screenshot(String name) throws IOException {
    return Files.write(
        screenshots.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
