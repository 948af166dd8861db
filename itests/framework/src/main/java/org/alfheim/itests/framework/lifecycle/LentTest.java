package org.alfheim.itests.framework.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.alfheim.itests.framework.contract.Keeper;
import org.alfheim.itests.framework.fixture.NativeBundle;
import org.alfheim.itests.framework.fixture.Refresh;
import org.alfheim.itests.framework.fixture.Waiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.test.common.annotation.InjectBundleContext;

/**
 * What a bundle has lent to native code that keeps it, and calls it in threads of its own, when the
 * bundle is stopped, updated, refreshed or uninstalled.
 */
@Timeout(120)
class LentTest {
  private static final String LENDER = "org.alfheim.itests.framework.lender.";
  private static final int OLD = 1000;
  private static final int NEW = 2000;

  @InjectBundleContext BundleContext context;

  private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
  private Keeper keeper;

  @BeforeEach
  void start() throws BundleException {
    NativeBundle.named("test.keeps")
        .plugin("lib/libkeeps.so;name=keeps;services=" + Keeper.class.getName())
        .image("lib/libkeeps.so", "libkeeps.so")
        .install(context)
        .start();
    keeper = context.getService(context.getServiceReference(Keeper.class));
    Thread.setDefaultUncaughtExceptionHandler((_, thrown) -> uncaught.add(thrown));
  }

  @AfterEach
  void forget() {
    Thread.setDefaultUncaughtExceptionHandler(null);
    keeper.keep(null);
  }

  private static NativeBundle lender(String lends, int number) throws IOException {
    NativeBundle bundle =
        NativeBundle.named("test.lender")
            .header("Bundle-Activator", LENDER + "LendingActivator")
            .header("Test-Lends", lends)
            .header("Test-Number", Integer.toString(number))
            .header(
                "Import-Package",
                "org.alfheim.itests.framework.contract,org.alfheim.bind,org.alfheim.plugin,"
                    + "org.osgi.framework");
    for (String name : List.of("LendingActivator", "Answer", "Negative")) {
      String entry = (LENDER + name).replace('.', '/') + ".class";
      try (InputStream content = LentTest.class.getResourceAsStream("/" + entry)) {
        bundle.entry(entry, content.readAllBytes());
      }
    }
    return bundle;
  }

  private void refresh(Bundle bundle) throws InterruptedException {
    Refresh.of(context.getBundle(0), bundle);
  }

  private void awaitCalls() {
    long before = keeper.made();
    Waiting.until(
        Duration.ofSeconds(100), "two calls that began later", () -> keeper.made() > before + 1);
  }

  @Test
  void whatIsLentForEverAnswersWhateverBecomesOfItsBundle() throws Exception {
    Bundle lender = lender("for-ever", OLD).install(context);
    lender.start();
    keeper.begin();
    try {
      awaitCalls();
      lender.stop();
      awaitCalls();
      assertThat(keeper.askKept(5)).isEqualTo(OLD + 5);

      lender.update(lender("for-ever", NEW).jar());
      refresh(lender);
      awaitCalls();
      // Nobody has lent anything else yet.
      assertThat(keeper.askKept(5)).isEqualTo(OLD + 5);

      lender.start();
      awaitCalls();
      assertThat(keeper.askKept(5)).isEqualTo(NEW + 5);

      lender.uninstall();
      refresh(lender);
      awaitCalls();
      assertThat(keeper.askKept(5)).isEqualTo(NEW + 5);
    } finally {
      keeper.end();
    }
    assertThat(uncaught).isEmpty();
  }

  @Test
  void aClassThatIsWantedTooLateIsNoCrash() throws Exception {
    Bundle lender = lender("for-ever", OLD).install(context);
    lender.start();
    lender.uninstall();
    refresh(lender);

    int answer = keeper.askKept(-5);

    // Whether a bundle that has gone still gives classes is the framework's business.
    if (uncaught.isEmpty()) {
      assertThat(answer).isEqualTo(5);
    } else {
      assertThat(answer).isZero();
      assertThat(uncaught).hasOnlyElementsOfTypes(LinkageError.class, IllegalStateException.class);
    }
    assertThat(keeper.askKept(5)).isEqualTo(OLD + 5);
  }

  @Test
  void whatIsLentAsLongAsMemoryAnswersNobodyAfterIt() throws Exception {
    Bundle lender = lender("with-memory", OLD).install(context);
    lender.start();
    assertThat(keeper.askCopied(5)).isEqualTo(OLD + 5);

    lender.stop();
    assertThat(keeper.askCopied(5)).isZero();
    refresh(lender);
    assertThat(keeper.askCopied(5)).isZero();

    assertThat(uncaught).hasSize(2).hasOnlyElementsOfType(IllegalStateException.class);
    assertThat(uncaught.getFirst()).hasMessageContaining("@Retained keeps one for ever");
  }

  @Test
  void whatIsLentForATimeKeepsNoBundle() throws Exception {
    for (String lends : List.of("for-a-call", "with-memory")) {
      Bundle lender = lender(lends, OLD).install(context);
      lender.start();
      WeakReference<ClassLoader> classes =
          new WeakReference<>(lender.adapt(BundleWiring.class).getClassLoader());
      lender.uninstall();
      refresh(lender);

      Waiting.until(
          Duration.ofSeconds(100),
          "the classes of the bundle that lent " + lends,
          () -> {
            System.gc();
            return classes.get() == null;
          });
    }
  }

  @Test
  void aHandleIsTheSamePointerForEveryBundleThatGetsIt() throws Exception {
    Keeper.Counter counter = keeper.counter();
    int before = keeper.use(counter);
    Bundle keeps = context.getServiceReference(Keeper.class).getBundle();

    keeps.stop();
    refresh(keeps);
    keeps.start();
    Keeper again = context.getService(context.getServiceReference(Keeper.class));

    assertThat(again.counter()).isEqualTo(counter);
    assertThat(again.use(counter)).isEqualTo(before + 1);
    assertThat(keeper.use(again.counter())).isEqualTo(before + 2);
  }
}
