package org.alfheim.internal.open;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.NativeFunction;
import org.alfheim.bind.SymbolKind;
import org.alfheim.bind.Variable;
import org.alfheim.internal.go.GoExport;
import org.alfheim.internal.go.runtime.GoInstance;
import org.alfheim.internal.go.runtime.GoValues;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.Memory;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.LocalSymbol;
import org.alfheim.types.KnownType;

/** An export of a Go plugin in this process. */
final class LoadedGoSymbol implements LocalSymbol {
  private final LoadedGoPlugin plugin;
  private final GoExport export;

  LoadedGoSymbol(LoadedGoPlugin plugin, GoExport export) {
    this.plugin = plugin;
    this.export = export;
  }

  private GoInstance instance() {
    return plugin.opened().instance();
  }

  private GoValues values() {
    return plugin.opened().values();
  }

  /** What the linker calls it. */
  private String linked() {
    return instance().described().linkedName(export);
  }

  @Override
  public LocalPlugin plugin() {
    return plugin;
  }

  @Override
  public String name() {
    return export.name();
  }

  @Override
  public Optional<String> version() {
    return Optional.empty();
  }

  @Override
  public SymbolKind kind() {
    return export.function() ? SymbolKind.FUNCTION : SymbolKind.VARIABLE;
  }

  @Override
  public long size() {
    OptionalInt index = plugin.elf().find(linked());
    return index.isPresent() ? plugin.elf().symbols().size(index.getAsInt()) : 0;
  }

  @Override
  public Optional<KnownType> type() {
    return Optional.of(
        new KnownType(
            export.symbolType(), "Go's own tables of " + plugin.name(), Optional.empty()));
  }

  @Override
  public Variable<Object> variable() {
    return values().variable(export);
  }

  @Override
  public NativeFunction function() {
    return values().function(export);
  }

  @Override
  public <T> Variable<T> variable(Class<T> type) {
    return values().variable(export, type);
  }

  @Override
  public Variable<Object> variable(String declaration) {
    if (declaration.strip().equals(name())) {
      return variable();
    }
    throw noC(declaration);
  }

  @Override
  public NativeFunction function(String prototype) {
    if (prototype.strip().equals(name())) {
      return function();
    }
    throw noC(prototype);
  }

  private BindingException noC(String declaration) {
    return refused(
        "is declared in Go (" + export.declaration() + "), and not in C: " + declaration);
  }

  private BindingException refused(String problem) {
    return new BindingException(plugin.name() + ": " + name() + " " + problem);
  }

  @Override
  public <F> F function(Class<F> functional) {
    return values().function(export, functional);
  }

  /** Of a function, where its code begins, which is called by Go's own convention. */
  @Override
  public OptionalLong address() {
    return instance().code().find(linked());
  }

  @Override
  public MethodHandle downcallHandle(FunctionDescriptor descriptor) {
    throw refused(
        export.function()
            ? "can't be called as a function of C: it is one of Go's, by Go's convention"
            : "is no function");
  }

  @Override
  public MemorySegment segment() {
    OptionalLong address = address();
    if (address.isEmpty()) {
      throw refused("has no address: its image has no symbol " + linked());
    }
    return Memory.segment(new Address(address.getAsLong()), size());
  }

  @Override
  public String toString() {
    return name();
  }
}
