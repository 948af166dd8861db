package org.alfheim.itests.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.test.common.annotation.InjectBundleContext;

/**
 * A second framework in the same JVM has all classes a second time, the loader's too; the process
 * has an image once.
 */
class TwoFrameworksTest {
  @InjectBundleContext BundleContext context;
  @TempDir Path storage;

  private SecondFramework other;

  @BeforeEach
  void startAnother() throws BundleException {
    other = SecondFramework.start(context, storage, Map.of());
  }

  @AfterEach
  void stopAnother() throws BundleException {
    other.close();
  }

  private static NativeBundle counter() {
    return NativeBundle.named("test.shared")
        .plugin("lib/libcounter.so;name=shared")
        .header("Import-Package", "org.alfheim.activator")
        .image("lib/libcounter.so", "libcounter.so.1.4.2");
  }

  private int call(String function) throws InvalidSyntaxException {
    return (int)
        new Services(context)
            .symbol("shared", function)
            .function("int " + function + "(void)")
            .call(List.of());
  }

  @Test
  void shareAnImage() throws Exception {
    counter().install(context).start();
    int initialisations = call("initialisations");
    int calls = call("call");

    counter().install(other.context()).start();

    assertThat(other.call("call")).isEqualTo(calls + 1);
    assertThat(call("call")).isEqualTo(calls + 2);
    assertThat(call("initialisations")).isEqualTo(initialisations);
  }

  @Test
  void aFrameworkThatComesBackFindsItsImages() throws Exception {
    counter().install(other.context()).start();
    int initialisations = other.call("initialisations");
    int calls = other.call("call");

    other.restart();

    assertThat(other.call("call")).isEqualTo(calls + 1);
    assertThat(other.call("initialisations")).isEqualTo(initialisations);
  }
}
