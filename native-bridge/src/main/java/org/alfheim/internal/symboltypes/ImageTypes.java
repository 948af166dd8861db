package org.alfheim.internal.symboltypes;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.debuginfo.DebugFiles;
import org.alfheim.internal.debuginfo.DebugFolders;
import org.alfheim.internal.dwarf.DwarfTypes;
import org.alfheim.internal.typing.SymbolTypes;
import org.alfheim.internal.typing.SymbolTypes.SymbolPlace;
import org.alfheim.plugin.TypeSource;
import org.alfheim.types.CType;
import org.alfheim.types.KnownType;
import org.alfheim.types.TypesException;

/**
 * What is known of the types of an image's symbols. Safe for use by any number of threads; the
 * first question waits for what has to be read.
 */
public final class ImageTypes {
  private final SharedObject image;
  private final Optional<Path> file;
  private final TypeSources sources;
  private final List<String> problems = new ArrayList<>();
  private List<SymbolTypes> read;

  /** The image's own bytes, if they are still there; of use for {@link #apart}. */
  private Optional<MemorySegment> own = Optional.empty();

  /** What a separate file knows, which is looked for when nobody else does; null before that. */
  private Optional<DwarfTypes> apart;

  /** Made when there is debug information: most images have none, and types from elsewhere. */
  private static final class OfSystem {
    static final DebugFiles FILES = new DebugFiles(DebugFolders.ofSystem(System.getenv()));

    private OfSystem() {}
  }

  /**
   * The types of an image.
   *
   * @param image the image
   * @param file the file that it was opened from, which is asked first; empty for one in memory
   * @param sources who else may know them, in the order in which they are asked; separate files of
   *     debug information come last
   */
  public ImageTypes(SharedObject image, Optional<Path> file, TypeSources sources) {
    this.image = image;
    this.file = file;
    this.sources = sources;
  }

  /**
   * The same with sources that stay.
   *
   * @param image the image
   * @param file as above
   * @param sources as above
   */
  public ImageTypes(SharedObject image, Optional<Path> file, List<? extends TypeSource> sources) {
    this(image, file, new TypeSources());
    this.sources.add(List.copyOf(sources));
  }

  /** Has sources asked that have come meanwhile, unless types are known already. */
  public synchronized void again() {
    if (read != null && read.isEmpty() && (apart == null || apart.isEmpty())) {
      read = null;
      apart = null;
    }
  }

  /**
   * The type of a symbol.
   *
   * @return what the first source says that knows it; or empty
   */
  public Optional<KnownType> find(SymbolPlace symbol) {
    int i = 0;
    for (SymbolTypes types = source(0); types != null; types = source(++i)) {
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
    int i = 0;
    for (SymbolTypes types = source(0); types != null; types = source(++i)) {
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

  /** Who is asked, in that order; null after the last. */
  private synchronized SymbolTypes source(int index) {
    List<SymbolTypes> all = read();
    if (index < all.size()) {
      return all.get(index);
    }
    if (apart == null) {
      apart = readApart();
    }
    return index == all.size() ? apart.orElse(null) : null;
  }

  private List<SymbolTypes> read() {
    if (read == null) {
      List<SymbolTypes> all = new ArrayList<>();
      own = own(all);
      for (TypeSource source : sources.alive()) {
        try {
          of(source.name(), all).read(source.name(), source.read(Arena.ofAuto()));
        } catch (IOException | InternalError unreadable) {
          problem(source.name(), unreadable);
        }
      }
      read = List.copyOf(all);
    }
    return read;
  }

  /** What the image's own file knows; gives its bytes, if it is still the image's. */
  private Optional<MemorySegment> own(List<SymbolTypes> all) {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      MemorySegment bytes = ImageFile.read(file.get(), image);
      TypeFile types = of(image.name(), all);
      types.read(file.get(), bytes);
      if (DwarfTypes.isIn(file.get().toString(), bytes)) {
        types.read(file.get(), bytes, OfSystem.FILES);
      }
      return Optional.of(bytes);
    } catch (IOException | ElfException | TypesException | InternalError unreadable) {
      problem(image.name(), unreadable);
      return Optional.empty();
    }
  }

  private TypeFile of(String origin, List<SymbolTypes> all) {
    return new TypeFile(all, new Damage(origin));
  }

  /** Remembers what was wrong with a source. */
  private final class Damage implements Consumer<RuntimeException> {
    private final String origin;

    Damage(String origin) {
      this.origin = origin;
    }

    @Override
    public void accept(RuntimeException unreadable) {
      problem(origin, unreadable);
    }
  }

  /**
   * What a file of debug information knows. Without lambdas: the first of a JVM takes it longer
   * than all else here, and a question for all symbols often ends here.
   */
  private Optional<DwarfTypes> readApart() {
    try {
      if (own.isEmpty() && image.buildId().isEmpty()) {
        return Optional.empty();
      }
      DebugFiles.Result result =
          own.isPresent()
              ? OfSystem.FILES.apart(file.orElseThrow(), own.get())
              : OfSystem.FILES.ofBuildId(image.buildId().get());
      for (String refused : result.refused()) {
        problem(refused);
      }
      return result.types();
    } catch (ElfException | TypesException | InternalError unreadable) {
      problem(image.name(), unreadable);
      return Optional.empty();
    }
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
    problem(line);
  }

  private synchronized void problem(String line) {
    if (!problems.contains(line)) {
      problems.add(line);
    }
  }
}
