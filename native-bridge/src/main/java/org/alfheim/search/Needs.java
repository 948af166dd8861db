package org.alfheim.search;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.alfheim.elf.SharedObject;

/** The files that ld.so would load for an image, found by reading, with nothing loaded. */
public final class Needs {
  private Needs() {}

  /**
   * What an image needs.
   *
   * @param image the image
   * @param folder the folder of its file, for {@code $ORIGIN}
   * @param sonames those entries of {@code DT_NEEDED}, {@code DT_AUXILIARY} and {@code DT_FILTER}
   *     that ld.so is to satisfy
   */
  public record Of(SharedObject image, Optional<Path> folder, List<String> sonames) {
    /** Copies the list. */
    public Of {
      sonames = List.copyOf(sonames);
    }
  }

  /**
   * The files, breadth first as ld.so goes; what it would not find is left out.
   *
   * @param needs what is needed
   * @param system where libraries are looked for
   * @param there whether the process has a library of a soname already
   * @return each file once
   */
  public static List<Path> files(Of needs, SystemLibraries system, Predicate<String> there) {
    Set<Path> files = new LinkedHashSet<>();
    Set<String> seen = new HashSet<>();
    Deque<Of> waiting = new ArrayDeque<>(List.of(needs));
    while (!waiting.isEmpty()) {
      Of next = waiting.remove();
      for (String needed : next.sonames()) {
        // The same words mean other files in other folders.
        String soname = SystemLibraries.expanded(needed, next.folder());
        if (seen.add(soname) && !there.test(soname)) {
          Optional<Path> file = system.find(soname, next.image(), next.folder());
          if (file.isPresent() && files.add(file.get())) {
            Optional<Path> folder = Optional.ofNullable(file.get().getParent());
            SystemLibraries.read(file.get())
                .ifPresent(
                    library -> waiting.add(new Of(library, folder, library.loadsLibraries())));
          }
        }
      }
    }
    return List.copyOf(files);
  }
}
