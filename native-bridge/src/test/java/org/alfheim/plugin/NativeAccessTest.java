package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.Test;

/** Java denies native access: the first open says so, and each later one says the same. */
class NativeAccessTest {
  private static final Path LIBRARY = Path.of("/lib/x86_64-linux-gnu/libz.so.1");

  @Test
  void aDenialIsOneLineWithTheCureEachTime() {
    ChildJvm.Outcome outcome =
        ChildJvm.of(OpensTwice.class).withoutNativeAccess().run(LIBRARY.toString());

    String line =
        "ResourceException: "
            + LIBRARY
            + ": Java denies native access; start it with the option"
            + " --enable-native-access=ALL-UNNAMED";
    assertThat(outcome.output().lines()).containsExactly(line, line, "0 open, 0 elsewhere");
    assertThat(outcome.status()).isZero();
  }

  static final class OpensTwice {
    public static void main(String[] arguments) {
      for (int i = 0; i < 2; i++) {
        try {
          Loader.openLocal(Path.of(arguments[0]));
        } catch (PluginException refused) {
          System.out.println(refused.getClass().getSimpleName() + ": " + refused.getMessage());
        }
      }
      System.out.println(
          Loader.opened().size() + " open, " + Loader.openedElsewhere().size() + " elsewhere");
    }
  }
}
