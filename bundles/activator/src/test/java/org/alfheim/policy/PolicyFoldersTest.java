package org.alfheim.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.alfheim.plugin.admission.Admission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.BundleContext;

class PolicyFoldersTest {
  private static final String POLICY = "org.alfheim.policy.cfg";

  @TempDir private Path folder;
  private final PolicyFolders folders = new PolicyFolders();

  /** A framework whose only property is {@code denied}. */
  private final BundleContext context =
      (BundleContext)
          Proxy.newProxyInstance(
              BundleContext.class.getClassLoader(),
              new Class<?>[] {BundleContext.class},
              (_, method, arguments) ->
                  method.getName().equals("getProperty") && "denied".equals(arguments[0])
                      ? "system"
                      : null);

  @BeforeEach
  void watch() {
    folders.add(folder);
  }

  private List<String> look() {
    return folders.look(context).stream().map(Policies.Report::line).toList();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private boolean admits(String symbol) {
    return folders.admissions().stream().allMatch(policy -> policy.admitsSymbol(symbol));
  }

  @Test
  void aFolderWithoutAPolicyAsksForNothing() throws Exception {
    write("org.apache.felix.cfg", "imports.deny = system");

    assertThat(look()).isEmpty();
    assertThat(folders.admissions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.alfheim.policy.jar",
        "org.alfheim.policy-api_1.0.jar",
        "org.alfheim.policy.so.1",
        "org.alfheim.policy.cfg.tmp",
        "org.alfheim.policy.cfg~",
        "org.alfheim.policyfile.cfg",
      })
  void aBundleALibraryAndAFileThatIsNotWrittenYetAreNoPolicy(String name) throws Exception {
    write(name, "imports.deny = system");

    assertThat(look()).isEmpty();
    assertThat(admits("system")).isTrue();
  }

  @Test
  void aByteOrderMarkIsNamed() throws Exception {
    write(POLICY, "\ufeffimports.deny = system");

    assertThat(look())
        .singleElement()
        .asString()
        .endsWith("nothing is opened: the file begins with a byte order mark; save it without");
    assertThat(admits("strlen")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "imports.deny = system, exec*",
        "imports.deny = exec*, \\\n  system",
        "imports.deny = [ \"exec*\", \"system\" ]",
        "imports.deny = exec*,${denied}",
        "# of mine\n\nimports.deny : system\n",
        "<?xml version=\"1.0\"?><!DOCTYPE properties SYSTEM"
            + " \"http://java.sun.com/dtd/properties.dtd\"><properties>"
            + "<entry key=\"imports.deny\">system</entry></properties>",
      })
  void rulesAreInForceWhenItHasBeenLookedAt(String text) throws Exception {
    write(POLICY, text);

    assertThat(look()).singleElement().asString().contains("imports.deny=[", "system");
    assertThat(admits("system")).isFalse();
    assertThat(admits("puts")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "imports.dany = system",
        "imports.deny = system\nimports.deny = puts",
        "imports.deny = [ \"system\"",
        "imports.deny = system exec*",
        "imports.deny = ${nothing}",
        "imports.deny = \\u00zz",
        "digests = 12ab",
        "\u0000\u0000",
        "<properties>",
      })
  void whatWouldLoseARuleKeepsEverythingShut(String text) throws Exception {
    Path file = write(POLICY, text);

    assertThat(look()).singleElement().asString().startsWith(file + ": nothing is opened: ");
    assertThat(admits("puts")).isFalse();
  }

  @Test
  void whatCanNotBeReadKeepsEverythingShut() throws Exception {
    Files.createSymbolicLink(folder.resolve(POLICY), Path.of("/nowhere"));

    assertThat(look())
        .singleElement()
        .asString()
        .endsWith("it can't be read: it is a link to nothing");
    assertThat(admits("puts")).isFalse();
  }

  @Test
  void aPipeIsNotWaitedFor() throws Exception {
    Path pipe = folder.resolve(POLICY);
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThat(look()).singleElement().asString().endsWith("it is no regular file");
  }

  @Test
  void twoFormsOfItAddUp() throws Exception {
    write(POLICY, "imports.deny = system");
    write("org.alfheim.policy.config", "imports.deny = [ \"puts\" ]");

    assertThat(look()).hasSize(2);
    assertThat(admits("system")).isFalse();
    assertThat(admits("puts")).isFalse();
    assertThat(admits("exit")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"org.alfheim.policy-mine.cfg", "org.alfheim.policy~mine.config"})
  void oneOfSeveralIsNone(String name) throws Exception {
    write(name, "imports.deny = system");

    assertThat(look()).singleElement().asString().contains("its file is called " + POLICY);
    assertThat(admits("puts")).isFalse();
  }

  @Test
  void aChangeIsToldOnceAndInForce() throws Exception {
    write(POLICY, "imports.deny = system");
    look();
    assertThat(look()).isEmpty();

    write(POLICY, "imports.deny = puts");

    assertThat(look()).hasSize(1);
    assertThat(admits("system")).isTrue();
    assertThat(admits("puts")).isFalse();
  }

  @Test
  void whatIsGoneIsNotInForceAnyMore() throws Exception {
    Path file = write(POLICY, "imports.deny = system");
    look();

    Files.delete(file);

    assertThat(look()).containsExactly(file + ": gone, and its rules with it");
    assertThat(folders.admissions()).noneMatch(Admission::restricts);
    assertThat(folders.miss(file.toUri().toString())).isTrue();
  }

  @Test
  void aFolderThatIsGoneLeavesItsPolicy() throws Exception {
    Path file = write(POLICY, "imports.deny = system");
    look();

    Files.delete(file);
    Files.delete(folder);

    assertThat(look()).isEmpty();
    assertThat(admits("system")).isFalse();
    assertThat(folders.miss(file.toUri().toString())).isFalse();
    Files.createDirectory(folder);
  }
}
