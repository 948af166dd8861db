package org.alfheim.internal.nested;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alfheim.internal.carrier.LibraryFiles;
import org.alfheim.internal.carrier.NamedObject;
import org.alfheim.internal.process.ldso.HeldLibrary;
import org.alfheim.internal.process.map.NamedFile;
import org.alfheim.internal.search.LibraryClosure;
import org.alfheim.internal.search.LibraryClosure.Library;
import org.alfheim.internal.search.SystemLibraries;

/**
 * The libraries that ld.so gets for an object, settled before it is asked: each by the real path of
 * the file that was looked at, so that ld.so searches for none of them. Where a file does not have
 * the name by which another needs it, an object of that name stands for it; it stands for nothing
 * where an auxiliary library is not there. What the process has is held, so that ld.so still has it
 * by the same names.
 */
public final class SettledLibraries implements AutoCloseable {
  private final LibraryFiles files;
  private final List<NamedFile> names;
  private final List<HeldLibrary> held;

  private SettledLibraries(LibraryFiles files, List<NamedFile> names, List<HeldLibrary> held) {
    this.files = files;
    this.names = names;
    this.held = held;
  }

  /**
   * Settles the libraries of a closure.
   *
   * @param root what they are loaded for
   * @param byName whether ld.so looks for what the root needs by name, or by what {@link #files}
   *     says
   * @return the libraries; empty if one of those that the process had is gone
   */
  public static Optional<SettledLibraries> of(
      LibraryClosure.Root root, LibraryClosure closure, SystemLibraries system, boolean byName) {
    List<HeldLibrary> held = new ArrayList<>();
    List<NamedFile> objects = new ArrayList<>();
    boolean settled = false;
    try {
      if (!hold(closure, held)) {
        return Optional.empty();
      }
      LibraryFiles files = files(root, closure, system, byName, objects);
      settled = true;
      return Optional.of(new SettledLibraries(files, objects, held));
    } finally {
      if (!settled) {
        objects.forEach(NamedFile::close);
        held.forEach(HeldLibrary::close);
      }
    }
  }

  private static boolean hold(LibraryClosure closure, List<HeldLibrary> held) {
    for (String name : closure.presentByName()) {
      HeldLibrary.of(name).ifPresent(held::add);
    }
    for (Path file : closure.presentByFile().values()) {
      HeldLibrary.of(file).ifPresent(held::add);
    }
    return held.size() == closure.presentByName().size() + closure.presentByFile().size();
  }

  private static LibraryFiles files(
      LibraryClosure.Root root,
      LibraryClosure closure,
      SystemLibraries system,
      boolean byName,
      List<NamedFile> objects) {
    Map<String, String> named = new HashMap<>();
    Set<Path> direct = new HashSet<>();
    Set<String> needed = namesIn(closure);
    for (String soname : root.sonames()) {
      Optional<String> name = system.expanded(soname, root.object());
      if (byName) {
        name.ifPresent(needed::add);
        continue;
      }
      Optional<Path> file = name.flatMap(expanded -> file(expanded, closure));
      if (file.isPresent()) {
        named.put(soname, file.get().toString());
        direct.add(file.get());
      }
    }
    List<String> others = new ArrayList<>();
    for (Library library : closure.libraries()) {
      String path = library.file().toString();
      if (!direct.contains(library.file())) {
        others.add(path);
      }
      for (String name : library.names()) {
        if (needed.contains(name) && !library.image().soname().equals(Optional.of(name))) {
          add(new NamedObject(Optional.of(name), List.of(path)), objects, others);
        }
      }
    }
    closure
        .presentByFile()
        .forEach((name, file) -> {
          if (needed.contains(name)) {
            add(new NamedObject(Optional.of(name), List.of(file.toString())), objects, others);
          }
        });
    for (LibraryClosure.Unsettled absent : closure.unsettled()) {
      add(new NamedObject(Optional.of(absent.name()), List.of()), objects, others);
    }
    return new LibraryFiles(named, others);
  }

  private static Optional<Path> file(String name, LibraryClosure closure) {
    Optional<Path> loaded = closure.of(name).map(Library::file);
    return loaded.isPresent() ? loaded : Optional.ofNullable(closure.presentByFile().get(name));
  }

  private static Set<String> namesIn(LibraryClosure closure) {
    Set<String> names = new HashSet<>();
    for (Library library : closure.libraries()) {
      names.addAll(library.needed());
    }
    return names;
  }

  private static void add(NamedObject object, List<NamedFile> objects, List<String> others) {
    NamedFile file = NamedFile.of(object);
    objects.add(file);
    others.add(file.path());
  }

  /** The files, for a plan. */
  public LibraryFiles files() {
    return files;
  }

  /** The paths by which ld.so gets to know what it loads. */
  List<String> paths() {
    List<String> paths = new ArrayList<>(files.named().values());
    paths.addAll(files.others());
    return paths;
  }

  /** Those that the process had. */
  List<HeldLibrary> held() {
    return List.copyOf(held);
  }

  /** To be called when ld.so has loaded them. */
  @Override
  public void close() {
    names.forEach(NamedFile::close);
    held.forEach(HeldLibrary::close);
  }
}
