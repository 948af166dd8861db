package org.alfheim.internal.open;

import java.lang.foreign.SymbolLookup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Structure;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.bind.Contract;
import org.alfheim.internal.bind.PointedInterfaces;
import org.alfheim.internal.bind.marshal.Target;
import org.alfheim.internal.bind.marshal.Targets;
import org.alfheim.internal.bind.struct.LaidStructures;
import org.alfheim.internal.naming.DemangledSymbols;
import org.alfheim.internal.process.map.LiveImage;
import org.alfheim.internal.process.map.MappedImage;
import org.alfheim.internal.process.map.SharedImage;
import org.alfheim.internal.relocation.Layout;
import org.alfheim.internal.symboltypes.ImageTypes;
import org.alfheim.internal.symboltypes.TypeSources;
import org.alfheim.names.DemangledName;
import org.alfheim.names.SimilarNames;
import org.alfheim.plugin.ImageInfo;
import org.alfheim.plugin.Symbol;
import org.alfheim.plugin.SymbolNotFoundException;
import org.alfheim.plugin.TypeSource;
import org.alfheim.plugin.Waiver;
import org.alfheim.types.CType;

/** A plugin in this process. */
final class LoadedPlugin implements OpenedPlugin {
  private final Origin origin;
  private final SharedObject elf;
  private final LiveImage live;
  private final ImageInfo info;
  private final Map<String, LoadedSymbol> byName = new ConcurrentHashMap<>();
  private final Map<Integer, LoadedSymbol> byIndex = new ConcurrentHashMap<>();
  private final AbsentNames absent = new AbsentNames();
  private final Set<Waiver> waivers;
  private final List<String> warnings;
  private final TypeSources typeSources = new TypeSources();
  private volatile ImageTypes types;
  private volatile LaidStructures structures;
  private volatile DemangledSymbols demangled;

  private LoadedPlugin(Source source, SharedObject elf, LiveImage live, ImageInfo info) {
    this.origin = source.origin();
    this.waivers = source.options().waivers();
    this.warnings = source.warnings();
    this.typeSources.add(source.ownTypes());
    this.typeSources.add(source.options().typeSources());
    this.elf = elf;
    this.live = live;
    this.info = info;
  }

  static LoadedPlugin mapped(Source source, SharedObject elf, MappedImage live, long start) {
    ImageInfo info = info(elf, live, live.held(), live.relocations(), false, start);
    return new LoadedPlugin(source, elf, live, info);
  }

  static LoadedPlugin shared(Source source, SharedObject elf, SharedImage live, long start) {
    ImageInfo info = info(elf, live, 0, 0, true, start);
    return new LoadedPlugin(source, elf, live, info);
  }

  /** Where and how an image lies. */
  static ImageInfo info(
      SharedObject elf, LiveImage live, long held, long relocations, boolean shared, long start) {
    return new ImageInfo(
        live.bias().value(),
        span(elf),
        held,
        elf.loadSegments(),
        elf.needed(),
        relocations,
        System.nanoTime() - start,
        shared);
  }

  /** The bytes of address space that an image covers. */
  static long span(SharedObject elf) {
    List<ProgramHeader> segments = elf.loadSegments();
    return segments.getLast().end().minus(segments.getFirst().vaddr());
  }

  @Override
  public Origin origin() {
    return origin;
  }

  @Override
  public List<String> objects() {
    return origin.objects();
  }

  @Override
  public List<String> linkWarnings() {
    return warnings;
  }

  @Override
  public LoadedSymbol lookup(String name) {
    LoadedSymbol known = byName.get(name);
    return known != null ? known : exported(name).orElseThrow(() -> notFound(name));
  }

  private SymbolNotFoundException notFound(String name) {
    return notFound(
        name,
        () ->
            demangled()
                .hint(name)
                .map("; "::concat)
                .orElseGet(() -> SimilarNames.question(name, this::exportedNames)));
  }

  private Iterator<String> exportedNames() {
    return IntStream.iterate(nextListed(1), index -> index > 0, index -> nextListed(index + 1))
        .mapToObj(index -> elf.symbols().get(index).name())
        .iterator();
  }

  @Override
  public Optional<Symbol> find(String name) {
    return exported(name).map(Symbol.class::cast);
  }

  private Optional<LoadedSymbol> exported(String name) {
    LoadedSymbol known = byName.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    if (absent.has(name)) {
      return Optional.empty();
    }
    OptionalInt index = elf.find(name);
    if (index.isEmpty()) {
      OptionalInt meant =
          DemangledName.isMeant(name) ? demangled().find(name) : OptionalInt.empty();
      if (meant.isPresent()) {
        return Optional.of(symbol(meant.getAsInt()));
      }
      absent.add(name);
      return Optional.empty();
    }
    LoadedSymbol symbol = symbol(index.getAsInt());
    byName.putIfAbsent(name, symbol);
    return Optional.of(symbol);
  }

  /** Made when it is asked for, like its index: most images and most names have no use for it. */
  private DemangledSymbols demangled() {
    DemangledSymbols known = demangled;
    if (known == null) {
      known = new DemangledSymbols(elf);
      demangled = known;
    }
    return known;
  }

  @Override
  public Optional<Symbol> find(String name, String version) {
    OptionalInt index = elf.find(name, version);
    /* ld.so lets a symbol without a version stand for any; whoever asks for a version here means it. */
    return index.isEmpty()
        ? Optional.empty()
        : Optional.<Symbol>of(symbol(index.getAsInt()))
            .filter(symbol -> symbol.version().equals(Optional.of(version)));
  }

  private LoadedSymbol symbol(int index) {
    LoadedSymbol known = byIndex.get(index);
    if (known != null) {
      return known;
    }
    LoadedSymbol symbol = new LoadedSymbol(this, index);
    LoadedSymbol earlier = byIndex.putIfAbsent(index, symbol);
    return earlier == null ? symbol : earlier;
  }

  @Override
  public List<Symbol> symbols() {
    List<Symbol> symbols = new ArrayList<>();
    for (int index = nextListed(1); index > 0; index = nextListed(index + 1)) {
      symbols.add(symbol(index));
    }
    symbols.sort(new ByName());
    return List.copyOf(symbols);
  }

  /* No lambda, as on all the way of a first start. */
  private static final class ByName implements Comparator<Symbol> {
    @Override
    public int compare(Symbol one, Symbol other) {
      return one.name().compareTo(other.name());
    }
  }

  @Override
  public int symbolCount() {
    int count = 0;
    for (int index = nextListed(1); index > 0; index = nextListed(index + 1)) {
      count++;
    }
    return count;
  }

  /** The first symbol that is listed, from an index on; 0 if there is none. */
  private int nextListed(int from) {
    int count = elf.symbols().count();
    for (int index = from; index < count; index++) {
      if (elf.symbols().exported(index) && !elf.versions().hidden(index) && !namesVersion(index)) {
        return index;
      }
    }
    return 0;
  }

  /** Linkers define an absolute symbol for each version, with the version's own name. */
  private boolean namesVersion(int index) {
    return elf.symbols().section(index) == ElfSymbol.SHN_ABS
        && elf.versions().nameOf(index).equals(Optional.of(elf.symbols().get(index).name()));
  }

  @Override
  public <T> T bind(Class<T> contract) {
    return Contract.bind(contract, new Exports());
  }

  @Override
  public <S> Structure<S> structure(Class<S> view) {
    return structures().of(view);
  }

  /** The plugin as typed access sees it. */
  private final class Exports implements Targets {
    @Override
    public String image() {
      return name();
    }

    @Override
    public Optional<? extends Target> find(String symbol) {
      return exported(symbol);
    }

    @Override
    public Optional<String> hint(String symbol) {
      return demangled().hint(symbol);
    }
  }

  @Override
  public SymbolLookup symbolLookup() {
    return name -> exported(name).flatMap(LoadedSymbol::value);
  }

  @Override
  public ImageInfo image() {
    return info;
  }

  /**
   * The size of a symbol's memory: {@code st_size}, or where that is 0 all that its segment has
   * from there on.
   *
   * @throws BindingException if it is no memory of the image: an absolute value, or an address
   *     outside its segments
   */
  long extent(ElfSymbol symbol) {
    if (symbol.absolute()) {
      throw misplaced(symbol, "is an absolute value (SHN_ABS), and no place in memory");
    }
    long room =
        switch (symbol.type()) {
          case TLS ->
              elf.segment(ProgramHeader.PT_TLS)
                  .map(tls -> Math.max(0, tls.memorySize() - symbol.value().value()))
                  .orElse(0L);
          case FUNC, GNU_IFUNC -> Layout.room(elf, symbol.value(), true);
          default -> Layout.room(elf, symbol.value(), false);
        };
    if (room == 0 || Long.compareUnsigned(symbol.size(), room) > 0) {
      throw misplaced(
          symbol,
          "lies outside the image's segments (st_value "
              + symbol.value()
              + ", st_size "
              + symbol.size()
              + ")");
    }
    return symbol.size() == 0 ? room : symbol.size();
  }

  private BindingException misplaced(ElfSymbol symbol, String problem) {
    return new BindingException(name() + ": " + symbol.name() + " " + problem, List.of());
  }

  /** Whether an image's memory may be written now that relocation is over. */
  boolean writable(Vaddr start, long size) {
    return Layout.writable(elf, start, size);
  }

  /** What is known of the types of its symbols. */
  ImageTypes types() {
    ImageTypes known = types;
    if (known == null) {
      synchronized (absent) {
        known = types == null ? new ImageTypes(elf, origin.image(), typeSources) : types;
        types = known;
      }
    }
    return known;
  }

  private LaidStructures structures() {
    LaidStructures known = structures;
    if (known == null) {
      synchronized (absent) {
        known = structures == null ? laid() : structures;
        structures = known;
      }
    }
    return known;
  }

  private LaidStructures laid() {
    Function<String, Optional<CType>> names = types()::named;
    return new LaidStructures(() -> PointedInterfaces.structures(new Exports(), names));
  }

  /** Whether whoever opened it takes a protection away. */
  boolean waives(Waiver demand) {
    return waivers.contains(demand);
  }

  @Override
  public void typedBy(List<TypeSource> sources) {
    if (!sources.isEmpty()) {
      typeSources.add(sources);
      ImageTypes known = types;
      if (known != null) {
        known.again();
      }
    }
  }

  @Override
  public SharedObject elf() {
    return elf;
  }

  LiveImage live() {
    return live;
  }

  @Override
  public String toString() {
    return name();
  }
}
