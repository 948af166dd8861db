package org.alfheim.internal.open;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.NativeFunction;
import org.alfheim.bind.SymbolKind;
import org.alfheim.bind.Variable;
import org.alfheim.bind.declaration.Declaration;
import org.alfheim.bind.declaration.Prototype;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.internal.bind.Contract;
import org.alfheim.internal.bind.marshal.Target;
import org.alfheim.internal.bind.text.BoundFunction;
import org.alfheim.internal.bind.text.BoundVariable;
import org.alfheim.internal.preview.UnopenedSymbols;
import org.alfheim.internal.process.libc.Downcalls;
import org.alfheim.internal.process.libc.ProcessException;
import org.alfheim.plugin.LocalSymbol;
import org.alfheim.plugin.Waiver;
import org.alfheim.types.CType;
import org.alfheim.types.KnownType;

/** A symbol of a plugin in this process. */
final class LoadedSymbol implements LocalSymbol, Target {
  private final LoadedPlugin plugin;
  private final int index;
  private final ElfSymbol symbol;
  private final Optional<String> version;

  /** What was found; who knows nothing yet may do so later. */
  private volatile Optional<KnownType> known = Optional.empty();

  LoadedSymbol(LoadedPlugin plugin, int index) {
    this.plugin = plugin;
    this.index = index;
    this.symbol = plugin.elf().symbols().get(index);
    this.version = plugin.elf().versions().nameOf(index);
  }

  @Override
  public LoadedPlugin plugin() {
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
  public boolean writable() {
    return switch (kind()) {
      case FUNCTION -> false;
      case TLS -> true;
      case VARIABLE -> plugin.writable(symbol.value(), Math.max(symbol.size(), 1));
    };
  }

  @Override
  public MemorySegment segment() {
    try {
      return plugin.live().locate(symbol, version, plugin.extent(symbol));
    } catch (ProcessException e) {
      throw new BindingException(image() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public OptionalLong address() {
    try {
      return OptionalLong.of(segment().address());
    } catch (BindingException _) {
      return OptionalLong.empty();
    }
  }

  /** What {@code dlsym} answers: also an absolute value. */
  Optional<MemorySegment> value() {
    OptionalLong address = symbol.absolute() ? OptionalLong.of(symbol.value().value()) : address();
    return address.isPresent()
        ? Optional.of(MemorySegment.ofAddress(address.getAsLong()))
        : Optional.empty();
  }

  @Override
  public Optional<KnownType> type() {
    Optional<KnownType> type = known;
    if (type.isEmpty()) {
      type = plugin.types().find(UnopenedSymbols.place(plugin.elf(), index, symbol));
      known = type;
    }
    return type;
  }

  @Override
  public Optional<KnownType> knownType() {
    return type();
  }

  @Override
  public boolean typesWaived() {
    return plugin.waives(Waiver.TYPES);
  }

  @Override
  public List<String> typeProblems() {
    return plugin.types().problems();
  }

  @Override
  public Optional<CType> typeNamed(String name) {
    return plugin.types().named(name);
  }

  @Override
  public NativeFunction function() {
    return BoundFunction.known(this, type());
  }

  @Override
  public Variable<Object> variable() {
    return BoundVariable.known(this, type());
  }

  @Override
  public <T> Variable<T> variable(Class<T> type) {
    return BoundVariable.of(this, type);
  }

  @Override
  public Variable<Object> variable(String declaration) {
    if (declaration.strip().equals(name())) {
      return variable();
    }
    return BoundVariable.of(this, Declaration.parse(declaration));
  }

  @Override
  public NativeFunction function(String prototype) {
    if (prototype.strip().equals(name())) {
      return function();
    }
    return new BoundFunction(this, Prototype.parse(prototype));
  }

  @Override
  public <F> F function(Class<F> functional) {
    return Contract.function(functional, this);
  }

  @Override
  public MethodHandle downcallHandle(FunctionDescriptor descriptor) {
    if (kind() != SymbolKind.FUNCTION) {
      throw new BindingException(image() + ": " + name() + " is no function");
    }
    return Downcalls.handle(segment(), descriptor);
  }

  @Override
  public String toString() {
    return version.map(v -> name() + "@" + v).orElse(name());
  }
}
