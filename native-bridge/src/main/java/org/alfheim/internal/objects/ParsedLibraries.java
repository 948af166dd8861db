package org.alfheim.internal.objects;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.search.SystemLibraries;

/**
 * Libraries of the system that a link has read, for the next one: as long as the file is what it
 * was, and there is memory for them.
 */
final class ParsedLibraries {
  /** Those of C and C++ and some that are named: who needs more of them reads them again. */
  private static final int MOST = 32;

  private static final Map<Path, Parsed> KNOWN = new ConcurrentHashMap<>();

  /**
   * A library.
   *
   * @param file which file it was, and when it was changed last
   * @param library what was read
   */
  private record Parsed(Map<String, Object> file, SoftReference<SharedObject> library) {}

  private ParsedLibraries() {}

  /** The library of a path; empty where it can't be read, or is no shared object. */
  static Optional<SharedObject> of(Path path) {
    try {
      Map<String, Object> file = Files.readAttributes(path, "unix:dev,ino,ctime,size");
      Parsed parsed = KNOWN.get(path);
      SharedObject known =
          parsed != null && parsed.file().equals(file) ? parsed.library().get() : null;
      return known != null ? Optional.of(known) : read(path, file);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<SharedObject> read(Path path, Map<String, Object> file) {
    Optional<SharedObject> library = SystemLibraries.read(path);
    if (library.isPresent() && (KNOWN.size() < MOST || KNOWN.containsKey(path))) {
      KNOWN.put(path, new Parsed(file, new SoftReference<>(library.get())));
    }
    return library;
  }
}
