package org.alfheim.internal.symboltypes;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.elf.ElfException;
import org.alfheim.plugin.TypeSource;
import org.alfheim.types.CType;
import org.alfheim.types.KnownType;
import org.alfheim.types.SymbolTypes;
import org.alfheim.types.SymbolTypes.SymbolPlace;
import org.alfheim.types.TypesException;

/**
 * What is known of the types of an image's symbols. Safe for use by any number of threads; the
 * first question waits for what has to be read.
 */
public final class ImageTypes {
  private final List<TypeSource> sources;
  private final List<String> problems = new ArrayList<>();
  private List<SymbolTypes> read;

  /**
   * The types of an image.
   *
   * @param sources who may know them, in the order in which they are asked
   */
  public ImageTypes(List<TypeSource> sources) {
    this.sources = List.copyOf(sources);
  }

  /**
   * The type of a symbol.
   *
   * @return what the first source says that knows it; or empty
   */
  public Optional<KnownType> find(SymbolPlace symbol) {
    for (SymbolTypes types : read()) {
      try {
        Optional<CType> found = types.find(symbol);
        if (found.isPresent()) {
          return Optional.of(new KnownType(found.get(), types.origin(), types.position(symbol)));
        }
      } catch (TypesException | InternalError damaged) {
        problem(types.origin(), damaged);
      }
    }
    return Optional.empty();
  }

  /** The type that a name stands for, by the first source that knows it. */
  public Optional<CType> named(String name) {
    for (SymbolTypes types : read()) {
      try {
        Optional<CType> found = types.named(name);
        if (found.isPresent()) {
          return found;
        }
      } catch (TypesException | InternalError damaged) {
        problem(types.origin(), damaged);
      }
    }
    return Optional.empty();
  }

  /** Why sources could not be read, a line for each; what has been noticed so far. */
  public synchronized List<String> problems() {
    return List.copyOf(problems);
  }

  private synchronized List<SymbolTypes> read() {
    if (read == null) {
      List<SymbolTypes> all = new ArrayList<>();
      for (TypeSource source : sources) {
        try {
          MemorySegment bytes = source.read(Arena.ofAuto());
          all.addAll(TypeFile.read(source.name(), bytes));
        } catch (IOException | ElfException | TypesException | InternalError unreadable) {
          problem(source.name(), unreadable);
        }
      }
      read = List.copyOf(all);
    }
    return read;
  }

  /**
   * Remembers what went wrong. An InternalError is what the JVM makes of a mapped file that has
   * been cut short meanwhile.
   */
  private synchronized void problem(String origin, Throwable problem) {
    String line =
        problem instanceof InternalError
            ? origin + ": the file was cut short while it was read"
            : problem instanceof IOException ? origin + ": " + problem : problem.getMessage();
    if (!problems.contains(line)) {
      problems.add(line);
    }
  }
}
