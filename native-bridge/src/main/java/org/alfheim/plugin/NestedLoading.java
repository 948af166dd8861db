package org.alfheim.plugin;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.alfheim.link.Plan;
import org.alfheim.process.ArgumentFilter;
import org.alfheim.process.ArgumentFilter.Position;

/**
 * What a plugin loads and looks up itself, under a policy. Its {@code dlopen} and {@code dlsym} are
 * the C library's; before they run, the {@link Admissions} are asked. What is not admitted is
 * replaced by a name that does not exist, so that the plugin gets an error from the C library, with
 * the reason in {@code dlerror}.
 */
final class NestedLoading {
  private static final Set<String> GUARDED = Set.of("dlopen", "dlmopen", "dlsym", "dlvsym");

  private final Admissions admissions;
  private final Plan plan;
  private final Optional<Path> folder;

  NestedLoading(Admissions admissions, Plan plan, Optional<Path> folder) {
    this.admissions = admissions;
    this.plan = plan;
    this.folder = folder;
  }

  /** The plan with a filter before each function that loads a library or looks a symbol up. */
  Plan guard() {
    Map<String, Long> filters = new HashMap<>();
    NestedLibrary library = new NestedLibrary(admissions, plan.image(), folder);
    before(filters, "dlopen", Position.FIRST, library::opened);
    before(filters, "dlmopen", Position.SECOND, library::openedApart);
    before(filters, "dlsym", Position.SECOND, this::symbol);
    before(filters, "dlvsym", Position.SECOND, this::symbol);
    return filters.isEmpty() ? plan : plan.redirecting(filters);
  }

  private void before(
      Map<String, Long> filters,
      String function,
      Position position,
      Function<String, Optional<String>> replacement) {
    if (plan.imports(function)) {
      filters.put(function, ArgumentFilter.before(function, position, replacement).value());
    }
  }

  private Optional<String> symbol(String name) {
    if (GUARDED.contains(name)) {
      return Optional.of(name + " (a plugin under a policy has to import it)");
    }
    return admissions.keeping(name).map(policy -> name + " (refused by the policy " + policy + ")");
  }
}
