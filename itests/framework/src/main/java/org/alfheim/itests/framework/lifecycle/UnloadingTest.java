package org.alfheim.itests.framework.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.alfheim.itests.framework.contract.Length;
import org.alfheim.itests.framework.fixture.NativeBundle;
import org.alfheim.itests.framework.fixture.SecondFramework;
import org.alfheim.itests.framework.fixture.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.test.common.annotation.InjectBundleContext;

/**
 * An image stays in the process; the classes of a loader that was refreshed, or whose framework has
 * ended, do not. Threads outlive both, and so do the interfaces of bundles that are not wired to
 * the loader.
 */
@Timeout(240)
class UnloadingTest {
  private static final int REFRESHES = 40;
  private static final int FRAMEWORKS = 8;
  private static final String CONTRACT = Length.class.getName();

  /** What the log remembers of a service keeps its classes, in Equinox; the last hundred lines. */
  private static final Map<String, String> FORGETFUL = Map.of("org.apache.felix.log.maxSize", "0");

  @InjectBundleContext BundleContext context;
  @TempDir Path storage;

  private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

  @Test
  void aRefreshLeavesNoClassLoaderBehind() throws Exception {
    try (SecondFramework other = SecondFramework.start(context, storage, FORGETFUL)) {
      install(other.context());
      for (int i = 0; i < REFRESHES; i++) {
        use(other);
        other.refresh("org.alfheim.native-bridge");
      }
      use(other);

      awaitUnloading(1);
      assertThat(loaders).hasSize(REFRESHES + 1);
    }
  }

  @Test
  void aFrameworkThatHasEndedLeavesNoClassLoaderBehind() throws Exception {
    for (int i = 0; i < FRAMEWORKS; i++) {
      Path own = storage.resolve(Integer.toString(i));
      try (SecondFramework other = SecondFramework.start(context, own, FORGETFUL)) {
        install(other.context());
        use(other);
      }
    }

    awaitUnloading(0);
    assertThat(loaders).hasSize(FRAMEWORKS);
  }

  /**
   * A plugin bundle, one image of which calls dlopen, and beside it a bundle with the interface,
   * which does not know the loader.
   */
  private static void install(BundleContext there) throws Exception {
    NativeBundle.named("test.api")
        .without("Bundle-Activator")
        .without("Import-Package")
        .header("Export-Package", Length.class.getPackageName())
        .entry(CONTRACT.replace('.', '/') + ".class", bytesOf(Length.class))
        .install(there)
        .start();
    NativeBundle.named("test.length")
        .plugin("lib/liblength.so;services=\"" + CONTRACT + "\",lib/libopens.so")
        .header(
            "Import-Package",
            "org.alfheim.activator;version=\"[1.0,2)\"," + Length.class.getPackageName())
        .image("lib/liblength.so", "liblength.so")
        .image("lib/libopens.so", "libopens.so")
        .install(there)
        .start();
  }

  private static byte[] bytesOf(Class<?> type) throws IOException {
    try (InputStream content = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      return content.readAllBytes();
    }
  }

  /** Has this thread keep what it keeps between calls, and the interface what is kept for it. */
  private void use(SecondFramework other) throws ReflectiveOperationException {
    loaders.add(new WeakReference<>(other.loaderClass().getClassLoader()));
    ServiceReference<?> reference = other.context().getServiceReference(CONTRACT);
    Object service = other.context().getService(reference);
    Class<?> contract = service.getClass().getInterfaces()[0];

    assertThat(contract.getMethod("length", String.class).invoke(service, "elves")).isEqualTo(5);
    other.context().ungetService(reference);
  }

  private void awaitUnloading(int left) {
    Waiting.until(
        Duration.ofSeconds(100),
        "the class loaders of all loaders but " + left + " to be collected",
        () -> {
          System.gc();
          return loaders.stream().filter(loader -> loader.get() != null).count() <= left;
        });
  }
}
