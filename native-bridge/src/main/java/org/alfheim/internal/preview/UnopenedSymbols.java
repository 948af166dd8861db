package org.alfheim.internal.preview;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.OptionalInt;
import org.alfheim.bind.SymbolKind;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.bind.marshal.Target;
import org.alfheim.internal.bind.marshal.Targets;
import org.alfheim.internal.naming.DemangledSymbols;
import org.alfheim.internal.relocation.Layout;

/** The symbols of an image that nobody has opened. */
public final class UnopenedSymbols implements Targets {
  private final String image;
  private final SharedObject elf;
  private final DemangledSymbols demangled;

  /** Of an image that a person calls by a name. */
  public UnopenedSymbols(String image, SharedObject elf) {
    this.image = image;
    this.elf = elf;
    this.demangled = new DemangledSymbols(elf);
  }

  @Override
  public String image() {
    return image;
  }

  @Override
  public Optional<? extends Target> find(String name) {
    OptionalInt own = elf.find(name);
    OptionalInt index = own.isPresent() ? own : demangled.find(name);
    return index.isEmpty()
        ? Optional.empty()
        : Optional.of(new Entry(image, elf, elf.symbols().get(index.getAsInt())));
  }

  @Override
  public Optional<String> hint(String name) {
    return demangled.hint(name);
  }

  /** A symbol as the image's table has it. */
  private record Entry(String image, SharedObject elf, ElfSymbol symbol) implements Target {
    @Override
    public String name() {
      return symbol.name();
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
        case VARIABLE -> Layout.writable(elf, symbol.value(), Math.max(symbol.size(), 1));
      };
    }

    @Override
    public MemorySegment segment() {
      throw new IllegalStateException(name() + " is in no process");
    }
  }
}
