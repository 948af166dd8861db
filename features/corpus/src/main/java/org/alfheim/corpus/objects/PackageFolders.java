package org.alfheim.corpus.objects;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.alfheim.elf.SharedObject;

/**
 * A folder of unpacked Debian packages, each in a folder of its name. What an archive lacks comes
 * from its own package first, then from the packages that this one depends on: their shared
 * libraries, and then their archives. Nothing comes from a package that nobody depends on, so
 * nothing is chosen for its names alone; no shared library of the same source, for it would be the
 * same code again; and nothing of the C library, of which a process has one.
 */
public final class PackageFolders implements SymbolProviders {
  private static final String C_LIBRARY = "glibc";

  private final Path root;
  private final Set<String> usual = new HashSet<>();
  private final Map<Path, DefinedNames> read = new ConcurrentHashMap<>();

  /**
   * A folder of packages.
   *
   * @param root the folder, by its real path
   */
  public PackageFolders(Path root) {
    this.root = root;
    for (SharedObject library : UsualLibraries.all()) {
      usual.addAll(DefinedNames.ofLibrary(Path.of(library.name()), library).defined());
    }
  }

  @Override
  public Choice choose(Path file, Collection<String> lacking) {
    if (!file.startsWith(root)) {
      return NONE.choose(file, lacking);
    }
    DebianPackage own = DebianPackage.of(root.resolve(root.relativize(file).getName(0)));
    List<DebianPackage> depends = closure(own);
    Predicate<DebianPackage> other = each -> !each.source().equals(own.source());
    Set<Path> archives = new LinkedHashSet<>();
    for (Path each : own.objects()) {
      if (each.getParent().equals(file.getParent())) {
        archives.add(each);
      }
    }
    archives.addAll(own.objects());
    archives.remove(file);
    archives.removeIf(each -> isObject(each) && !isObject(file));
    List<Path> libraries =
        depends.stream().filter(other).flatMap(each -> each.libraries().stream()).toList();
    List<Path> further =
        depends.stream()
            .filter(each -> !each.source().equals(C_LIBRARY))
            .flatMap(each -> each.objects().stream())
            .filter(each -> !isObject(each))
            .toList();
    return new Search(file, lacking).among(archives, libraries, further);
  }

  /** Those of compilers are start files of programs. */
  private static boolean isObject(Path file) {
    return file.toString().endsWith(".o");
  }

  /** The packages that one depends on, the nearest first. */
  private List<DebianPackage> closure(DebianPackage own) {
    Map<String, DebianPackage> found = new LinkedHashMap<>();
    Queue<DebianPackage> next = new ArrayDeque<>(List.of(own));
    while (!next.isEmpty()) {
      for (String name : next.remove().depends()) {
        Path folder = root.resolve(name);
        if (!found.containsKey(name)
            && !folder.equals(own.folder())
            && Files.isRegularFile(folder.resolve("control"))) {
          DebianPackage one = DebianPackage.of(folder);
          found.put(name, one);
          next.add(one);
        }
      }
    }
    return List.copyOf(found.values());
  }

  /** Looks for what is lacking, and for what those lack that have it. */
  private final class Search {
    private final Set<String> lacking;
    private final Set<String> settled = new HashSet<>(usual);
    private final List<Path> archives = new ArrayList<>();
    private final List<Path> libraries = new ArrayList<>();
    private final Set<Path> folders = new LinkedHashSet<>();

    Search(Path file, Collection<String> lacking) {
      this.lacking = new HashSet<>(lacking);
      settled.addAll(objects(file).defined());
    }

    Choice among(Collection<Path> own, Collection<Path> shared, Collection<Path> further) {
      boolean more = true;
      while (more && !lacking.isEmpty()) {
        more = take(own, true) || take(shared, false) || take(further, true);
      }
      shared.forEach(library -> folders.add(library.getParent()));
      return new Choice(
          archives, libraries, libraries.isEmpty() ? List.of() : List.copyOf(folders));
    }

    private boolean take(Collection<Path> files, boolean objects) {
      for (Path file : files) {
        List<Path> taken = objects ? archives : libraries;
        DefinedNames names = objects ? objects(file) : library(file);
        if (!taken.contains(file) && names.hasAnyOf(lacking)) {
          taken.add(file);
          settled.addAll(names.defined());
          lacking.addAll(names.undefined());
          lacking.removeAll(settled);
          return true;
        }
      }
      return false;
    }
  }

  private DefinedNames objects(Path file) {
    return read.computeIfAbsent(file, DefinedNames::ofObjects);
  }

  private DefinedNames library(Path file) {
    return read.computeIfAbsent(file, DefinedNames::ofLibrary);
  }
}
