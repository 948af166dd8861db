package org.alfheim.itests.endtoend;

import static org.alfheim.itests.endtoend.Alfheim.alfheim;
import static org.alfheim.itests.endtoend.Alfheim.alfheimReading;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.alfheim.itests.endtoend.Alfheim.Run;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The container and its shell, where nobody sits at a terminal. */
class ContainerTest {

  private static Duration timeOfAStart;

  @TempDir Path folder;

  @Test
  void everyStatementsValueIsPrinted() {
    Run run = alfheim("run", "-c", "echo one; x = two; $x\necho three | grep three");
    assertThat(run.lines()).containsExactly("one", "two", "three");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
  }

  @Test
  void theFirstStatementThatFailsIsTheLast() {
    Run run = alfheim("run", "-c", "echo one; no-such-command; echo two");
    assertThat(run.lines()).containsExactly("one");
    assertThat(run.err()).isEqualTo("alfheim: Command not found: no-such-command\n");
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void aFailureWithinAPipeIsAFailure() {
    Run run = alfheim("run", "-c", "no-such-command | grep x; echo two");
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("Command not found: no-such-command").hasLineCount(1);
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void aStackTraceIsShownOnDemand() {
    Run run = alfheim("run", "--stacktrace", "-c", "no-such-command");
    assertThat(run.err())
        .startsWith("alfheim: Command not found: no-such-command\n")
        .contains("\tat org.apache.felix.gogo");
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void commandsOnTheStandardInputGoOnAfterAFailure() {
    Run run = alfheimReading("echo one\nno-such-command\neach [a b] {\necho $it\n}\n", "run");
    assertThat(run.lines()).startsWith("one", "a", "b");
    assertThat(run.err()).isEqualTo("alfheim: Command not found: no-such-command\n");
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void exitEndsTheContainerWithItsStatus() {
    Run run = alfheimReading("echo one\nexit 7\necho two\n", "run");
    assertThat(run.lines()).containsExactly("one");
    assertThat(run.status()).isEqualTo(7);
    assertThat(alfheim("run", "-c", "exit 3; echo no").status()).isEqualTo(3);
  }

  @Test
  void anEmptyStandardInputIsTheEnd() {
    Run run = alfheimReading("", "run");
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
  }

  @Test
  void aStatementThatDoesNotEndIsTold() {
    Run run = alfheim("run", "-c", "echo {");
    assertThat(run.err())
        .startsWith("alfheim: the commands end within a statement")
        .hasLineCount(1);
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void wrongArgumentsAreTold() {
    Run unknown = alfheim("run", "--nix");
    assertThat(unknown.err()).startsWith("alfheim: run: unknown argument '--nix'").hasLineCount(1);
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(alfheim("run", "--stat", "/tmp").err())
        .isEqualTo(
            "alfheim: run: unknown argument '--stat' (alfheim run --help lists what there is); did you mean --state?\n");
    Run twice = alfheim("run", "-c", "lb", "-c", "exit");
    assertThat(twice.err())
        .isEqualTo("alfheim: run: -c is given twice; separate commands by semicolons\n");
    assertThat(twice.status()).isEqualTo(2);
    Run folder = alfheim("run", "--deploy", "/missing");
    assertThat(folder.err()).isEqualTo("alfheim: run: --deploy: /missing is not a folder\n");
    assertThat(folder.status()).isEqualTo(2);
  }

  @Test
  void aBundleIsNamedByItsPathItsNameOrItsId() {
    Run run =
        alfheim(
            "run",
            "-c",
            "stop org.alfheim.plugins.hello; uninstall org.alfheim.plugins.hello; install "
                + Plugins.helloBundle()
                + "; start org.alfheim.plugins.hello; stop "
                + Plugins.helloBundle());
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).matches("Bundle ID: \\d+\n");
    assertThat(run.status()).isZero();
  }

  @Test
  void whatDoesNotExistIsTold() {
    for (String command : new String[] {"start", "stop", "update", "uninstall"}) {
      Run run = alfheim("run", "-c", command + " nobody");
      assertThat(run.err())
          .isEqualTo("alfheim: no bundle and no file nobody (lb lists what is installed)\n");
      assertThat(run.status()).isEqualTo(1);
    }
  }

  @Test
  void theStateIsKeptWhereItIsAskedFor() {
    Path state = folder.resolve("state");
    Path zlib = Plugins.library("libz.so.1");
    Run first = alfheim("run", "--state", state.toString(), "-c", "start " + zlib);
    assertThat(first.err()).isEmpty();
    Run second = alfheim("run", "--state", state.toString(), "-c", "lb -l | grep elf:file:");
    assertThat(second.lines()).singleElement().asString().contains("Active", "elf:file:" + zlib);
    assertThat(alfheim("run", "-c", "lb -l | grep elf:file:").out()).isEmpty();
  }

  @Test
  void aDropFolderIsDeployedBeforeTheCommandsAndWhatIsBrokenIsTold() throws Exception {
    Files.copy(Plugins.hello(), folder.resolve("dropped.so"));
    Path broken = Files.writeString(folder.resolve("broken.so"), "no image");
    // Not a file that is still being written.
    Files.setLastModifiedTime(broken, FileTime.from(Instant.now().minusSeconds(60)));
    Run run = alfheim("run", "--deploy", folder.toString(), "-c", "lb -l | grep dropped.so");
    assertThat(run.lines()).singleElement().asString().contains("Active");
    assertThat(run.err())
        .startsWith("alfheim: not deployed: " + broken + ": invalid filetype, only ELF64 supported")
        .hasLineCount(1);
    assertThat(run.status()).isZero();
  }

  @Test
  void whatADropFolderHoldsThatCanNotBeDeployedIsTold() throws Exception {
    Path wrapped =
        Plugins.compile(
            Files.createDirectory(folder.resolve("work")),
            "libuser.so",
            "int user(void) { return 1; }",
            "-Wl,--no-as-needed",
            "-lm");
    Path drop = Files.createDirectory(folder.resolve("drop"));
    assertThat(
            alfheim(
                    "wrap",
                    wrapped.toString(),
                    "--requires",
                    "libm.so.6",
                    "-o",
                    drop.resolve("requires.jar").toString())
                .status())
        .isZero();
    Path none = Files.writeString(drop.resolve("none.jar"), "no jar");
    Files.setLastModifiedTime(none, FileTime.from(Instant.now().minusSeconds(60)));
    Path link = Files.createSymbolicLink(drop.resolve("link.so"), Path.of("/nowhere"));

    Run run = alfheim("run", "--deploy", drop.toString(), "-c", "plugin:failures");

    assertThat(run.err().lines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("alfheim: not deployed: " + link + ": it is a link to "))
        .anyMatch(line -> line.startsWith("alfheim: not deployed: " + none + ": this is no jar, "))
        .anyMatch(line ->
            line.startsWith("alfheim: " + drop.resolve("requires.jar") + ": bundle libuser [")
                && line.contains("nothing provides what it requires: org.alfheim.plugin (soname="));
    assertThat(run.out()).contains("nothing provides what it requires: org.alfheim.plugin ");
  }

  @Test
  void aPluginFindsAnotherOfTheSameFolderWhateverTheirOrder() throws Exception {
    Path work = Files.createDirectory(folder.resolve("work"));
    Path drop = Files.createDirectory(folder.resolve("drop"));
    Path needed = Plugins.compile(work, "libzz.so", "int zz(void) { return 5; }");
    Path user =
        Plugins.compile(
            work,
            "libaa.so",
            "int zz(void); int aa(void) { return zz() + 1; }",
            "-L" + work,
            "-lzz");
    Files.copy(needed, drop.resolve("libzz.so"));
    Files.copy(user, drop.resolve("libaa.so"));

    Run run = alfheim("run", "--deploy", drop.toString(), "-c", "plugin:call libaa 'int aa(void)'");

    assertThat(run.err()).isEmpty();
    assertThat(run.lines()).containsExactly("6");
  }

  /** A plugin whose name has the byte F6, which is not UTF-8. */
  private Path pluginOfLatin1() throws IOException {
    Path plugin = Plugins.compile(folder, "name.so", "int seven(void) { return 7; }");
    return Files.move(plugin, Path.of(URI.create(folder.toUri() + "na%F6me.so")));
  }

  @Test
  void aPluginWhoseNameIsNotUtf8IsStartedByItsLocation() throws Exception {
    String location = "elf:" + pluginOfLatin1().toUri();
    assertThat(location).endsWith("/na%F6me.so");
    Run run =
        alfheim(
            "run",
            "-c",
            "start '" + location + "'; plugin:call 'na\\xf6me.so' 'int seven(void)'; plugin:list");
    assertThat(run.err()).isEmpty();
    assertThat(run.lines()).contains("7").last().asString().contains("na\\xf6me.so", location);
    assertThat(run.status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"C.UTF-8", "C"})
  void aPluginWhoseNameIsNotUtf8IsDeployedUpdatedAndRemoved(String locale) throws Exception {
    Path dropped = pluginOfLatin1();
    Path next = Plugins.compile(folder, "next.part", "int eight(void) { return 8; }");

    Run run =
        Alfheim.alfheimWith(
            "LC_ALL", locale, "run", "--deploy", folder.toString(), "-c", "plugin:list");
    assertThat(run.err()).isEmpty();
    assertThat(run.lines()).last().asString().contains("na\\xf6me.so", "elf:" + dropped.toUri());

    try (Container container =
        Container.startWith("LC_ALL", locale, "--deploy", folder.toString())) {
      assertThat(container.ask("lb -l")).contains(dropped.toUri().toString());
      Files.move(next, dropped, StandardCopyOption.ATOMIC_MOVE);
      container.until("plugin:symbols 'na\\xf6me.so'", answer -> answer.contains("eight"));
      Files.delete(dropped);
      container.until("lb -l", answer -> !answer.contains(dropped.toUri().toString()));
    }
  }

  @Test
  void aBundleWhoseNameIsNotUtf8IsDeployed() throws Exception {
    Path jar = Path.of(URI.create(folder.toUri() + "b%F6ndle.jar"));
    Path plugin = Plugins.compile(folder, "x.so.part", "int seven(void) { return 7; }");
    assertThat(
            alfheim("wrap", plugin.toString(), "--name", "seven", "-o", folder + "/a.jar").status())
        .isZero();
    Files.move(folder.resolve("a.jar"), jar);

    Run run =
        alfheim("run", "--deploy", folder.toString(), "-c", "plugin:call seven 'int seven(void)'");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualTo("7\n");
  }

  @Test
  void severalDropFoldersAreWatched() throws Exception {
    Path first = Files.createDirectory(folder.resolve("first"));
    Path second = Files.createDirectory(folder.resolve("second"));
    Plugins.compile(first, "libone.so", "int one(void) { return 1; }");
    Plugins.compile(second, "libtwo.so", "int two(void) { return 2; }");
    Run run =
        alfheim(
            "run",
            "--deploy",
            first.toString(),
            "--deploy",
            second.toString(),
            "-c",
            "plugin:call libone 'int one(void)'; plugin:call libtwo 'int two(void)'");
    assertThat(run.err()).isEmpty();
    assertThat(run.lines()).containsExactly("1", "2");
  }

  @Test
  void aPolicyInAnyOfTheDropFoldersIsInForce() throws Exception {
    Path first = Files.createDirectory(folder.resolve("first"));
    Path second = Files.createDirectory(folder.resolve("second"));
    Plugins.compile(
        first, "libone.so", "int puts(const char *); int one(void) { return puts(\"\"); }");
    Files.writeString(second.resolve("org.alfheim.policy.cfg"), "imports.deny=puts\n");
    Run run =
        alfheim(
            "run",
            "--deploy",
            first.toString(),
            "--deploy",
            second.toString(),
            "-c",
            "plugin:call libone 'int one(void)'");
    assertThat(run.err()).contains("it imports puts, which imports.deny forbids");
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void aPipeInADropFolderHoldsNobodyUp() throws Exception {
    for (String name : new String[] {"p.jar", "p.cfg"}) {
      Path pipe = folder.resolve(name);
      assertThat(Alfheim.end(new ProcessBuilder("mkfifo", pipe.toString()).start())).isZero();
    }
    Run run = alfheim("run", "--deploy", folder.toString(), "-c", "echo up");
    assertThat(run.lines()).containsExactly("up");
    assertThat(run.err()).contains("p.jar: not a regular file").hasLineCount(2);
  }

  @Test
  void aDropFolderIsWatched() throws Exception {
    try (Container container = Container.start("--deploy", folder.toString())) {
      assertThat(container.ask("lb -l | grep dropped.so")).isEmpty();
      Path dropped = Files.copy(Plugins.hello(), folder.resolve("dropped.so"));
      container.until("lb -l | grep dropped.so", answer -> answer.contains("Active"));
      Files.delete(dropped);
      container.until("lb -l | grep dropped.so", String::isEmpty);
    }
  }

  @Test
  void aContainerThatServesOutlivesItsStandardInput() throws Exception {
    try (Container container = Container.start("--serve")) {
      container.endInput();
      assertThat(container.process().waitFor(2, TimeUnit.SECONDS)).isFalse();
      container.process().destroy();
      assertThat(Alfheim.end(container.process())).isEqualTo(143);
    }
    assertThat(alfheimReading("exit 7\n", "run", "--serve").status()).isEqualTo(7);
  }

  @Test
  void aPluginThatEndsTheProcessIsNamed() {
    Path plugin =
        Plugins.compile(
            folder,
            "ends.so",
            """
            #include <stdlib.h>
            static void inner(void) { abort(); }
            void give_up(void) { inner(); }
            void leave(int status) { exit(status); }
            """);
    Run abort = alfheim("run", "-c", "start " + plugin + "; plugin:call ends 'void give_up(void)'");
    assertThat(abort.err())
        .containsPattern("alfheim: abort\\(\\) called by ends.so\\+0x\\p{XDigit}+\n")
        .containsPattern("\n  called by give_up\\+0x\\p{XDigit}+ \\(ends.so\\+0x\\p{XDigit}+\\)\n")
        .endsWith("alfheim: the plugin ended the process: SIGABRT\n");
    assertThat(abort.status()).isEqualTo(134);
    Run exit = alfheim("run", "-c", "start " + plugin + "; plugin:call ends 'void leave(int)' 5");
    assertThat(exit.err())
        .containsPattern(
            "alfheim: exit\\(5\\) called by leave\\+0x\\p{XDigit}+ \\(ends.so\\+0x\\p{XDigit}+\\)\n")
        .endsWith("alfheim: the plugin ended the process: exit(5)\n");
    assertThat(exit.status()).isEqualTo(5);
    // Nobody has asked for this end, so nothing is well.
    Run content =
        alfheim("run", "-c", "start " + plugin + "; plugin:call ends 'void leave(int)' 0");
    assertThat(content.err()).endsWith("alfheim: the plugin ended the process: exit(0)\n");
    assertThat(content.status()).isEqualTo(1);
  }

  @Test
  void aTerminatedContainerGoesWithoutATrace() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Process process;
    try (Container container = Container.startIn(temporary)) {
      assertThat(container.ask("echo ready")).isEqualTo("ready");
      assertThat(temporary).isNotEmptyDirectory();
      process = container.process();
      // Of the process itself: that of the object would end the standard input, too.
      process.toHandle().destroy();
      assertThat(Alfheim.end(process)).isEqualTo(143);
    }
    assertThat(temporary).isEmptyDirectory();
  }

  /**
   * A signal that comes while it starts finds half a framework. How long a start takes is measured
   * before: a moment is a part of that.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 15, 30, 40, 50, 60, 70, 80, 90, 100})
  void aSignalAtAnyMomentIsAnEndWithoutAComplaint(int percent) throws Exception {
    Duration moment = timeOfAStart().multipliedBy(percent).dividedBy(100);
    Process process = Alfheim.builder("run", "--serve").start();
    assertThat(process.waitFor(moment)).as("ended by itself").isFalse();
    process.toHandle().destroy();
    assertThat(Alfheim.end(process)).isEqualTo(143);
    assertThat(process.errorReader().lines().filter(line -> !isExpected(line))).isEmpty();
  }

  /**
   * The JVM looks for a logger that is told of its end, and complains of itself where the signal
   * comes before it has all of its own modules.
   */
  private static boolean isExpected(String line) {
    return line.startsWith("alfheim: ready")
        || line.startsWith("Runtime.exit(143) logging failed: ");
  }

  private static synchronized Duration timeOfAStart() throws Exception {
    if (timeOfAStart == null) {
      timeOfAStart = measuredStart();
    }
    return timeOfAStart;
  }

  private static Duration measuredStart() throws Exception {
    Instant begun = Instant.now();
    Process process = Alfheim.builder("run", "--serve").start();
    assertThat(process.errorReader().readLine()).startsWith("alfheim: ready");
    Duration start = Duration.between(begun, Instant.now());
    process.toHandle().destroy();
    assertThat(Alfheim.end(process)).isEqualTo(143);
    return start;
  }

  @RepeatedTest(10)
  void aSignalAsSoonAsItIsReadyIsAnEndWithoutAComplaint() throws Exception {
    Process process = Alfheim.builder("run", "--serve").start();
    BufferedReader errors = process.errorReader();
    assertThat(errors.readLine()).startsWith("alfheim: ready");
    process.toHandle().destroy();
    assertThat(Alfheim.end(process)).isEqualTo(143);
    assertThat(errors.lines()).isEmpty();
  }

  @Test
  void aServerWhoseFrameworkIsStoppedEndsWithoutAComplaint() {
    Run run = alfheimReading("((${.context} bundle 0) stop)\n", "run", "--serve");
    assertThat(run.err()).hasLineCount(1).startsWith("alfheim: ready");
    assertThat(run.status()).isZero();
  }
}
