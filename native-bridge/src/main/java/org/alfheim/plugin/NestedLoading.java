package org.alfheim.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alfheim.elf.SharedObject;
import org.alfheim.link.Plan;
import org.alfheim.process.ArgumentFilter;
import org.alfheim.process.ArgumentFilter.Position;
import org.alfheim.process.LoadedLibrary;
import org.alfheim.search.SystemLibraries;

/**
 * What a plugin loads and looks up itself, under a policy. Its {@code dlopen} and {@code dlsym} are
 * the C library's; before they run, the {@link Admissions} are asked. What is not admitted is
 * replaced by a name that does not exist, so that the plugin gets an error from the C library, with
 * the reason in {@code dlerror}.
 */
final class NestedLoading {
  /** No file has such a name, since this is no folder. */
  private static final String NOWHERE = "/dev/null/";

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
    before(filters, "dlopen", Position.FIRST);
    before(filters, "dlmopen", Position.SECOND);
    before(filters, "dlsym", Position.SECOND);
    before(filters, "dlvsym", Position.SECOND);
    return filters.isEmpty() ? plan : plan.redirecting(filters);
  }

  private void before(Map<String, Long> filters, String function, Position position) {
    if (plan.imports(function)) {
      boolean loads = function.endsWith("open");
      filters.put(
          function,
          ArgumentFilter.before(function, position, name -> loads ? library(name) : symbol(name))
              .value());
    }
  }

  /** The file that is meant, so that what has been judged is what is loaded; or no file at all. */
  private Optional<String> library(String name) {
    try {
      if (name.isEmpty() || LoadedLibrary.isThere(name)) {
        return Optional.empty();
      }
      SharedObject image = plan.image();
      Optional<Path> file = SystemLibraries.ofProcess().find(expanded(name), image, folder);
      if (file.isEmpty()) {
        return Optional.of(NOWHERE + name);
      }
      Path real = file.get().toRealPath();
      admissions.checkNested(image.name(), real);
      return name.contains("/") ? Optional.of(real.toString()) : file.map(Path::toString);
    } catch (PolicyException refused) {
      return Optional.of(NOWHERE + refused.getMessage());
    } catch (IOException | RuntimeException | Error undecided) {
      return Optional.of(NOWHERE + name + " can't be judged (" + undecided + ")");
    }
  }

  private String expanded(String name) {
    return folder
        .map(Path::toString)
        .map(path -> name.replace("${ORIGIN}", path).replace("$ORIGIN", path))
        .orElse(name);
  }

  private Optional<String> symbol(String name) {
    if (GUARDED.contains(name)) {
      return Optional.of(name + " (a plugin under a policy has to import it)");
    }
    return admissions.keeping(name).map(policy -> name + " (refused by the policy " + policy + ")");
  }
}
