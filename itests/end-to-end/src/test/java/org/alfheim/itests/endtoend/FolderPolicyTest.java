package org.alfheim.itests.endtoend;

import static org.alfheim.itests.endtoend.Alfheim.alfheim;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.alfheim.itests.endtoend.Alfheim.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A policy in the drop folder is in force before anything beside it is opened. */
class FolderPolicyTest {
  private static final String POLICY = "org.alfheim.policy.cfg";

  @TempDir Path temporary;
  private Path folder;
  private Path trace;

  /** A library that runs a command when it is opened, and one that does not. */
  @BeforeEach
  void fill() throws IOException {
    Path work = Files.createDirectory(temporary.resolve("work"));
    folder = Files.createDirectory(temporary.resolve("drop"));
    trace = temporary.resolve("it-ran");
    Path hostile =
        Plugins.compile(
            work,
            "libhostile.so",
            """
            #include <stdlib.h>
            __attribute__((constructor)) static void run(void) { system("touch %s"); }
            """
                .formatted(trace));
    // Names that come before and after that of the policy.
    Files.copy(hostile, folder.resolve("liba.so"));
    Files.copy(hostile, folder.resolve("zlibrary.so"));
    Files.copy(
        Plugins.compile(work, "libhonest.so", "int honest(void) { return 7; }"),
        folder.resolve("libhonest.so"));
  }

  private Run deploy(String... further) {
    String[] words = {"run", "--deploy", folder.toString(), "-c", "plugin:list"};
    String[] all = new String[words.length + further.length];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(further, 0, all, words.length, further.length);
    return alfheim(all);
  }

  private Path policy(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void withoutAPolicyEverythingIsOpened() {
    deploy();

    assertThat(trace).exists();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "org.alfheim.policy.cfg    | imports.deny = system, exec*",
        "org.alfheim.policy.cfg    | imports.deny = exec*, \\\\n  system",
        "org.alfheim.policy.cfg    | imports.deny: system",
        "org.alfheim.policy.config | imports.deny=[\"exec*\",\"system\"]",
        "org.alfheim.policy.config | imports.deny=[ \\\\n \"exec*\", \\\\n \"system\", \\\\n ]",
      })
  void whatItForbidsIsNotOpenedAndTheRestIs(String name, String text) throws Exception {
    policy(name, text.replace("\\\\n", "\\\n").replace("\\\n\n", "\\\n"));

    Run run = deploy();

    assertThat(trace).doesNotExist();
    assertThat(run.out()).contains("libhonest", "hello").doesNotContain("liba.so", "zlibrary");
    assertThat(run.err())
        .contains("/liba.so: bundle", "imports.deny forbids (system)")
        .doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "imports.dany = system",
        "Imports.Deny = system",
        "imports.deny = system\nimports.deny = exec*",
        "imports.deny = [ \"system\"",
        "imports.deny = system exec*",
        "imports.deny = ${no.such.property}",
        "digests = 12ab",
        "imports.deny = system\u0000",
      })
  void oneThatIsNotValidKeepsEverythingShutAndSaysSo(String text) throws Exception {
    Path file = policy(POLICY, text);

    Run run = deploy();

    assertThat(trace).doesNotExist();
    assertThat(run.out()).contains("no plugin is open");
    assertThat(run.err().lines())
        .anyMatch(line -> line.startsWith("alfheim: " + file + ": nothing is opened: "))
        .noneMatch(line -> line.contains("Exception"));
  }

  @Test
  void oneThatCanNotBeReadKeepsEverythingShut() throws Exception {
    Files.createDirectory(folder.resolve(POLICY));

    Run run = deploy();

    assertThat(trace).doesNotExist();
    assertThat(run.out()).contains("no plugin is open");
    assertThat(run.err()).contains(POLICY + ": nothing is opened: it can't be read");
  }

  @Test
  void aLinkToNothingKeepsEverythingShut() throws Exception {
    Files.createSymbolicLink(folder.resolve(POLICY), Path.of("/nowhere"));

    Run run = deploy();

    assertThat(trace).doesNotExist();
    assertThat(run.err()).contains(POLICY + ": nothing is opened: it can't be read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.alfheim.policy-mine.cfg",
        "org.alfheim.policy.CFG",
        "Org.Alfheim.Policy.cfg",
        "org.alfheim.policy",
        "org.alfheim.policy.cfg.txt",
        "org.alfheim.policy.cfg.json",
        "org.alfheim.policy.properties",
      })
  void whatIsCalledAlmostAsThePolicyKeepsEverythingShut(String name) throws Exception {
    policy(name, "imports.deny = system");

    Run run = deploy();

    assertThat(trace).doesNotExist();
    assertThat(run.err()).contains("nothing is opened: there is one policy");
  }

  @Test
  void oneInASubfolderIsToldNotToBeInForce() throws Exception {
    Files.writeString(Files.createDirectory(folder.resolve("sub")).resolve(POLICY), "digests =");

    assertThat(deploy().err()).contains("/sub: it is a folder, and the policy in it is not in");
  }

  @Test
  void itIsInForceWhenTheBundlesOfAnEarlierRunStart() throws Exception {
    String state = temporary.resolve("state").toString();
    deploy("--state", state);
    assertThat(trace).exists();
    Files.delete(trace);
    policy(POLICY, "imports.deny = system");

    Run run = deploy("--state", state);

    assertThat(trace).doesNotExist();
    assertThat(run.out()).contains("libhonest").doesNotContain("liba.so");
  }

  @Test
  void theOneOfAnEarlierRunIsInForceWhenItsBundlesStart() throws Exception {
    String state = temporary.resolve("state").toString();
    policy(POLICY, "imports.deny = system");
    deploy("--state", state);
    assertThat(trace).doesNotExist();

    // The folder is not looked at this time.
    Run run = alfheim("run", "--state", state, "-c", "plugin:list");

    assertThat(trace).doesNotExist();
    assertThat(run.out()).contains("libhonest").doesNotContain("liba.so");
  }

  @Test
  void onceItIsGoneItIsNotInForceAnyMore() throws Exception {
    String state = temporary.resolve("state").toString();
    Path file = policy(POLICY, "imports.deny = system");
    deploy("--state", state);
    assertThat(trace).doesNotExist();
    Files.delete(file);

    Run run = deploy("--state", state);

    assertThat(trace).exists();
    assertThat(run.out()).contains("liba.so");
  }

  @Test
  void whatItKeptOutIsOpenedWhenItAllowsThat() throws Exception {
    Path file = policy(POLICY, "imports.deny = system");
    try (Container container = Container.start("--deploy", folder.toString())) {
      container.until("plugin:list", answer -> answer.contains("libhonest"));
      assertThat(trace).doesNotExist();

      Path next = Files.writeString(temporary.resolve("next"), "imports.deny = execve");
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
      container.until("plugin:list", answer -> answer.contains("liba.so"));
    }
    assertThat(trace).exists();
  }

  @Test
  void aStricterOneIsInForceForWhatComesWithIt() throws Exception {
    Files.delete(folder.resolve("liba.so"));
    Path late = Files.move(folder.resolve("zlibrary.so"), temporary.resolve("liblate.so"));
    Path next = Files.writeString(temporary.resolve("next"), "imports.deny = system");
    try (Container container = Container.start("--deploy", folder.toString())) {
      container.until("plugin:list", answer -> answer.contains("libhonest"));

      Files.move(next, folder.resolve(POLICY), StandardCopyOption.ATOMIC_MOVE);
      Files.move(late, folder.resolve("liblate.so"), StandardCopyOption.ATOMIC_MOVE);

      container.until("lb -l | grep liblate.so", answer -> !answer.isEmpty());
      container.until("plugin:failures", answer -> answer.contains("imports.deny"));
    }
    assertThat(trace).doesNotExist();
  }
}
