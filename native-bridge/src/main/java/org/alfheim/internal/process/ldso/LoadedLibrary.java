package org.alfheim.internal.process.ldso;

import java.nio.file.Path;
import java.util.Optional;

/** What the process has of libraries. */
public final class LoadedLibrary {
  private LoadedLibrary() {}

  /**
   * The file of a library that ld.so has loaded.
   *
   * @param name a soname or a path
   * @return the path that ld.so has of it, which may be that of no file; empty if to load the
   *     library would not be to find it
   */
  public static Optional<Path> find(String name) {
    Optional<HeldLibrary> held = HeldLibrary.of(name);
    if (held.isEmpty()) {
      return Optional.empty();
    }
    try (HeldLibrary library = held.get()) {
      return Optional.of(library.file());
    }
  }

  /**
   * Whether a library, or one that it needs, defines a symbol.
   *
   * @param name the library's soname or path
   * @param symbol the symbol's name, in whatever version
   * @return whether it does; not if ld.so has not loaded the library
   */
  public static boolean defines(String name, String symbol) {
    long handle = DynamicLinker.held(name);
    if (handle == 0) {
      return false;
    }
    try {
      return DynamicLinker.lookUp(handle, symbol) != 0;
    } finally {
      DynamicLinker.close(handle);
    }
  }
}
