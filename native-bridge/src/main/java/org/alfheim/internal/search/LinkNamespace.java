package org.alfheim.internal.search;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The objects that ld.so has loaded (glibc, {@code link_namespaces}). ld.so searches for nothing
 * that it has by the name that is asked for, and what is in the global scope is found by every
 * object.
 */
public interface LinkNamespace {

  /** Nothing is loaded. */
  LinkNamespace EMPTY =
      new LinkNamespace() {
        @Override
        public Optional<Path> file(String name) {
          return Optional.empty();
        }

        @Override
        public boolean defines(String symbol) {
          return false;
        }
      };

  /**
   * The file of an object that is there.
   *
   * @param name a soname or a path
   * @return the path that ld.so has of it, which may be that of no file; empty if it is not there
   */
  Optional<Path> file(String name);

  /**
   * Whether the global scope has a symbol.
   *
   * @param symbol a name, or {@code name@version}
   * @return whether it is defined there
   */
  boolean defines(String symbol);
}
