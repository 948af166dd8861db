package org.alfheim.internal.nested;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.admission.Admissions;
import org.alfheim.internal.admission.GroupScope;
import org.alfheim.internal.process.ldso.BaseNamespace;
import org.alfheim.internal.process.ldso.HeldLibrary;
import org.alfheim.internal.search.Dependent;
import org.alfheim.internal.search.DynamicTokens;
import org.alfheim.internal.search.FilterOrder;
import org.alfheim.internal.search.LibraryClosure;
import org.alfheim.internal.search.LinkNamespace;
import org.alfheim.internal.search.Lookup;
import org.alfheim.internal.search.SystemLibraries;
import org.alfheim.plugin.PolicyException;

/**
 * Finds what an object loads by {@code dlopen}, has the {@link Admissions} judge it and all that it
 * brings, and says which files are to be loaded.
 */
final class NestedLibrary {
  private final Admissions admissions;
  private final String name;
  private final SharedObject caller;
  private final Optional<Path> folder;

  /**
   * What an object may load.
   *
   * @param name what the object is called in messages
   * @param caller the object whose code calls {@code dlopen}
   * @param folder the folder of its file
   */
  NestedLibrary(Admissions admissions, String name, SharedObject caller, Optional<Path> folder) {
    this.admissions = admissions;
    this.name = name;
    this.caller = caller;
    this.folder = folder;
  }

  /** What there is for a name. */
  sealed interface Answer {}

  /**
   * What the process has by that very name.
   *
   * @param library to be closed when the caller has it
   */
  record Known(HeldLibrary library) implements Answer {}

  /**
   * A file that the process has.
   *
   * @param path its real path
   * @param library to be closed when the caller has it
   */
  record Present(Path path, HeldLibrary library) implements Answer {}

  /**
   * Nothing.
   *
   * @param reason the name, and why
   */
  record Absent(String reason) implements Answer {}

  /**
   * Files to be loaded, all of them judged.
   *
   * @param path the real path of the library
   * @param files the library's and those of all that it brings, in ld.so's order
   * @param libraries to be closed when they are loaded
   */
  record Files(Path path, List<String> files, SettledLibraries libraries) implements Answer {}

  /**
   * Looks for a library.
   *
   * @param library the argument of {@code dlopen}
   * @throws PolicyException if it, or something that it brings, is not admitted
   */
  Answer find(String library) throws IOException {
    LinkNamespace namespace = new BaseNamespace();
    /* A token means another folder to whoever else asks, a name without one may be searched for elsewhere. */
    Optional<HeldLibrary> known =
        DynamicTokens.in(library) ? Optional.empty() : HeldLibrary.of(library);
    if (known.isPresent()) {
      if (isNamed(library, known.get().file())) {
        return new Known(known.get());
      }
      known.get().close();
    }
    Admissions.checkSearch(name, SystemLibraries.unknown());
    SystemLibraries system = SystemLibraries.ofProcess();
    Lookup lookup = system.opened(library, Dependent.opened(caller, folder));
    if (lookup instanceof Lookup.Found(Path file)) {
      return judged(file, system, namespace);
    }
    return new Absent(
        lookup instanceof Lookup.Refused(String reason) ? library + ": " + reason : library);
  }

  private static boolean isNamed(String library, Path file) {
    return library.contains("/")
        || (file.isAbsolute()
            && SystemLibraries.read(file)
                .flatMap(SharedObject::soname)
                .filter(library::equals)
                .isPresent());
  }

  private Answer judged(Path file, SystemLibraries system, LinkNamespace namespace)
      throws IOException {
    Path real = file.toRealPath();
    SharedObject image = admissions.checkNested(name, real);
    Optional<HeldLibrary> present = HeldLibrary.of(real);
    if (present.isPresent()) {
      return new Present(real, present.get());
    }
    LibraryClosure.Root root =
        new LibraryClosure.Root(
            Dependent.at(image, file),
            image.loadsLibraries(),
            Set.copyOf(image.soname().stream().toList()));
    LibraryClosure closure = LibraryClosure.loaded(root, system, namespace);
    admissions.checkLibraries(name, closure, GroupScope.GLOBAL.after(image));
    Admissions.checkFiltered(name, image, closure);
    if (closure.isIncomplete()) {
      return new Absent(real + " needs " + closure.unsettled().getFirst().name() + ", not found");
    }
    if (closure.hasFilters()) {
      try {
        FilterOrder.check(image, LibraryClosure.whole(root, system, namespace));
      } catch (ElfException endless) {
        return new Absent(endless.getMessage());
      }
    }
    Optional<SettledLibraries> libraries = SettledLibraries.of(root, closure, system, true);
    if (libraries.isEmpty()) {
      return new Absent(real + " needs a library that has gone; try again");
    }
    List<String> files = new ArrayList<>(List.of(real.toString()));
    files.addAll(libraries.get().files().others());
    return new Files(real, files, libraries.get());
  }
}
