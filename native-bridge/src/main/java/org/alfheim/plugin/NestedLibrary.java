package org.alfheim.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alfheim.elf.SharedObject;
import org.alfheim.link.DynamicTokens;
import org.alfheim.link.NamedObject;
import org.alfheim.process.NamedFile;
import org.alfheim.search.Dependent;
import org.alfheim.search.LibraryClosure;
import org.alfheim.search.LinkNamespace;
import org.alfheim.search.Lookup;
import org.alfheim.search.SystemLibraries;

/**
 * Finds what an object loads by {@code dlopen}, has the {@link Admissions} judge it and all that it
 * brings, and says what {@code dlopen} gets for a name, so that it loads the very files: the real
 * path of the library, or where that brings others an object that needs them all by their paths.
 */
final class NestedLibrary {
  /** No file has such a name, since this is no folder. */
  static final String NOWHERE = "/dev/null/";

  /**
   * Objects that a thread's {@code dlopen} is given, good until it has returned: until the thread
   * calls it again, or has ended.
   */
  private static final Map<Thread, List<AutoCloseable>> GIVEN = new HashMap<>();

  private final Admissions admissions;
  private final SharedObject caller;
  private final Optional<Path> folder;

  /**
   * What an object may load.
   *
   * @param caller the object whose code calls {@code dlopen}
   * @param folder the folder of its file
   */
  NestedLibrary(Admissions admissions, SharedObject caller, Optional<Path> folder) {
    this.admissions = admissions;
    this.caller = caller;
    this.folder = folder;
  }

  /**
   * What {@code dlopen} gets.
   *
   * @param name its argument
   * @return another argument, or nothing to leave this one
   */
  Optional<String> opened(String name) {
    return replacement(name, false);
  }

  /**
   * What {@code dlmopen} gets, which may load into a namespace where nothing is.
   *
   * @param name its argument
   * @return another argument, or nothing to leave this one
   */
  Optional<String> openedApart(String name) {
    return replacement(name, true);
  }

  private Optional<String> replacement(String name, boolean apart) {
    try {
      return found(name, apart);
    } catch (PolicyException refused) {
      return Optional.of(NOWHERE + refused.getMessage());
    } catch (IOException | RuntimeException | Error undecided) {
      return Optional.of(NOWHERE + name + " can't be judged (" + undecided + ")");
    }
  }

  private Optional<String> found(String name, boolean apart) throws IOException {
    LinkNamespace namespace = apart ? LinkNamespace.EMPTY : new BaseNamespace();
    /* A token means another folder to whoever else asks. */
    if (name.isEmpty() || (!DynamicTokens.in(name) && namespace.file(name).isPresent())) {
      return Optional.empty();
    }
    SystemLibraries system = SystemLibraries.ofProcess();
    Lookup lookup = system.opened(name, Dependent.opened(caller, folder));
    if (lookup instanceof Lookup.Found(Path file)) {
      return Optional.of(judged(file, system, apart, namespace));
    }
    return Optional.of(
        NOWHERE + (lookup instanceof Lookup.Refused(String reason) ? name + ": " + reason : name));
  }

  private String judged(Path file, SystemLibraries system, boolean apart, LinkNamespace namespace)
      throws IOException {
    Path real = file.toRealPath();
    SharedObject image = admissions.checkNested(caller.name(), real);
    if (namespace.file(real.toString()).isPresent()) {
      return real.toString();
    }
    /* Who is given the real path has its folder for an origin. */
    LibraryClosure.Root root =
        new LibraryClosure.Root(
            Dependent.at(image, apart ? real : file),
            image.loadsLibraries(),
            Set.copyOf(image.soname().stream().toList()));
    LibraryClosure closure = LibraryClosure.loaded(root, system, namespace);
    admissions.checkLibraries(caller.name(), closure);
    Admissions.checkFiltered(caller.name(), image, closure);
    if (closure.isIncomplete()) {
      return NOWHERE + real + " needs " + closure.unsettled().getFirst().name() + ", not found";
    }
    boolean alone = closure.libraries().isEmpty() && closure.unsettled().isEmpty();
    return alone || apart ? real.toString() : together(real, root, closure, system);
  }

  private static String together(
      Path real, LibraryClosure.Root root, LibraryClosure closure, SystemLibraries system) {
    SettledLibraries libraries = SettledLibraries.of(root, closure, system, true);
    try {
      List<String> paths = new ArrayList<>(List.of(real.toString()));
      paths.addAll(libraries.files().others());
      NamedFile all = NamedFile.of(new NamedObject(Optional.empty(), paths));
      give(List.of(libraries, all));
      return all.path();
    } catch (RuntimeException | Error e) {
      libraries.close();
      throw e;
    }
  }

  private static void give(List<AutoCloseable> objects) {
    synchronized (GIVEN) {
      Iterator<Map.Entry<Thread, List<AutoCloseable>>> entries = GIVEN.entrySet().iterator();
      while (entries.hasNext()) {
        Map.Entry<Thread, List<AutoCloseable>> entry = entries.next();
        if (!entry.getKey().isAlive() || entry.getKey().equals(Thread.currentThread())) {
          entries.remove();
          entry.getValue().forEach(NestedLibrary::close);
        }
      }
      GIVEN.put(Thread.currentThread(), objects);
    }
  }

  private static void close(AutoCloseable object) {
    try {
      object.close();
    } catch (Exception impossible) {
      throw new AssertionError(impossible);
    }
  }
}
