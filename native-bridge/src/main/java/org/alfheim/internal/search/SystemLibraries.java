package org.alfheim.internal.search;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.search.DynamicTokens.Token;
import org.alfheim.names.RawText;

/**
 * The libraries of the system, found as ld.so finds them (ld.so(8); glibc, {@code _dl_map_object}
 * in {@code elf/dl-load.c}). What the process has already is not looked at: see {@link
 * LibraryClosure}.
 */
public final class SystemLibraries {
  private static final Path CACHE = Path.of("/etc/ld.so.cache");

  private final LinkerProperties linker;
  private final MainProgram program;
  private final List<String> environment;
  private final LibraryCache cache;
  private final List<String> subfolders;

  private SystemLibraries(
      LinkerProperties linker, MainProgram program, Optional<String> environment) {
    this.linker = linker;
    this.program = program;
    this.cache = LibraryCache.read(CACHE, linker);
    this.subfolders = linker.subfolders();
    this.environment =
        environment
            .filter(path -> !path.isEmpty())
            .map(path -> entries(path, "[:;]", program.origin()))
            .orElse(List.of());
  }

  /**
   * The libraries as this process finds them: by its own ld.so, with its {@code LD_LIBRARY_PATH}
   * and the system's cache.
   *
   * @return a view of the file system now
   */
  public static SystemLibraries ofProcess() {
    return new SystemLibraries(
        LinkerProperties.ofProcess(),
        MainProgram.ofProcess(),
        Optional.ofNullable(System.getenv("LD_LIBRARY_PATH")));
  }

  /**
   * Why it is not known where the ld.so of this process searches: {@link #ofProcess} searches where
   * one usually does then.
   *
   * @return what went wrong when ld.so was asked; empty if it is known
   */
  public static Optional<String> unknown() {
    return LinkerProperties.answer().problem();
  }

  /**
   * Where ld.so would find a library that an opened image needs.
   *
   * @param needed an entry of {@code DT_NEEDED}: a soname, or a path where it has a slash
   * @param by the image that needs it, for its search paths
   * @param origin the folder of that image's file, for {@code $ORIGIN}
   * @return the file
   */
  public Optional<Path> find(String needed, SharedObject by, Optional<Path> origin) {
    Dependent dependent = Dependent.opened(by, origin);
    Optional<String> name = expanded(needed, dependent);
    return name.isPresent() && look(name.get(), dependent) instanceof Lookup.Found(Path file)
        ? Optional.of(file)
        : Optional.empty();
  }

  /**
   * Where ld.so would find a library for an object that has no search path of its own.
   *
   * @param soname the library's name
   * @return the file
   */
  public Optional<Path> named(String soname) {
    List<String> folders = new ArrayList<>();
    program.rpath().ifPresent(path -> folders.addAll(entries(path, ":", program.origin())));
    folders.addAll(environment);
    Lookup found = in(folders, soname);
    if (found instanceof Lookup.Absent) {
      found = cached(soname, false);
    }
    if (found instanceof Lookup.Absent) {
      found = in(linker.systemFolders(), soname);
    }
    return found instanceof Lookup.Found(Path file) ? Optional.of(file) : Optional.empty();
  }

  /**
   * A name as ld.so takes it from {@code DT_NEEDED}, {@code DT_AUXILIARY} or {@code DT_FILTER}.
   *
   * @param needed the entry
   * @param by who has it
   * @return the name with values in the place of dynamic string tokens; empty if it has one without
   *     a value
   */
  public Optional<String> expanded(String needed, Dependent by) {
    return tokens(by.origin()).expand(needed).filter(name -> !name.isEmpty());
  }

  /**
   * Where ld.so finds a library for an object that needs it.
   *
   * @param name an {@linkplain #expanded expanded} name
   * @param by the object
   * @return what came of it
   */
  public Lookup look(String name, Dependent by) {
    return name.contains("/") ? open(name) : search(name, by);
  }

  /**
   * Where ld.so finds a library that an object asks for by {@code dlopen}. Tokens are replaced in
   * paths only.
   *
   * @param name the argument of {@code dlopen}
   * @param by the object that calls it
   * @return what came of it
   */
  public Lookup opened(String name, Dependent by) {
    if (!name.contains("/")) {
      return search(name, by);
    }
    Optional<String> path = tokens(by.origin()).expand(name);
    return path.isPresent() ? open(path.get()) : new Lookup.Absent();
  }

  private DynamicTokens tokens(Optional<Path> origin) {
    return new DynamicTokens(
        Map.of(
            Token.ORIGIN, origin.map(RawText::of),
            Token.PLATFORM, linker.platform(),
            Token.LIB, Optional.of(linker.lib())));
  }

  private List<String> entries(String path, String separators, Optional<Path> origin) {
    List<String> folders = new ArrayList<>();
    if (path.isEmpty()) {
      return folders;
    }
    DynamicTokens tokens = tokens(origin);
    for (String entry : path.split(separators, -1)) {
      Optional<String> folder = tokens.expand(entry);
      /* An empty entry is the working directory, one that has become empty is nothing. */
      if (folder.isPresent() && (entry.isEmpty() || !folder.get().isEmpty())) {
        folders.add(folder.get());
      }
    }
    return folders;
  }

  private Lookup search(String name, Dependent by) {
    SharedObject image = by.image();
    List<String> folders = new ArrayList<>();
    if (image.runpath().isEmpty()) {
      addInherited(folders, by);
    }
    folders.addAll(environment);
    image.runpath().ifPresent(path -> folders.addAll(entries(path, ":", by.origin())));
    Lookup found = in(folders, name);
    if (found instanceof Lookup.Absent) {
      found = cached(name, image.withoutSystemFolders());
    }
    if (found instanceof Lookup.Absent && !image.withoutSystemFolders()) {
      found = in(linker.systemFolders(), name);
    }
    return found;
  }

  /** {@code DT_RPATH} of an object, of those on whose account it is there, and of the program. */
  private void addInherited(List<String> folders, Dependent by) {
    for (Optional<Dependent> next = Optional.of(by); next.isPresent(); next = next.get().by()) {
      Dependent object = next.get();
      if (object.image().runpath().isEmpty() && object.image().rpath().isPresent()) {
        folders.addAll(entries(object.image().rpath().get(), ":", object.origin()));
      }
    }
    program.rpath().ifPresent(path -> folders.addAll(entries(path, ":", program.origin())));
  }

  private Lookup in(List<String> folders, String name) {
    for (String folder : folders) {
      String start = folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
      for (String subfolder : subfolders) {
        Lookup found = open(start + subfolder + name);
        if (!(found instanceof Lookup.Absent)) {
          return found;
        }
      }
    }
    return new Lookup.Absent();
  }

  private Lookup cached(String name, boolean withoutSystemFolders) {
    Optional<Path> file = cache.find(name);
    if (file.isEmpty() || (withoutSystemFolders && inSystemFolder(file.get()))) {
      return new Lookup.Absent();
    }
    return LibraryHeader.of(file.get());
  }

  private boolean inSystemFolder(Path file) {
    for (String folder : linker.systemFolders()) {
      if (file.toString().startsWith(folder)) {
        return true;
      }
    }
    return false;
  }

  private static Lookup open(String path) {
    try {
      return LibraryHeader.of(RawText.path(path));
    } catch (InvalidPathException e) {
      return new Lookup.Refused(path + " is no path in the locale's encoding");
    }
  }

  /**
   * Reads a library.
   *
   * @param file a file that was found
   * @return its image; empty where it can't be read or is no shared object for this architecture
   */
  public static Optional<SharedObject> read(Path file) {
    try {
      return Optional.of(
          SharedObject.parse(
              file.toString(), MemorySegment.ofArray(Files.readAllBytes(file)).asReadOnly()));
    } catch (IOException | ElfException e) {
      return Optional.empty();
    }
  }
}
