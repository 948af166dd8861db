package org.alfheim.search;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.elf.SharedObject;
import org.alfheim.link.Dependency;
import org.alfheim.link.Plan;
import org.alfheim.link.Slot;

/**
 * What an image needs and nobody has: found by reading the files of its dependencies, and theirs,
 * with nothing loaded.
 *
 * @param libraries the entries of {@code DT_NEEDED} that were not found, with who needs them
 * @param symbols the symbols that no dependency defines, as {@code name} or {@code name@version}
 */
public record Missing(List<Library> libraries, List<String> symbols) {

  /**
   * A library that was not found.
   *
   * @param soname the entry of {@code DT_NEEDED}
   * @param neededBy the name of the image that has the entry
   */
  public record Library(String soname, String neededBy) {}

  /** Copies the lists. */
  public Missing {
    libraries = List.copyOf(libraries);
    symbols = List.copyOf(symbols);
  }

  /**
   * Looks for everything that a plan's image needs.
   *
   * @param plan the plan
   * @param origin the folder of the image's file
   * @param system where libraries are looked for
   * @return what is missing; symbols that only the process's global scope defines are among it,
   *     since that can't be read
   */
  public static Missing of(Plan plan, Optional<Path> origin, SystemLibraries system) {
    return new Walk(system).of(plan, origin);
  }

  /** One walk through the dependencies, breadth first as ld.so goes. */
  private static final class Walk {
    private final SystemLibraries system;
    private final List<SharedObject> scope = new ArrayList<>();
    private final Set<Library> missing = new HashSet<>();
    private final Set<String> seen = new HashSet<>();

    private record Need(String soname, SharedObject by, Optional<Path> origin) {}

    Walk(SystemLibraries system) {
      this.system = system;
    }

    Missing of(Plan plan, Optional<Path> origin) {
      Deque<Need> needs = new ArrayDeque<>();
      for (Dependency dependency : plan.dependencies()) {
        switch (dependency) {
          case Dependency.OnPlugin(String _, var provider) -> scope.add(provider.image());
          case Dependency.OnSystem(String needed) ->
              needs.add(new Need(needed, plan.image(), origin));
        }
      }
      while (!needs.isEmpty()) {
        visit(needs.remove(), needs);
      }
      return new Missing(List.copyOf(missing), missingSymbols(plan));
    }

    private void visit(Need need, Deque<Need> needs) {
      if (!seen.add(SystemLibraries.expanded(need.soname(), need.origin()))) {
        return;
      }
      Optional<Path> file = system.find(need.soname(), need.by(), need.origin());
      if (file.isEmpty()) {
        missing.add(new Library(need.soname(), need.by().name()));
        return;
      }
      Optional<SharedObject> image = SystemLibraries.read(file.get());
      if (image.isEmpty()) {
        missing.add(new Library(need.soname(), need.by().name()));
        return;
      }
      scope.add(image.get());
      Optional<Path> folder = Optional.ofNullable(file.get().getParent());
      for (String next : image.get().needed()) {
        needs.add(new Need(next, image.get(), folder));
      }
    }

    private List<String> missingSymbols(Plan plan) {
      SharedObject image = plan.image();
      Set<String> names = new TreeSet<>();
      for (Slot slot : plan.slots()) {
        ElfSymbol symbol = image.symbols().get(slot.symbol());
        if (slot.imported(image) && symbol.binding() != ElfSymbol.Binding.WEAK) {
          Optional<String> version = image.versions().nameOf(symbol.index());
          if (!defined(symbol.name(), version)) {
            names.add(symbol.name() + version.map(v -> "@" + v).orElse(""));
          }
        }
      }
      return List.copyOf(names);
    }

    private boolean defined(String name, Optional<String> version) {
      for (SharedObject image : scope) {
        boolean versioned = version.isPresent() && !image.versions().definitions().isEmpty();
        if (versioned
            ? image.find(name, version.get()).isPresent()
            : image.find(name).isPresent()) {
          return true;
        }
      }
      return false;
    }
  }
}
