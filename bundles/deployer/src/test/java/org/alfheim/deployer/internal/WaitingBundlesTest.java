package org.alfheim.deployer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.log.Log;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

class WaitingBundlesTest {
  private final List<String> lines = new ArrayList<>();
  private final Log log =
      (Log)
          Proxy.newProxyInstance(
              Log.class.getClassLoader(),
              new Class<?>[] {Log.class},
              (_, method, arguments) -> lines.add(method.getName() + " " + arguments[0]));

  /** One that lacks what it requires. */
  private static Bundle needy() {
    return (Bundle)
        Proxy.newProxyInstance(
            Bundle.class.getClassLoader(),
            new Class<?>[] {Bundle.class},
            (_, method, _) ->
                switch (method.getName()) {
                  case "start" ->
                      throw new BundleException("x is not there", BundleException.RESOLVE_ERROR);
                  case "getBundleId" -> 7L;
                  case "getSymbolicName" -> "needy";
                  case "hashCode" -> 7;
                  default -> null;
                });
  }

  private static BundleContext context() {
    return (BundleContext)
        Proxy.newProxyInstance(
            BundleContext.class.getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (_, _, _) -> null);
  }

  private static BundleContext contextOf(Bundle framework) {
    return (BundleContext)
        Proxy.newProxyInstance(
            BundleContext.class.getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (_, method, _) -> method.getName().equals("getBundle") ? framework : null);
  }

  private static Bundle stopping() {
    return (Bundle)
        Proxy.newProxyInstance(
            Bundle.class.getClassLoader(),
            new Class<?>[] {Bundle.class},
            (_, method, _) -> method.getName().equals("getState") ? Bundle.STOPPING : null);
  }

  /** A policy that kept it out may be gone by now. */
  @Test
  void nothingIsTriedAgainWhileTheFrameworkStops() {
    List<String> asked = new ArrayList<>();
    Bundle refused =
        (Bundle)
            Proxy.newProxyInstance(
                Bundle.class.getClassLoader(),
                new Class<?>[] {Bundle.class},
                (_, method, _) -> {
                  asked.add(method.getName());
                  return switch (method.getName()) {
                    case "start" -> throw new BundleException("a policy refuses it");
                    case "getBundleId" -> 7L;
                    case "getSymbolicName" -> "refused";
                    case "hashCode" -> 7;
                    default -> null;
                  };
                });
    WaitingBundles waiting = new WaitingBundles(contextOf(stopping()), new DropLog(log));
    waiting.start(Path.of("/drop/refused.so"), refused, true);

    waiting.retry();

    assertThat(asked).containsOnlyOnce("start");
    assertThat(lines).hasSize(1);
  }

  /** When something else is told of, of which the time has come. */
  @Test
  void whatHasJustBegunToWaitIsNotTold() {
    WaitingBundles waiting = new WaitingBundles(context(), new DropLog(log));
    waiting.start(Path.of("/drop/needy.so"), needy(), true);

    waiting.tell(Duration.ofHours(1));
    assertThat(lines).isEmpty();

    waiting.tell(Duration.ZERO);
    waiting.tell(Duration.ZERO);
    assertThat(lines)
        .containsExactly(
            "error /drop/needy.so: bundle needy [7] is installed and not started: x is not there");
  }
}
