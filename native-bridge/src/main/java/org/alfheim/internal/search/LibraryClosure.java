package org.alfheim.internal.search;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alfheim.elf.DynamicSection;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;

/**
 * All that ld.so loads for an image, found by reading, with nothing loaded: what the image needs,
 * what that needs, and so on, breadth first as ld.so goes (glibc, {@code elf/dl-deps.c}). What the
 * process has by its name is not searched for.
 */
public final class LibraryClosure {
  private final SystemLibraries system;
  private final LinkNamespace namespace;
  private final boolean throughPresent;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final SharedObject opened;
  private final Set<String> own;
  private final Map<String, Library> byName = new HashMap<>();
  private final Map<String, Library> bySoname = new HashMap<>();
  private final Map<Object, Library> byFile = new HashMap<>();
  private final List<Library> libraries = new ArrayList<>();
  private final List<Unsettled> unsettled = new ArrayList<>();
  private final List<Filter> filters = new ArrayList<>();
  private final Set<String> presentByName = new LinkedHashSet<>();
  private final Map<String, Path> presentByFile = new LinkedHashMap<>();

  /**
   * A library.
   *
   * @param file its real path
   * @param image what the file holds
   * @param present whether the process has it
   * @param names the names by which it is needed
   * @param needed the names by which it needs others, tokens replaced
   */
  public record Library(
      Path file, SharedObject image, boolean present, Set<String> names, Set<String> needed) {}

  /**
   * A need that nothing is found for.
   *
   * @param name the name, tokens replaced where that is possible
   * @param neededBy the name of the object that has it
   * @param optional whether ld.so goes on without it ({@code DT_AUXILIARY})
   * @param problem what is in the way; empty if nothing of that name is found
   */
  public record Unsettled(
      String name, String neededBy, boolean optional, Optional<String> problem) {}

  /**
   * An entry of {@code DT_AUXILIARY} or {@code DT_FILTER}.
   *
   * @param image the object that has it
   * @param tag the tag
   * @param name the name of the library that is filtered, tokens replaced
   */
  record Filter(SharedObject image, long tag, String name) {}

  private LibraryClosure(
      Root root, SystemLibraries system, LinkNamespace namespace, boolean throughPresent) {
    this.system = system;
    this.namespace = namespace;
    this.opened = root.object().image();
    this.own = root.names();
    this.throughPresent = throughPresent;
  }

  /**
   * An object that is opened.
   *
   * @param object the object
   * @param sonames those entries of {@code DT_NEEDED}, {@code DT_AUXILIARY} and {@code DT_FILTER}
   *     that ld.so is to satisfy
   * @param names the names by which ld.so knows the object itself while it loads what that needs
   */
  public record Root(Dependent object, List<String> sonames, Set<String> names) {
    /** Copies both. */
    public Root {
      sonames = List.copyOf(sonames);
      names = Set.copyOf(names);
    }
  }

  /**
   * What would be loaded.
   *
   * @param root the object that is opened
   * @param system where libraries are looked for
   * @param namespace what is there
   * @return the libraries; none that the process has
   */
  public static LibraryClosure loaded(Root root, SystemLibraries system, LinkNamespace namespace) {
    return new LibraryClosure(root, system, namespace, false).walk(root);
  }

  /**
   * The same, with those that the process has, and what they need.
   *
   * @param root the object that is opened
   * @param system where libraries are looked for
   * @param namespace what is there
   * @return the libraries, which may be there already
   */
  public static LibraryClosure whole(Root root, SystemLibraries system, LinkNamespace namespace) {
    return new LibraryClosure(root, system, namespace, true).walk(root);
  }

  /**
   * The library that satisfies a need.
   *
   * @param name the expanded name
   * @return the library, if it is one of {@link #libraries}
   */
  public Optional<Library> of(String name) {
    return Optional.ofNullable(byName.get(name)).or(() -> Optional.ofNullable(bySoname.get(name)));
  }

  /** The libraries in the order in which ld.so comes to them. */
  public List<Library> libraries() {
    return List.copyOf(libraries);
  }

  /** The names by which the process has what is needed: ld.so searches for none of them. */
  public Set<String> presentByName() {
    return Collections.unmodifiableSet(presentByName);
  }

  /**
   * The names for which a file is found that the process has by other names: ld.so would search for
   * these.
   *
   * @return the real path of the file for each, in the order in which ld.so comes to them
   */
  public Map<String, Path> presentByFile() {
    return Collections.unmodifiableMap(presentByFile);
  }

  /** Whether one of the objects, the opened one among them, is a filter. */
  public boolean hasFilters() {
    return !filters.isEmpty();
  }

  /** The entries that make filters of the objects. */
  List<Filter> filters() {
    return List.copyOf(filters);
  }

  /** Whether a name is that of the main program. ld.so has no path of it. */
  boolean isMainProgram(String name) {
    return presentByName.contains(name)
        && namespace.file(name).filter(path -> path.toString().isEmpty()).isPresent();
  }

  /** What there is nothing for. */
  public List<Unsettled> unsettled() {
    return List.copyOf(unsettled);
  }

  /** A library whose needs are to be looked at. */
  private record Waiting(Library library, Dependent object) {}

  /** Whether ld.so would refuse the object for want of a library. */
  public boolean isIncomplete() {
    return unsettled.stream().anyMatch(need -> !need.optional());
  }

  /** The object of a name, the root where it is one of its own; nothing where there is none. */
  Optional<SharedObject> imageOf(String name) {
    return own.contains(name) ? Optional.of(opened) : of(name).map(Library::image);
  }

  private LibraryClosure walk(Root root) {
    for (String soname : root.sonames()) {
      visit(soname, root.object());
    }
    while (!waiting.isEmpty()) {
      Waiting next = waiting.remove();
      for (String soname : next.library().image().loadsLibraries()) {
        visit(soname, next.object()).ifPresent(next.library().needed()::add);
      }
    }
    return this;
  }

  /** Looks for what satisfies a need; gives its name. */
  private Optional<String> visit(String soname, Dependent by) {
    if (soname.isEmpty()) {
      return Optional.empty(); // ld.so takes the main program.
    }
    Optional<String> expanded = system.expanded(soname, by);
    expanded.ifPresent(name -> addFilter(soname, name, by.image()));
    if (expanded.isEmpty()) {
      leave(soname, soname, by, Optional.of("has a token that nothing stands for"));
    } else if (!known(expanded.get(), by)) {
      look(soname, expanded.get(), by);
    }
    return expanded;
  }

  private void addFilter(String soname, String name, SharedObject image) {
    if (image.filter()) {
      for (long tag : new long[] {DynamicSection.DT_AUXILIARY, DynamicSection.DT_FILTER}) {
        if (image.filtered(tag).contains(soname)) {
          filters.add(new Filter(image, tag, name));
        }
      }
    }
  }

  /** ld.so looks through what it has, in the order in which it was loaded. */
  private boolean known(String name, Dependent by) {
    if (byName.containsKey(name)
        || own.contains(name)
        || presentByName.contains(name)
        || presentByFile.containsKey(name)) {
      return true;
    }
    Optional<Path> present = namespace.file(name);
    if (present.isPresent()) {
      presentByName.add(name);
      addPresent(name, present.get(), by);
      return true;
    }
    return bySoname.containsKey(name);
  }

  private void look(String soname, String name, Dependent by) {
    /* No switch: the first over types spins classes for a millisecond. */
    Lookup lookup = system.look(name, by);
    if (lookup instanceof Lookup.Found(Path file)) {
      addFound(soname, name, file, by);
    } else if (lookup instanceof Lookup.Refused(String reason)) {
      leave(soname, name, by, Optional.of(reason));
    } else {
      leave(soname, name, by, Optional.empty());
    }
  }

  private void leave(String soname, String name, Dependent by, Optional<String> problem) {
    SharedObject image = by.image();
    boolean optional =
        image.filtered(DynamicSection.DT_AUXILIARY).contains(soname)
            && !image.needed().contains(soname)
            && !image.filtered(DynamicSection.DT_FILTER).contains(soname);
    Unsettled need = new Unsettled(name, image.name(), optional, problem);
    if (!unsettled.contains(need)) {
      unsettled.add(need);
    }
  }

  private void addPresent(String name, Path file, Dependent by) {
    if (throughPresent) {
      read(file, file).ifPresent(image -> add(name, file, file, image, by, true));
    }
  }

  private void addFound(String soname, String name, Path file, Dependent by) {
    Path real;
    Object key;
    try {
      real = file.toRealPath();
      key = Files.readAttributes(real, BasicFileAttributes.class).fileKey();
    } catch (IOException gone) {
      leave(soname, name, by, Optional.of(file + " is in the way, which can't be read"));
      return;
    }
    Library same = byFile.get(key);
    if (same != null) {
      same.names().add(name);
      byName.put(name, same);
      return;
    }
    boolean present = namespace.file(real.toString()).isPresent();
    if (present && !throughPresent) {
      presentByFile.put(name, real);
      return;
    }
    Optional<SharedObject> image = read(real, file);
    if (image.isEmpty()) {
      leave(
          soname,
          name,
          by,
          Optional.of(file + " is in the way, which is damaged or no shared object"));
      return;
    }
    byFile.put(key, add(name, real, file, image.get(), by, present));
  }

  private Library add(
      String name, Path real, Path file, SharedObject image, Dependent by, boolean present) {
    Library library =
        new Library(real, image, present, new LinkedHashSet<>(List.of(name)), new HashSet<>());
    libraries.add(library);
    byName.put(name, library);
    image.soname().ifPresent(soname -> bySoname.putIfAbsent(soname, library));
    waiting.add(new Waiting(library, by.library(image, file)));
    return library;
  }

  private static Optional<SharedObject> read(Path real, Path called) {
    try {
      return Optional.of(
          SharedObject.parse(
              called.toString(), MemorySegment.ofArray(Files.readAllBytes(real)).asReadOnly()));
    } catch (IOException | ElfException e) {
      return Optional.empty();
    }
  }

  /** Whether two paths lead to one file. */
  public static boolean same(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException gone) {
      return false;
    }
  }
}
