package org.alfheim.search;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;

/** The libraries of the system, found in the order of ld.so(8). */
public final class SystemLibraries {
  private static final List<String> STANDARD_FOLDERS =
      List.of(
          "/lib/x86_64-linux-gnu",
          "/usr/lib/x86_64-linux-gnu",
          "/lib64",
          "/usr/lib64",
          "/lib",
          "/usr/lib");

  private final List<String> environmentPath;
  private final LibraryCache cache;

  private SystemLibraries(List<String> environmentPath, LibraryCache cache) {
    this.environmentPath = environmentPath;
    this.cache = cache;
  }

  /**
   * The libraries as this process finds them: with its {@code LD_LIBRARY_PATH} and the system's
   * cache.
   *
   * @return a view of the file system now
   */
  public static SystemLibraries ofProcess() {
    String path = System.getenv("LD_LIBRARY_PATH");
    return new SystemLibraries(
        path == null ? List.of() : List.of(path.split("[:;]")),
        LibraryCache.read(Path.of("/etc/ld.so.cache")));
  }

  /**
   * Where ld.so would find a library.
   *
   * @param needed an entry of {@code DT_NEEDED}: a soname, or a path where it has a slash
   * @param by the image that needs it, for its search paths
   * @param origin the folder of that image's file, for {@code $ORIGIN}
   * @return the file
   */
  public Optional<Path> find(String needed, SharedObject by, Optional<Path> origin) {
    if (needed.contains("/")) {
      return existing(Path.of(expanded(needed, origin)));
    }
    List<String> folders = new ArrayList<>();
    if (by.runpath().isEmpty()) {
      by.rpath().ifPresent(path -> addExpanded(folders, path, origin));
    }
    folders.addAll(environmentPath);
    by.runpath().ifPresent(path -> addExpanded(folders, path, origin));
    for (String folder : folders) {
      Optional<Path> file = existing(Path.of(folder, needed));
      if (file.isPresent()) {
        return file;
      }
    }
    Optional<Path> cached = cache.find(needed).flatMap(SystemLibraries::existing);
    if (cached.isPresent()) {
      return cached;
    }
    for (String folder : STANDARD_FOLDERS) {
      Optional<Path> file = existing(Path.of(folder, needed));
      if (file.isPresent()) {
        return file;
      }
    }
    return Optional.empty();
  }

  private static void addExpanded(List<String> folders, String path, Optional<Path> origin) {
    for (String entry : path.split(":", -1)) {
      if (origin.isPresent() || !usesOrigin(entry)) {
        folders.add(expanded(entry, origin));
      }
    }
  }

  private static boolean usesOrigin(String entry) {
    return entry.contains("$ORIGIN") || entry.contains("${ORIGIN}");
  }

  /** A name or a folder with that of an image's file in the place of {@code $ORIGIN}. */
  static String expanded(String entry, Optional<Path> origin) {
    if (origin.isEmpty()) {
      return entry;
    }
    String folder = origin.get().toString();
    return entry.replace("${ORIGIN}", folder).replace("$ORIGIN", folder);
  }

  private static Optional<Path> existing(Path file) {
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  /**
   * Reads a library.
   *
   * @param file a file that {@link #find} gave
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
