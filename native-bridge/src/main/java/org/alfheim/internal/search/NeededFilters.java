package org.alfheim.internal.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.search.DynamicTokens.Token;
import org.alfheim.names.RawText;

/**
 * Whether a filter may be among the libraries that come with an object, found at little cost: only
 * then is a {@link LibraryClosure} worth its cost to whoever loads the object. Looked at are the
 * files that paths lead to, and search paths of the object, of its libraries, and {@code
 * LD_LIBRARY_PATH}: more than ld.so would load, and of each file a few names. What is in the
 * system's folders, is found by {@code ld.so.cache} or by {@code DT_RPATH} of the main program is
 * not looked at.
 */
public final class NeededFilters {
  /** Those of the C library are no filters, and most objects need no others. */
  private static final Set<String> C_LIBRARY =
      Set.of(
          "libc.so.6",
          "libm.so.6",
          "libdl.so.2",
          "libpthread.so.0",
          "librt.so.1",
          "ld-linux-x86-64.so.2");

  private final Set<String> names = new LinkedHashSet<>();
  private final Set<String> folders = new LinkedHashSet<>();
  private final Set<String> tried = new LinkedHashSet<>();
  private boolean found;

  NeededFilters() {}

  /**
   * Looks for one.
   *
   * @param object the object
   * @param others those of its entries of {@code DT_NEEDED} that something else satisfies
   * @return whether one of its libraries is a filter, or it can't be told
   */
  public static boolean mayComeWith(Dependent object, Set<String> others) {
    /* No lambda, here and below: the first ones take as long as the whole of an open. */
    for (String name : object.image().needed()) {
      if (!C_LIBRARY.contains(name) && !others.contains(name)) {
        return new NeededFilters().find(object, others);
      }
    }
    return false;
  }

  boolean find(Dependent object, Set<String> others) {
    SharedObject image = object.image();
    List<String> needed = new ArrayList<>(image.needed());
    needed.removeAll(others);
    addNames(needed, object.origin());
    addFolders(image.runpath(), ":", object.origin());
    addFolders(image.rpath(), ":", object.origin());
    addFolders(Optional.ofNullable(System.getenv("LD_LIBRARY_PATH")), "[:;]", Optional.empty());
    int before = -1;
    while (!found && tried.size() > before) {
      before = tried.size();
      for (String name : List.copyOf(names)) {
        if (name.contains("/")) {
          look(name);
        }
        for (String folder : name.contains("/") ? List.<String>of() : List.copyOf(folders)) {
          look(folder + name);
        }
      }
    }
    return found;
  }

  /** The paths that were looked at. */
  Set<String> tried() {
    return Set.copyOf(tried);
  }

  private void look(String path) {
    if (!tried.add(path)) {
      return;
    }
    Path file;
    Optional<Path> origin;
    try {
      file = RawText.path(path);
      if (!Files.isRegularFile(file)) {
        return;
      }
      origin = Optional.of(file.toAbsolutePath().getParent().toRealPath());
    } catch (IOException | InvalidPathException nowhere) {
      return;
    }
    Optional<LibraryNames> library = LibraryNames.read(file);
    if (library.isPresent()) {
      found |= library.get().filter();
      addNames(library.get().needed(), origin);
      for (String paths : library.get().paths()) {
        addFolders(Optional.of(paths), ":", origin);
      }
    }
  }

  private void addNames(List<String> needed, Optional<Path> origin) {
    for (String name : needed) {
      if (!C_LIBRARY.contains(name)) {
        Optional<String> expanded = expanded(name, origin);
        if (expanded.isPresent()) {
          names.add(expanded.get());
        }
      }
    }
  }

  private void addFolders(Optional<String> paths, String separators, Optional<Path> origin) {
    if (paths.isEmpty() || paths.get().isEmpty()) {
      return;
    }
    for (String entry : paths.get().split(separators, -1)) {
      Optional<String> folder = expanded(entry, origin);
      if (folder.isPresent()) {
        addFolder(folder.get());
      }
    }
  }

  /** By its real path: from {@code $ORIGIN/../lib} to the same again there is no end. */
  private void addFolder(String path) {
    try {
      Path real = RawText.path(path).toRealPath();
      /* Which of the folders for processors ld.so searches, it has to be asked. */
      if (folders.add(RawText.of(real) + "/") && Files.isDirectory(real.resolve("glibc-hwcaps"))) {
        found = true;
      }
    } catch (IOException | InvalidPathException nowhere) {
      return; // Nothing is found there.
    }
  }

  /** What stands for other tokens, ld.so has to be asked. */
  private Optional<String> expanded(String text, Optional<Path> origin) {
    if (!DynamicTokens.in(text)) {
      return Optional.of(text);
    }
    Optional<String> folder =
        origin.isPresent() ? Optional.of(RawText.of(origin.get())) : Optional.empty();
    Optional<String> expanded = new DynamicTokens(Map.of(Token.ORIGIN, folder)).expand(text);
    found |= expanded.isPresent() && DynamicTokens.in(expanded.get());
    return expanded;
  }
}
