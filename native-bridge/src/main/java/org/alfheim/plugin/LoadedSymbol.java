package org.alfheim.plugin;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.alfheim.bind.Function;
import org.alfheim.bind.SymbolKind;
import org.alfheim.bind.Target;
import org.alfheim.bind.Variable;
import org.alfheim.elf.ElfSymbol;

/** A symbol of a plugin in this process. */
final class LoadedSymbol implements Symbol, Target {
  private final LoadedPlugin plugin;
  private final ElfSymbol symbol;
  private final Optional<String> version;

  LoadedSymbol(LoadedPlugin plugin, ElfSymbol symbol, Optional<String> version) {
    this.plugin = plugin;
    this.symbol = symbol;
    this.version = version;
  }

  @Override
  public Plugin plugin() {
    return plugin;
  }

  @Override
  public String image() {
    return plugin.name();
  }

  @Override
  public String name() {
    return symbol.name();
  }

  @Override
  public Optional<String> version() {
    return version;
  }

  @Override
  public SymbolKind kind() {
    return switch (symbol.type()) {
      case FUNC, GNU_IFUNC -> SymbolKind.FUNCTION;
      case TLS -> SymbolKind.TLS;
      default -> SymbolKind.VARIABLE;
    };
  }

  @Override
  public long size() {
    return symbol.size();
  }

  @Override
  public MemorySegment segment() {
    return plugin.live().locate(symbol, version);
  }

  @Override
  public <T> Variable<T> variable(Class<T> type) {
    throw new UnsupportedOperationException(type.getName());
  }

  @Override
  public Variable<Object> variable(String declaration) {
    throw new UnsupportedOperationException(declaration);
  }

  @Override
  public Function function(String prototype) {
    throw new UnsupportedOperationException(prototype);
  }

  @Override
  public <F> F function(Class<F> functional) {
    throw new UnsupportedOperationException(functional.getName());
  }

  @Override
  public MethodHandle handle(FunctionDescriptor descriptor) {
    throw new UnsupportedOperationException(descriptor.toString());
  }

  @Override
  public String toString() {
    return version.map(v -> name() + "@" + v).orElse(name());
  }
}
