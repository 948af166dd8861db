package org.alfheim.text.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.alfheim.elf.SharedObject;
import org.alfheim.link.Identity;
import org.alfheim.link.Plan;
import org.alfheim.link.PlanText;
import org.alfheim.link.Planner;
import org.alfheim.link.Provider;
import org.alfheim.link.Waiver;
import org.alfheim.plugin.BaseNamespace;
import org.alfheim.search.Missing;
import org.alfheim.search.SystemLibraries;

/**
 * A plan for one file, with what the system has for it.
 *
 * @param plan the plan
 * @param folder the folder of the file; empty where it has none
 * @param system where libraries are looked for
 * @param missing what the file needs and nobody has, each with a word on what it is
 */
public record PlannedFile(
    Plan plan, Optional<Path> folder, SystemLibraries system, List<String> missing) {

  /**
   * Plans to open a file.
   *
   * @param image what it holds
   * @param file where it is
   * @param identity what it would be in the process
   * @param providers the plugins that may provide what it needs, by soname
   * @param waivers what is not demanded of it
   * @param system where libraries are looked for
   * @return the plan; nothing is mapped or executed
   * @throws org.alfheim.elf.ElfException if it is none that can be opened
   */
  public static PlannedFile of(
      SharedObject image,
      Path file,
      Identity identity,
      Map<String, Provider> providers,
      Set<Waiver> waivers,
      SystemLibraries system) {
    Optional<Path> folder = Optional.ofNullable(file.toAbsolutePath().getParent());
    Plan plan = new Planner(providers, waivers).plan(image, identity);
    Missing missing = Missing.of(plan, folder, system, new BaseNamespace());
    return new PlannedFile(plan, folder, system, described(missing, plan));
  }

  /** Symbols are missing for certain only where no library is. */
  private static List<String> described(Missing missing, Plan plan) {
    Stream<String> libraries =
        missing.libraries().stream()
            .map(library ->
                "library "
                    + library.soname()
                    + ", needed by "
                    + library.neededBy()
                    + library.problem().map(problem -> ": " + problem).orElse(""));
    Set<String> waived = plan.carrier().endsUndefinedCalls() ? plan.deferrable() : Set.of();
    Stream<String> symbols =
        missing.libraries().isEmpty()
            ? missing.symbols().stream()
                .filter(symbol -> !waived.contains(symbol))
                .map(symbol -> "symbol " + symbol)
            : Stream.empty();
    return Stream.concat(libraries, symbols).toList();
  }

  /** The file that ld.so would find for a needed name; empty where it would find none. */
  public Optional<Path> find(String needed) {
    return new BaseNamespace()
        .file(needed)
        .filter(Path::isAbsolute)
        .or(() -> system.find(needed, plan.image(), folder));
  }

  /** The plan and what is missing, line by line. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(PlanText.of(plan, this::find));
    missing.forEach(what -> lines.add("  missing   " + what));
    return List.copyOf(lines);
  }
}
