package org.alfheim.itests.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.alfheim.plugin.Plugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogReaderService;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;

/** A folder that File Install watches: files come, change, break and go. */
class DropFolderTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @InjectBundleContext BundleContext context;
  @InjectService ConfigurationAdmin configurations;
  @InjectService LogReaderService reader;
  @TempDir Path temporary;

  private Path folder;
  private Log log;
  private Configuration configuration;

  @BeforeEach
  void watch() throws IOException {
    folder = Files.createDirectory(temporary.toRealPath().resolve("drop"));
    log = new Log(reader);
    configuration = configurations.createFactoryConfiguration("org.apache.felix.fileinstall", "?");
    configuration.update(
        FrameworkUtil.asDictionary(
            Map.of(
                "felix.fileinstall.dir", folder.toString(),
                "felix.fileinstall.poll", "50",
                "felix.fileinstall.tmpdir", temporary.resolve("tmp").toString())));
  }

  @AfterEach
  void leave() throws Exception {
    configuration.delete();
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getLocation().startsWith("elf:")) {
        bundle.uninstall();
      }
    }
    log.close();
  }

  /** Puts a file there as a careful person does, whole or not at all. */
  private Path drop(String name, String image) throws IOException {
    Path whole = Files.write(temporary.resolve(name), Image.bytes(image));
    return Files.move(whole, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private Bundle started(Path file) {
    String location = "elf:file:" + file;
    Waiting.until(
        PATIENCE,
        location + " to start",
        () -> {
          Bundle bundle = context.getBundle(location);
          return bundle != null && bundle.getState() == Bundle.ACTIVE;
        });
    return context.getBundle(location);
  }

  private List<String> errors(String text) {
    return log.lines(deployer(), LogLevel.ERROR, text);
  }

  private Bundle deployer() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> "org.alfheim.deployer".equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  private Object call(String plugin, String function) throws InvalidSyntaxException {
    return new Services(context)
        .symbol(plugin, function)
        .function("int " + function + "(void)")
        .call(List.of());
  }

  @Test
  void aFileThatAppearsBecomesAStartedBundle() throws Exception {
    Bundle bundle = started(drop("libcounter.so.1.4.2", "libcounter.so.1.4.2"));

    assertThat(bundle.getSymbolicName()).isEqualTo("libcounter");
    assertThat(call("libcounter.so.1.4.2", "call")).isEqualTo(1);
    assertThat(log.lines(deployer(), LogLevel.INFO, "is started"))
        .containsExactly(
            folder.resolve("libcounter.so.1.4.2")
                + ": bundle libcounter ["
                + bundle.getBundleId()
                + "] is started");
  }

  @Test
  void aFileWithoutTheUsualNameCountsByItsContent() throws Exception {
    assertThat(started(drop("plugin", "libfirst.so.1")).getSymbolicName()).isEqualTo("libfirst");
  }

  @Test
  void aChangedFileIsAnUpdate() throws Exception {
    Path file = drop("libx.so", "libcounter.so.1.4.2");
    Bundle bundle = started(file);
    Plugin before = new Services(context).plugin("libx.so");

    drop("libx.so", "libcounter-changed.so");
    log.lines(deployer(), LogLevel.INFO, "is updated");
    started(file);

    assertThat(context.getBundle("elf:file:" + file)).isEqualTo(bundle);
    assertThat(new Services(context).plugin("libx.so")).isNotSameAs(before);
    assertThat(call("libx.so", "call")).isEqualTo(1);
  }

  @Test
  void aBrokenFileIsOneLineInTheLogAndTheOthersGoOn() throws Exception {
    Path broken = Files.writeString(folder.resolve("libbroken.so"), "no image");
    Path empty = Files.createFile(folder.resolve("libempty.so"));
    Bundle good = started(drop("libfirst.so.1", "libfirst.so.1"));

    assertThat(errors("libbroken.so"))
        .singleElement()
        .asString()
        .startsWith("not deployed: " + broken + ": invalid filetype, only ELF64 supported")
        .doesNotContain("\n");
    assertThat(errors("libempty.so"))
        .singleElement()
        .asString()
        .startsWith("not deployed: " + empty + ": ");
    Thread.sleep(500); // ten more looks at the folder
    assertThat(errors("libbroken.so")).hasSize(1);
    assertThat(good.getState()).isEqualTo(Bundle.ACTIVE);
  }

  @Test
  void aPluginGoesOnWhenItsNewFileIsNoGood() throws Exception {
    Path file = drop("libx.so", "libcounter.so.1.4.2");
    Bundle bundle = started(file);
    Plugin before = new Services(context).plugin("libx.so");

    Files.writeString(file, "no image");

    assertThat(errors("libx.so"))
        .singleElement()
        .asString()
        .startsWith(
            "bundle libcounter ["
                + bundle.getBundleId()
                + "] stays as it is: "
                + file
                + ": invalid filetype");
    assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(new Services(context).plugin("libx.so")).isSameAs(before);

    drop("libx.so", "libcounter-changed.so");
    log.lines(deployer(), LogLevel.INFO, "is updated");
    assertThat(started(file)).isEqualTo(bundle);
  }

  @Test
  void aFileThatIsRemovedIsUninstalled() throws Exception {
    Path file = drop("libfirst.so.1", "libfirst.so.1");
    Bundle bundle = started(file);

    Files.delete(file);

    Waiting.until(PATIENCE, "uninstall", () -> bundle.getState() == Bundle.UNINSTALLED);
    assertThat(context.getServiceReferences(Plugin.class, "(plugin.name=libfirst.so.1)")).isEmpty();
  }

  @Test
  void aFileThatWentUnseenIsUninstalledLater() throws Exception {
    Path file = drop("libfirst.so.1", "libfirst.so.1");
    Bundle bundle = started(file);
    Bundle deployer = deployer();

    deployer.stop();
    Files.delete(file);
    Thread.sleep(300); // several looks at the folder
    assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);

    deployer.start();
    Waiting.until(PATIENCE, "uninstall", () -> bundle.getState() == Bundle.UNINSTALLED);
  }

  @Test
  void aPluginThatNeedsAnotherStartsOnceThatIsThere() throws Exception {
    Path waits = drop("libwaits.so", "libwaits.so");
    assertThat(errors("libwaits.so"))
        .singleElement()
        .asString()
        .contains("is installed and not started: ")
        .contains("liblate.so.1");

    drop("liblate.so.1", "liblate.so.1");
    started(waits);

    assertThat(call("libwaits.so", "second")).isEqualTo(2);
    assertThat(errors("libwaits.so")).hasSize(1);
  }

  @Test
  void aFileThatIsWrittenSlowlyIsWaitedFor() throws Exception {
    byte[] image = Image.bytes("libcounter.so.1.4.2");
    Path file = folder.resolve("libslow.so");
    Files.createFile(file);
    for (int i = 0; i < image.length; i += 3000) {
      byte[] part = Arrays.copyOfRange(image, i, Math.min(image.length, i + 3000));
      Files.write(file, part, StandardOpenOption.APPEND);
      Thread.sleep(200); // several looks at the folder
    }

    started(file);
    assertThat(log.lines(deployer(), LogLevel.ERROR)).isEmpty();
  }

  @Test
  void aStoppedPluginStaysStoppedWhenItsFileChanges() throws Exception {
    Path file = drop("libx.so", "libcounter.so.1.4.2");
    Bundle bundle = started(file);
    bundle.stop();

    drop("libx.so", "libcounter-changed.so");

    log.lines(deployer(), LogLevel.INFO, "is updated");
    Thread.sleep(200);
    assertThat(bundle.getState()).isNotEqualTo(Bundle.ACTIVE);
  }

  @Test
  void otherFilesAreNotItsBusiness() throws Exception {
    Files.writeString(folder.resolve("notes.txt"), "text");
    drop("libfirst.so.1.part", "libfirst.so.1");
    started(drop("libfirst.so.1", "libfirst.so.1"));

    assertThat(
            Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getLocation().startsWith("elf:")))
        .hasSize(1);
    assertThat(log.lines(deployer(), LogLevel.ERROR)).isEmpty();
    assertThat(FrameworkUtil.getBundle(DropFolderTest.class).getState()).isEqualTo(Bundle.ACTIVE);
  }
}
