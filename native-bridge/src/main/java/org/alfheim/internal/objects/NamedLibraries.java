package org.alfheim.internal.objects;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.search.SystemLibraries;
import org.alfheim.plugin.Linking;

/**
 * Where the imports of objects are looked for: what the user has named, the libraries of C and C++,
 * and what is open already, in this order. Nothing else: a name that some library of the system
 * happens to define is not what was meant.
 */
final class NamedLibraries {
  /** Libraries of the compilers: in an image if it uses them. */
  private static final List<String> USUAL =
      List.of("libc.so.6", "libm.so.6", "libstdc++.so.6", "libgcc_s.so.1", "ld-linux-x86-64.so.2");

  private final Supplier<List<SharedObject>> open;

  /* Each is looked up when somebody asks: most objects need the C library alone. */
  private SystemLibraries system;
  private Map<String, SharedObject> plugins;

  /**
   * Libraries.
   *
   * @param open gives images that are open, or will be, each called as others need it; of one name
   *     the first counts
   */
  NamedLibraries(Supplier<List<SharedObject>> open) {
    this.open = open;
  }

  private static String name(SharedObject image) {
    return image.soname().orElse(image.name());
  }

  /** What the image needs in any case, by the names that its libraries have for themselves. */
  List<String> needed(Linking how) {
    return how.needs().stream()
        .map(name -> named(name).flatMap(SharedObject::soname).orElse(name))
        .distinct()
        .toList();
  }

  /** The libraries that the user names, in the order of search. */
  List<SharedObject> ofUser(Linking how) {
    Map<String, SharedObject> found = new LinkedHashMap<>();
    for (String name : how.needs()) {
      named(name).ifPresent(image -> found.put(name(image), image));
    }
    return List.copyOf(found.values());
  }

  /** The libraries that are searched behind those, each looked up when its turn has come. */
  Iterable<SharedObject> others() {
    return () -> new Others(USUAL.iterator());
  }

  private final class Others implements Iterator<SharedObject> {
    private final Iterator<String> usual;
    private Iterator<SharedObject> rest;
    private SharedObject next;

    Others(Iterator<String> usual) {
      this.usual = usual;
    }

    @Override
    public boolean hasNext() {
      while (next == null && usual.hasNext()) {
        next = usual(usual.next()).orElse(null);
      }
      if (next == null && rest == null) {
        rest = plugins().values().iterator();
      }
      if (next == null && rest.hasNext()) {
        next = rest.next();
      }
      return next != null;
    }

    @Override
    public SharedObject next() {
      if (!hasNext()) {
        throw new NoSuchElementException("there is no other library");
      }
      SharedObject found = next;
      next = null;
      return found;
    }
  }

  private Optional<SharedObject> usual(String name) {
    Optional<SharedObject> mapped = MappedLibraries.named(name).flatMap(ParsedLibraries::of);
    return mapped.isPresent() ? mapped : ofSystem(name);
  }

  private Map<String, SharedObject> plugins() {
    if (plugins == null) {
      plugins = new LinkedHashMap<>();
      for (SharedObject image : open.get()) {
        plugins.putIfAbsent(name(image), image);
      }
    }
    return plugins;
  }

  private Optional<SharedObject> named(String name) {
    SharedObject plugin = plugins().get(name);
    return plugin != null ? Optional.of(plugin) : ofSystem(name);
  }

  private Optional<SharedObject> ofSystem(String name) {
    if (system == null) {
      system = SystemLibraries.ofProcess();
    }
    return system.named(name).flatMap(ParsedLibraries::of);
  }
}
