package org.alfheim.internal.open;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Structure;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.go.GoExport;
import org.alfheim.internal.go.GoPlugin;
import org.alfheim.internal.go.runtime.GoRuntime;
import org.alfheim.internal.process.map.MappedImage;
import org.alfheim.names.SimilarNames;
import org.alfheim.plugin.GoNeeds;
import org.alfheim.plugin.ImageInfo;
import org.alfheim.plugin.Symbol;
import org.alfheim.plugin.TypeSource;

/**
 * A Go plugin in this process. Its symbols are what {@code plugin.Lookup} finds in it, by Go's
 * names; the thousands that its image has besides are those of its runtime.
 */
final class LoadedGoPlugin implements OpenedPlugin {
  private final Origin origin;
  private final SharedObject elf;
  private final ImageInfo info;
  private final Map<String, LoadedGoSymbol> symbols = new LinkedHashMap<>();
  private final GoRuntime.Opened opened;

  LoadedGoPlugin(
      Source source, SharedObject elf, MappedImage mapped, GoRuntime.Opened opened, long start) {
    this.origin = source.origin();
    this.elf = elf;
    this.opened = opened;
    this.info = LoadedPlugin.info(elf, mapped, mapped.held(), mapped.relocations(), false, start);
    List<GoExport> exports = new ArrayList<>(described().exports().orElseThrow());
    exports.sort(Comparator.comparing(GoExport::name));
    for (GoExport export : exports) {
      symbols.put(export.name(), new LoadedGoSymbol(this, export));
    }
  }

  @Override
  public Origin origin() {
    return origin;
  }

  @Override
  public LoadedGoSymbol lookup(String name) {
    LoadedGoSymbol symbol = symbols.get(name);
    if (symbol != null) {
      return symbol;
    }
    throw notFound(name, () -> question(name));
  }

  private String question(String name) {
    String plain = GoExport.unqualified(name);
    return symbols.containsKey(plain)
        ? "; did you mean " + plain + "?"
        : SimilarNames.question(name, symbols.keySet());
  }

  @Override
  public Optional<Symbol> find(String name) {
    return Optional.ofNullable(symbols.get(name));
  }

  /** Go has no versions of symbols. */
  @Override
  public Optional<Symbol> find(String name, String version) {
    return Optional.empty();
  }

  @Override
  public int symbolCount() {
    return symbols.size();
  }

  @Override
  public List<Symbol> symbols() {
    return List.copyOf(symbols.values());
  }

  @Override
  public <T> T bind(Class<T> contract) {
    return opened.values().bind(contract);
  }

  @Override
  public <S> Structure<S> structure(Class<S> view) {
    throw new BindingException(
        name() + ": a Go plugin has no structures of C: " + view.getName() + " can't be one");
  }

  @Override
  public SymbolLookup symbolLookup() {
    return name ->
        Optional.ofNullable(symbols.get(name))
            .map(LoadedGoSymbol::address)
            .filter(OptionalLong::isPresent)
            .map(address -> MemorySegment.ofAddress(address.getAsLong()));
  }

  @Override
  public ImageInfo image() {
    return info;
  }

  @Override
  public Optional<GoNeeds> go() {
    return Optional.of(GoHostSearch.needs(opened.instance().name(), described()));
  }

  private GoPlugin described() {
    return opened.instance().described();
  }

  GoRuntime.Opened opened() {
    return opened;
  }

  @Override
  public SharedObject elf() {
    return elf;
  }

  /** Go's tables say all types. */
  @Override
  public void typedBy(List<TypeSource> sources) {}

  @Override
  public String toString() {
    return name();
  }
}
