package org.alfheim.itests.endtoend;

import static org.alfheim.itests.endtoend.Alfheim.alfheim;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alfheim.itests.endtoend.Alfheim.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command itself: its help, its errors, and the tools that it needs. */
class CommandLineTest {

  @TempDir Path folder;

  @Test
  void helpListsTheCommands() {
    Run run = alfheim("--help");
    assertThat(run.out())
        .startsWith("Usage: alfheim")
        .contains("run ", "open ", "call ", "wrap ", "test ");
    assertThat(run.status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"run", "open", "symbols", "lookup", "inspect", "plan", "call", "wrap", "test"})
  void everyCommandExplainsItself(String command) {
    Run run = alfheim(command, "--help");
    assertThat(run.out()).startsWith("Usage: alfheim " + command);
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
  }

  @Test
  void anUnknownCommandIsTold() {
    Run run = alfheim("oepn");
    assertThat(run.err())
        .startsWith("alfheim: unknown command 'oepn'")
        .endsWith("; did you mean open?\n")
        .hasLineCount(1);
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void withoutACommandTheUsageIsAnError() {
    Run run = alfheim();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("Usage: alfheim");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void itRunsThroughALinkAndInAnyFolder() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("alf"), Alfheim.root().resolve("alfheim"));
    Files.copy(Plugins.hello(), folder.resolve("copy.so"));
    Run run =
        Alfheim.run(
            Alfheim.builder()
                .command(link.toString(), "lookup", "copy.so", "F")
                .directory(folder.toFile()));
    assertThat(run.out()).contains("F");
    assertThat(run.status()).isZero();
  }

  @Test
  void aJdkThatIsTooOldIsPassedOver() throws IOException {
    Path old = jdk("17.0.1");
    ProcessBuilder builder = Alfheim.builder("--version");
    builder.environment().put("JAVA_HOME", old.toString());
    builder.environment().put("HOME", folder.toString());
    builder
        .environment()
        .put("PATH", System.getProperty("java.home") + "/bin:" + System.getenv("PATH"));
    Run run = Alfheim.run(builder);
    assertThat(run.out()).startsWith("alfheim ");
    assertThat(run.status()).isZero();
  }

  private Path jdk(String version) throws IOException {
    Path home = folder.resolve("jdk-" + version);
    Path javac = Files.createDirectories(home.resolve("bin")).resolve("javac");
    Files.writeString(javac, "#!/bin/sh\nexit 1\n");
    assertThat(javac.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }
}
