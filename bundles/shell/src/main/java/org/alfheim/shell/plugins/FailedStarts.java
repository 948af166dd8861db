package org.alfheim.shell.plugins;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.alfheim.registry.PluginInventory;
import org.alfheim.registry.PluginInventory.Failure;
import org.alfheim.registry.PluginInventory.Holder;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** The plugin bundles that did not start, for those who miss the plugin of one. */
final class FailedStarts {
  /** How many are told of in one line. */
  private static final int SHOWN = 3;

  private final List<Failure> failures;

  private FailedStarts(List<Failure> failures) {
    this.failures = failures;
  }

  /** Those of now; none where there is no inventory. */
  static FailedStarts of(BundleContext context) {
    ServiceReference<PluginInventory> reference =
        context.getServiceReference(PluginInventory.class);
    PluginInventory inventory = reference == null ? null : context.getService(reference);
    if (inventory == null) {
      return new FailedStarts(List.of());
    }
    try {
      return new FailedStarts(inventory.failures());
    } finally {
      context.ungetService(reference);
    }
  }

  boolean isEmpty() {
    return failures.isEmpty();
  }

  /** That of the bundle which a person means by its symbolic name, the end of it, or its id. */
  Optional<String> of(Object argument) {
    String word = String.valueOf(argument);
    return failures.stream()
        .filter(failure -> answersTo(failure.holder(), word))
        .findFirst()
        .map(FailedStarts::told);
  }

  private static boolean answersTo(Holder holder, String word) {
    return word.equals(holder.symbolicName())
        || holder.symbolicName().endsWith("." + word)
        || word.equals(Long.toString(holder.bundle()));
  }

  private static String told(Failure failure) {
    return "the bundle "
        + failure.holder().symbolicName()
        + " ["
        + failure.holder().bundle()
        + "] did not start: "
        + failure.message();
  }

  /** The first of them, and how to see the others. */
  @Override
  public String toString() {
    String first =
        failures.stream().limit(SHOWN).map(FailedStarts::told).collect(Collectors.joining("; "));
    return failures.size() > SHOWN ? first + "; plugin:failures has all " + failures.size() : first;
  }
}
