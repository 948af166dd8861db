package org.alfheim.internal.objects;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private final SystemLibraries system = SystemLibraries.ofProcess();
  private final Map<String, SharedObject> plugins = new LinkedHashMap<>();

  /**
   * Libraries.
   *
   * @param open images that are open, or will be, each called as others need it; of one name the
   *     first counts
   */
  NamedLibraries(List<SharedObject> open) {
    open.forEach(image -> plugins.putIfAbsent(name(image), image));
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

  /** The libraries, in the order of search. */
  List<SharedObject> inOrder(Linking how) {
    Map<String, SharedObject> found = new LinkedHashMap<>();
    for (String name : how.needs()) {
      named(name).ifPresent(image -> found.put(name(image), image));
    }
    for (String name : USUAL) {
      if (!found.containsKey(name)) {
        ofSystem(name).ifPresent(image -> found.putIfAbsent(name, image));
      }
    }
    plugins.forEach(found::putIfAbsent);
    return List.copyOf(found.values());
  }

  private Optional<SharedObject> named(String name) {
    return Optional.ofNullable(plugins.get(name)).or(() -> ofSystem(name));
  }

  private Optional<SharedObject> ofSystem(String name) {
    return system.named(name).flatMap(ParsedLibraries::of);
  }
}
