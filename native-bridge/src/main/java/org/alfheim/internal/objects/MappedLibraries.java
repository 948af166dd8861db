package org.alfheim.internal.objects;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files whose code this process had when somebody asked first, by their names (proc_pid_maps(5)).
 * The C library and what the JVM needs are among them, and stay: ld.so looks for none of them
 * again, and to search as it does takes a process of its own, to ask where it searches.
 */
final class MappedLibraries {
  private static final Path MAPS = Path.of("/proc/self/maps");

  /** Where the permission to execute is, counted from the first space. */
  private static final int EXECUTE = 3;

  /** Read when it is asked for. */
  private static final class AtFirst {
    private static final Map<String, Path> FILES = read();

    /** ISO 8859-1: a path may have any bytes, and those that are asked for have plain names. */
    private static Map<String, Path> read() {
      try {
        return byName(Files.readAllLines(MAPS, StandardCharsets.ISO_8859_1));
      } catch (IOException unreadable) {
        return Map.of();
      }
    }
  }

  private MappedLibraries() {}

  /** The file of a name, by its real path. */
  static Optional<Path> named(String name) {
    return Optional.ofNullable(AtFirst.FILES.get(name));
  }

  /**
   * The files whose code is mapped.
   *
   * @param maps lines of {@code /proc/PID/maps}
   */
  static Map<String, Path> byName(List<String> maps) {
    Map<String, Path> files = new HashMap<>();
    for (String line : maps) {
      int permissions = line.indexOf(' ');
      int path = line.indexOf('/');
      if (path > 0 && permissions > 0 && line.charAt(permissions + EXECUTE) == 'x') {
        add(files, line.substring(path));
      }
    }
    return files;
  }

  private static void add(Map<String, Path> files, String path) {
    try {
      files.putIfAbsent(path.substring(path.lastIndexOf('/') + 1), Path.of(path));
    } catch (InvalidPathException none) {
      return; // It is in another encoding, and no library of the system's.
    }
  }
}
