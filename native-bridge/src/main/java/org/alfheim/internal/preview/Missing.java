package org.alfheim.internal.preview;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.alfheim.elf.DynamicSection;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.carrier.Dependency;
import org.alfheim.internal.carrier.ProviderScope;
import org.alfheim.internal.plan.Plan;
import org.alfheim.internal.relocation.Slot;
import org.alfheim.internal.search.Dependent;
import org.alfheim.internal.search.LibraryClosure;
import org.alfheim.internal.search.LinkNamespace;
import org.alfheim.internal.search.Lookup;
import org.alfheim.internal.search.SystemLibraries;

/**
 * What an image needs and nobody has: found by reading the files of its dependencies, and theirs,
 * with nothing loaded.
 *
 * @param libraries the entries of {@code DT_NEEDED} and {@code DT_FILTER} that were not found, with
 *     who needs them
 * @param symbols the symbols that no dependency defines and the global scope neither, as {@code
 *     name} or {@code name@version}
 * @param others libraries that the process has by a name for which the image's own search finds
 *     another file, with a symbol that is missing
 */
public record Missing(List<Library> libraries, List<String> symbols, List<Other> others) {

  /**
   * A library that was not found.
   *
   * @param soname the entry of {@code DT_NEEDED}
   * @param neededBy the name of the image that has the entry
   * @param problem what ld.so would find instead and can't use
   */
  public record Library(String soname, String neededBy, Optional<String> problem) {}

  /**
   * A library in the way of another.
   *
   * @param name the name by which it is needed
   * @param present the file that the process has by that name
   * @param found the file that would be loaded, were that not there
   */
  public record Other(String name, Path present, Path found) {}

  /** Copies the lists. */
  public Missing {
    libraries = List.copyOf(libraries);
    symbols = List.copyOf(symbols);
    others = List.copyOf(others);
  }

  /**
   * Looks for everything that a plan's image needs.
   *
   * @param plan the plan
   * @param origin the folder of the image's file
   * @param system where libraries are looked for
   * @param namespace what the process has
   * @return what is missing
   */
  public static Missing of(
      Plan plan, Optional<Path> origin, SystemLibraries system, LinkNamespace namespace) {
    SharedObject image = plan.image();
    List<SharedObject> scope = new ArrayList<>();
    List<String> needed = new ArrayList<>();
    for (ProviderScope.Member member : plan.scope()) {
      scope.add(member.provider().image());
    }
    for (Dependency dependency : plan.dependencies()) {
      switch (dependency) {
        case Dependency.OnPlugin(String _, var provider) -> scope.add(provider.image());
        case Dependency.OnSystem(String name) -> needed.add(name);
      }
    }
    Dependent object = Dependent.opened(image, origin);
    List<String> loaded = new ArrayList<>(needed);
    loaded.addAll(image.filtered(DynamicSection.DT_AUXILIARY));
    loaded.addAll(image.filtered(DynamicSection.DT_FILTER));
    Set<String> own =
        plan.identity().announced() ? Set.copyOf(image.soname().stream().toList()) : Set.of();
    LibraryClosure closure =
        LibraryClosure.whole(new LibraryClosure.Root(object, loaded, own), system, namespace);
    closure.libraries().forEach(library -> scope.add(library.image()));
    List<Library> libraries =
        closure.unsettled().stream()
            .filter(need -> !need.optional())
            .map(need -> new Library(need.name(), need.neededBy(), need.problem()))
            .toList();
    List<String> symbols = symbols(plan, scope, namespace);
    return new Missing(libraries, symbols, others(symbols, needed, object, closure, system));
  }

  private static List<Other> others(
      List<String> symbols,
      List<String> needed,
      Dependent object,
      LibraryClosure closure,
      SystemLibraries system) {
    List<Other> others = new ArrayList<>();
    for (String entry : symbols.isEmpty() ? List.<String>of() : needed) {
      String name = system.expanded(entry, object).orElse(entry);
      Optional<LibraryClosure.Library> library =
          closure.of(name).filter(LibraryClosure.Library::present);
      if (library.isPresent()
          && system.look(name, object) instanceof Lookup.Found(Path found)
          && !LibraryClosure.same(found, library.get().file())
          && SystemLibraries.read(found).filter(image -> hasOne(image, symbols)).isPresent()) {
        others.add(new Other(name, library.get().file(), found));
      }
    }
    return others;
  }

  private static boolean hasOne(SharedObject image, List<String> symbols) {
    for (String symbol : symbols) {
      int at = symbol.indexOf('@');
      if (defined(
          List.of(image),
          at < 0 ? symbol : symbol.substring(0, at),
          at < 0 ? Optional.empty() : Optional.of(symbol.substring(at + 1)))) {
        return true;
      }
    }
    return false;
  }

  private static List<String> symbols(
      Plan plan, List<SharedObject> scope, LinkNamespace namespace) {
    SharedObject image = plan.image();
    Set<String> names = new TreeSet<>();
    for (Slot slot : plan.slots()) {
      ElfSymbol symbol = image.symbols().get(slot.symbol());
      if (slot.imported(image) && symbol.binding() != ElfSymbol.Binding.WEAK) {
        Optional<String> version = image.versions().nameOf(symbol.index());
        String name = symbol.name() + version.map(v -> "@" + v).orElse("");
        if (!names.contains(name)
            && !defined(scope, symbol.name(), version)
            && !namespace.defines(name)) {
          names.add(name);
        }
      }
    }
    return List.copyOf(names);
  }

  private static boolean defined(List<SharedObject> scope, String name, Optional<String> version) {
    for (SharedObject image : scope) {
      boolean versioned = version.isPresent() && !image.versions().definitions().isEmpty();
      if (versioned ? image.find(name, version.get()).isPresent() : image.find(name).isPresent()) {
        return true;
      }
    }
    return false;
  }
}
