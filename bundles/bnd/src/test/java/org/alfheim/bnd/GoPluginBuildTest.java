package org.alfheim.bnd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.alfheim.bnd.contract.Greeting;
import org.alfheim.bnd.contract.WrongGreeting;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The bundle of a Go plugin requires a host. */
@Timeout(600)
class GoPluginBuildTest {
  @TempDir private Path folder;

  @BeforeEach
  void build() throws Exception {
    Process go =
        new ProcessBuilder(
                "../../native-bridge/src/test/go/build.sh",
                "newest",
                "plugin",
                "hello",
                folder.resolve("hello.so").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(go.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(go.waitFor()).as(said).isZero();
  }

  @Test
  void theBundleOfAGoPluginRequiresAHost() throws Exception {
    try (Build build = new Build(folder).with("Native-Plugin", "lib/hello.so=hello.so")) {
      assertThat(build.complaints()).isEmpty();
      assertThat(build.header("Require-Capability"))
          .containsPattern(
              "org\\.alfheim\\.go;filter:=\"\\(&\\(go=go1\\.[0-9.]+\\)\\(hashes=runtime@");
    }
  }

  private Build serving(Class<?> contract) throws Exception {
    return new Build(folder)
        .with("Native-Plugin", "lib/hello.so=hello.so;services=" + contract.getName())
        .classes(contract.getPackageName() + ";version=1.0", contract);
  }

  @Test
  void anInterfaceThatFitsTheTypesOfGoIsAService() throws Exception {
    try (Build build = serving(Greeting.class)) {
      assertThat(build.complaints()).isEmpty();
      assertThat(build.header("Provide-Capability")).contains(Greeting.class.getName());
    }
  }

  @Test
  void anInterfaceThatDoesNotFitIsOneErrorThatTellsAll() throws Exception {
    try (Build build = serving(WrongGreeting.class)) {
      assertThat(build.complaints())
          .singleElement(STRING)
          .isEqualTo(
              "lib/hello.so: services="
                  + WrongGreeting.class.getName()
                  + ": G: not exported; F: Go has func(), the interface has int F(String); V: Go"
                  + " has the variable int, the interface has @Global GoObject V() (Go's int is no"
                  + " GoObject)");
    }
  }

  @Test
  void namesThatAreDeclaredHaveToBeExports() throws Exception {
    try (Build build =
        new Build(folder).with("Native-Plugin", "lib/hello.so=hello.so;declare=\"F,W\"")) {
      assertThat(build.complaints())
          .singleElement(STRING)
          .contains("lib/hello.so: declare= names symbols that it does not export: W");
    }
  }
}
