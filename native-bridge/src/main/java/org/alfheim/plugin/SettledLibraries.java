package org.alfheim.plugin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alfheim.link.LibraryFiles;
import org.alfheim.link.NamedObject;
import org.alfheim.process.NamedFile;
import org.alfheim.search.LibraryClosure;
import org.alfheim.search.LibraryClosure.Library;
import org.alfheim.search.SystemLibraries;

/**
 * The libraries that ld.so gets for an object, settled before it is asked: each by the real path of
 * the file that was looked at, so that ld.so searches for none of them. Where a file does not have
 * the name by which another needs it, an object of that name stands for it; it stands for nothing
 * where an auxiliary library is not there.
 */
final class SettledLibraries implements AutoCloseable {
  private final LibraryFiles files;
  private final List<NamedFile> names;

  private SettledLibraries(LibraryFiles files, List<NamedFile> names) {
    this.files = files;
    this.names = names;
  }

  /**
   * Settles the libraries of a closure.
   *
   * @param root what they are loaded for
   * @param byName whether ld.so looks for what the root needs by name, or by what {@link #files}
   *     says
   */
  static SettledLibraries of(
      LibraryClosure.Root root, LibraryClosure closure, SystemLibraries system, boolean byName) {
    Map<String, String> named = new HashMap<>();
    Set<Library> direct = new HashSet<>();
    if (!byName) {
      for (String soname : root.sonames()) {
        Optional<Library> library = system.expanded(soname, root.object()).flatMap(closure::of);
        library.ifPresent(file -> {
          named.put(soname, file.file().toString());
          direct.add(file);
        });
      }
    }
    List<NamedFile> objects = new ArrayList<>();
    List<String> others = new ArrayList<>();
    try {
      Set<String> needed = namesIn(closure);
      if (byName) {
        needed.addAll(root.sonames());
      }
      for (Library library : closure.libraries()) {
        String path = library.file().toString();
        if (!direct.contains(library)) {
          others.add(path);
        }
        for (String name : library.names()) {
          if (needed.contains(name) && !library.image().soname().equals(Optional.of(name))) {
            add(new NamedObject(Optional.of(name), List.of(path)), objects, others);
          }
        }
      }
      for (LibraryClosure.Unsettled absent : closure.unsettled()) {
        add(new NamedObject(Optional.of(absent.name()), List.of()), objects, others);
      }
    } catch (RuntimeException | Error e) {
      objects.forEach(NamedFile::close);
      throw e;
    }
    return new SettledLibraries(new LibraryFiles(named, others), objects);
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
  LibraryFiles files() {
    return files;
  }

  /** To be called when ld.so has loaded them. */
  @Override
  public void close() {
    names.forEach(NamedFile::close);
  }
}
