package org.alfheim.plugin;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.alfheim.bind.Contract;
import org.alfheim.bind.Target;
import org.alfheim.bind.Targets;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.Vaddr;
import org.alfheim.link.Layout;
import org.alfheim.process.LiveImage;
import org.alfheim.process.MappedImage;
import org.alfheim.process.SharedImage;

/** A plugin in this process. */
final class LoadedPlugin implements Plugin {
  private final Loader.Source source;
  private final String location;
  private final SharedObject elf;
  private final LiveImage live;
  private final ImageInfo info;
  private final Map<String, LoadedSymbol> byName = new ConcurrentHashMap<>();
  private final Map<Integer, LoadedSymbol> byIndex = new ConcurrentHashMap<>();

  private LoadedPlugin(
      Loader.Source source, String location, SharedObject elf, LiveImage live, ImageInfo info) {
    this.source = source;
    this.location = location;
    this.elf = elf;
    this.live = live;
    this.info = info;
  }

  static LoadedPlugin mapped(
      Loader.Source source, String location, SharedObject elf, MappedImage live, long start) {
    ImageInfo info =
        new ImageInfo(
            live.bias(),
            live.plan().layout().size(),
            elf.loadSegments(),
            elf.needed(),
            live.plan().fixups().count(),
            System.nanoTime() - start,
            false);
    return new LoadedPlugin(source, location, elf, live, info);
  }

  static LoadedPlugin shared(
      Loader.Source source, String location, SharedObject elf, SharedImage live, long start) {
    long span = elf.loadSegments().getLast().end().minus(elf.loadSegments().getFirst().vaddr());
    ImageInfo info =
        new ImageInfo(
            live.bias(),
            span,
            elf.loadSegments(),
            elf.needed(),
            0,
            System.nanoTime() - start,
            true);
    return new LoadedPlugin(source, location, elf, live, info);
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public String location() {
    return location;
  }

  @Override
  public Optional<Path> path() {
    return source.file();
  }

  @Override
  public Optional<String> soname() {
    return elf.soname();
  }

  @Override
  public Optional<String> buildId() {
    return elf.buildId();
  }

  @Override
  public Optional<String> version() {
    Optional<String> version = LibraryVersion.of(name());
    return version.isPresent() ? version : elf.soname().flatMap(LibraryVersion::of);
  }

  @Override
  public Symbol lookup(String name) {
    LoadedSymbol known = byName.get(name);
    return known != null ? known : find(name).orElseThrow(() -> notFound(name));
  }

  private SymbolNotFoundException notFound(String name) {
    return new SymbolNotFoundException(
        source.displayName(),
        source.displayName() + ": symbol " + name + " not found in plugin " + name(),
        null);
  }

  @Override
  public Optional<Symbol> find(String name) {
    LoadedSymbol known = byName.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    OptionalInt index = elf.find(name);
    if (index.isEmpty()) {
      return Optional.empty();
    }
    LoadedSymbol symbol = symbol(index.getAsInt());
    byName.putIfAbsent(name, symbol);
    return Optional.of(symbol);
  }

  @Override
  public Optional<Symbol> find(String name, String version) {
    OptionalInt index = elf.find(name, version);
    return index.isEmpty() ? Optional.empty() : Optional.of(symbol(index.getAsInt()));
  }

  private LoadedSymbol symbol(int index) {
    return byIndex.computeIfAbsent(
        index, i -> new LoadedSymbol(this, elf.symbols().get(i), elf.versions().nameOf(i)));
  }

  @Override
  public List<Symbol> symbols() {
    return elf.exported()
        .filter(index -> !elf.versions().hidden(index))
        .<Symbol>mapToObj(this::symbol)
        .sorted(Comparator.comparing(Symbol::name))
        .toList();
  }

  @Override
  public <T> T bind(Class<T> contract) {
    return Contract.bind(contract, new Exports());
  }

  /** The plugin as typed access sees it. */
  private final class Exports implements Targets {
    @Override
    public String image() {
      return name();
    }

    @Override
    public Optional<? extends Target> find(String symbol) {
      return LoadedPlugin.this.find(symbol).map(LoadedSymbol.class::cast);
    }
  }

  @Override
  public ImageInfo image() {
    return info;
  }

  /** Whether an image's memory may be written now that relocation is over. */
  boolean writable(Vaddr start, long size) {
    return Layout.writable(elf, start, size);
  }

  LiveImage live() {
    return live;
  }

  @Override
  public String toString() {
    return name();
  }
}
