package org.alfheim.corpus.objects;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Where the symbols come from that an object or archive refers to and nobody has yet. */
@FunctionalInterface
public interface SymbolProviders {

  /** Nobody has more. */
  SymbolProviders NONE = (_, _) -> new Choice(List.of(), List.of(), List.of());

  /**
   * Chooses archives and libraries for a file.
   *
   * @param file the object or archive, by its real path
   * @param lacking the symbols that it lacks
   * @return who has them; of those that nobody has, nothing is said
   */
  Choice choose(Path file, Collection<String> lacking);

  /**
   * Who has what is lacking.
   *
   * @param archives archives, of which the members are taken that are referred to
   * @param libraries shared libraries
   * @param libraryFolders folders in which ld.so finds these, and those that they need
   */
  record Choice(List<Path> archives, List<Path> libraries, List<Path> libraryFolders) {
    /** Copies the lists. */
    public Choice {
      archives = List.copyOf(archives);
      libraries = List.copyOf(libraries);
      libraryFolders = List.copyOf(libraryFolders);
    }

    boolean empty() {
      return archives.isEmpty() && libraries.isEmpty();
    }
  }
}
