package org.alfheim.itests.framework.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.alfheim.itests.framework.fixture.Image;
import org.alfheim.itests.framework.fixture.Log;
import org.alfheim.itests.framework.fixture.NativeBundle;
import org.alfheim.itests.framework.fixture.Services;
import org.alfheim.itests.framework.fixture.Waiting;
import org.alfheim.itests.framework.fixture.WatchedFolder;
import org.alfheim.plugin.Plugin;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
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

  private WatchedFolder watched;
  private Path folder;
  private Log log;
  private int marks;

  @BeforeEach
  void watch() throws IOException {
    watched = new WatchedFolder(context, configurations, temporary);
    folder = watched.path();
    log = new Log(reader);
  }

  @AfterEach
  void leave() throws Exception {
    watched.close();
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getLocation().startsWith("test:")) {
        bundle.uninstall();
      }
    }
    log.close();
  }

  private Path drop(String name, String image) throws IOException {
    return watched.drop(name, new ByteArrayInputStream(Image.bytes(image)));
  }

  private Path drop(String name, NativeBundle bundle) throws IOException {
    return watched.drop(name, bundle.jar());
  }

  private Bundle started(Path file) {
    return started("elf:" + file.toFile().toURI());
  }

  private Bundle started(String location) {
    return watched.started(location);
  }

  /**
   * Waits until the folder has been looked at twice more: a file is taken, and told, when two looks
   * in a row find it the same.
   */
  private void awaitMoreLooks() throws IOException {
    Path mark = folder.resolve("mark-" + marks++ + ".so");
    Files.writeString(mark, "no image");
    errors(mark.toString());
    Files.delete(mark);
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
  void anObjectIsLinkedIntoAnImage() throws Exception {
    Bundle bundle = started(drop("first.o", "first.o"));

    assertThat(bundle.getSymbolicName()).isEqualTo("first");
    assertThat(call("first.so", "first")).isEqualTo(1);
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
    awaitMoreLooks();
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
    try {
      // Without the deployer it is File Install that looks, and takes bundles that are no plugins.
      // It may be looking while the deployer stops: a mark that it takes comes with a later look.
      Path mark =
          drop(
              "mark.jar",
              NativeBundle.named("test.mark")
                  .without("Bundle-Activator")
                  .without("Import-Package"));
      Bundle marked = started("file:" + mark);
      Files.delete(file);
      Files.delete(mark);
      Waiting.until(PATIENCE, "the mark to go", () -> marked.getState() == Bundle.UNINSTALLED);
    } finally {
      deployer.start(); // Others need it.
    }
    Waiting.until(PATIENCE, "uninstall", () -> bundle.getState() == Bundle.UNINSTALLED);
  }

  /** A look of File Install that is under way keeps the installer that it began with. */
  @Test
  void whatAnInstallerThatHasStoppedIsToldItsSuccessorDoes() throws Exception {
    Path gone = Files.write(temporary.resolve("libfirst.so.1"), Image.bytes("libfirst.so.1"));
    ServiceReference<ArtifactInstaller> installer = installer();
    ArtifactInstaller stopped = context.getService(installer);
    stopped.install(gone.toFile());
    Bundle bundle = started(gone);

    deployer().stop();
    Path come;
    try {
      Files.delete(gone);
      stopped.uninstall(gone.toFile());
      come = Files.write(temporary.resolve("first.o"), Image.bytes("first.o"));
      assertThat(stopped.canHandle(come.toFile())).isTrue();
      stopped.install(come.toFile());
      assertThat(stopped.canHandle(temporary.resolve("text").toFile())).isFalse();
      assertThat(context.getBundle("elf:file:" + come)).isNull();
    } finally {
      deployer().start(); // Others need it.
    }

    Waiting.until(PATIENCE, "uninstall", () -> bundle.getState() == Bundle.UNINSTALLED);
    assertThat(started(come).getSymbolicName()).isEqualTo("first");
  }

  private ServiceReference<ArtifactInstaller> installer() throws InvalidSyntaxException {
    return context.getServiceReferences(ArtifactInstaller.class, null).stream()
        .filter(reference -> deployer().equals(reference.getBundle()))
        .findFirst()
        .orElseThrow();
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

  private void assertToldOnce(String text) throws IOException {
    errors(text);
    awaitMoreLooks();
    assertThat(errors(text)).hasSize(1);
  }

  @Test
  void aPluginThatNeedsOneWithoutASonameFindsItByItsFile() throws Exception {
    Path waits = drop("libneeds-nameless.so", "libneeds-nameless.so");
    Waiting.until(PATIENCE, "its bundle", () -> context.getBundle("elf:file:" + waits) != null);

    drop("libnameless.so", "libnameless.so");
    started(waits);

    assertThat(call("libneeds-nameless.so", "second")).isEqualTo(2);
  }

  @Test
  void aPluginThatComesByAnotherWayIsEnough() throws Exception {
    Path waits = drop("libneeds-elsewhere.so", "libneeds-elsewhere.so");
    Bundle other =
        NativeBundle.named("elsewhere")
            .plugin("lib/libelsewhere.so.1")
            .image("lib/libelsewhere.so.1", "libelsewhere.so.1")
            .install(context);
    assertToldOnce("libelsewhere.so.1 is not found");

    other.start();

    started(waits);
    assertThat(log.lines(deployer(), LogLevel.AUDIT, "is started after all"))
        .singleElement()
        .asString()
        .startsWith(waits + ": bundle ");
  }

  @Test
  void aBundleAppearsChangesIsBrokenAndGoes() throws Exception {
    NativeBundle first =
        NativeBundle.named("dropped.jar")
            .plugin("lib/libx.so;name=x")
            .image("lib/libx.so", "libcounter.so.1.4.2");
    Path file = drop("x.jar", first);
    Bundle bundle = started("file:" + file);
    long installed = bundle.getLastModified();

    drop("x.jar", first.image("lib/libx.so", "libcounter-changed.so"));
    log.lines(deployer(), LogLevel.INFO, "is updated");
    assertThat(started("file:" + file)).isEqualTo(bundle);
    assertThat(bundle.getLastModified()).isGreaterThan(installed);

    Files.writeString(file, "no jar");
    assertToldOnce(
        "bundle dropped.jar ["
            + bundle.getBundleId()
            + "] stays as it is: "
            + file
            + ": this is no jar");
    assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);

    Files.delete(file);
    Waiting.until(PATIENCE, "uninstall", () -> bundle.getState() == Bundle.UNINSTALLED);
  }

  @Test
  void aBundleWhosePluginDoesNotStartIsTold() throws Exception {
    Path file =
        drop(
            "missing.jar",
            NativeBundle.named("dropped.missing")
                .plugin("lib/libmissing.so")
                .image("lib/libmissing.so", "libmissing.so"));

    assertToldOnce(file + ": bundle dropped.missing [");
    assertThat(errors("missing.jar").getFirst()).contains("is installed and not started: ");
  }

  @Test
  void aBundleThatCanNotBeResolvedIsToldAndStartsOnceItCan() throws Exception {
    Path file =
        drop(
            "requires.jar",
            NativeBundle.named("dropped.requires")
                .plugin("lib/libfirst.so.1")
                .image("lib/libfirst.so.1", "libfirst.so.1")
                .header("Require-Capability", "com.example;filter:=\"(it=there)\""));
    assertToldOnce("nothing provides what it requires: com.example (it=there)");

    NativeBundle.named("dropped.provides")
        .plugin("lib/libfirst.so.1")
        .image("lib/libfirst.so.1", "libfirst.so.1")
        .header("Provide-Capability", "com.example;it=there")
        .install(context);

    started("file:" + file);
  }

  @Test
  void aBundleWithoutAPluginIsTold() throws Exception {
    Path file =
        drop(
            "plain.jar",
            NativeBundle.named("dropped.plain").header("Import-Package", "com.example.nothing"));

    assertToldOnce("osgi.wiring.package (osgi.wiring.package=com.example.nothing)");
    assertThat(errors("plain.jar").getFirst()).startsWith(file + ": bundle dropped.plain [");
  }

  @Test
  void aJarThatIsNoneIsTold() throws Exception {
    Files.writeString(folder.resolve("none.jar"), "no jar");
    Files.createFile(folder.resolve("empty.jar"));

    assertToldOnce("none.jar: this is no jar, or a damaged one");
    assertToldOnce("empty.jar: this is no jar, or a damaged one");
  }

  @Test
  void ofTwoFilesOfOneNameTheSecondWaitsUntilTheFirstIsGone() throws Exception {
    Path one = drop("one.so", "libfirst.so.1");
    started(one);
    Path two = drop("two.so", "libfirst-ten.so");
    assertToldOnce("not deployed: " + two + ": bundle ");
    assertThat(errors("two.so").getFirst())
        .contains(" from elf:file:" + one + " is libfirst 1.0.0 already; ")
        .endsWith("alfheim wrap --name NAME two.so")
        .doesNotContain("?name=");

    Files.delete(one);

    started(two);
  }

  @Test
  void whatCanBeWaivedIsToldOnceWithTheWay() throws Exception {
    Path file = drop("libexecutable-stack.so", "libexecutable-stack.so");
    errors("libexecutable-stack.so");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));

    assertToldOnce("libexecutable-stack.so");
    assertThat(errors("libexecutable-stack.so").getFirst())
        .endsWith(
            "or open it with the waiver executable-stack, which a bundle has: alfheim wrap --waive"
                + " executable-stack");
  }

  @Test
  void aNameOfTwoLinesIsOneLineInTheLog() throws Exception {
    Files.writeString(folder.resolve("lib\nx.so"), "no image");
    Bundle good = started(drop("lib\ny\u00e4 .so", "libfirst.so.1"));

    assertThat(errors("x.so")).singleElement().asString().contains("/lib?x.so: invalid filetype");
    assertThat(good.getState()).isEqualTo(Bundle.ACTIVE);
  }

  @Test
  void aPipeHoldsNobodyUp() throws Exception {
    for (String name : List.of("p.so", "p.jar", "p.cfg")) {
      Path pipe = folder.resolve(name);
      assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    }
    started(drop("libfirst.so.1", "libfirst.so.1"));

    for (String name : List.of("p.so", "p.jar", "p.cfg")) {
      assertToldOnce("not deployed: " + folder.resolve(name) + ": not a regular file");
    }
  }

  @Test
  void aFileThatIsWrittenSlowlyIsWaitedFor() throws Exception {
    byte[] image = Image.bytes("libcounter.so.1.4.2");
    Path file = folder.resolve("libslow.so");
    Files.createFile(file);
    for (int i = 0; i < image.length; i += 3000) {
      byte[] part = Arrays.copyOfRange(image, i, Math.min(image.length, i + 3000));
      Files.write(file, part, StandardOpenOption.APPEND);
      Thread.sleep(200); // it grows between looks at the folder
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
    awaitMoreLooks();
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
