package org.alfheim.internal.preview;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.alfheim.bind.SymbolKind;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.bind.marshal.Target;
import org.alfheim.internal.bind.marshal.Targets;
import org.alfheim.internal.naming.DemangledSymbols;
import org.alfheim.internal.relocation.Layout;
import org.alfheim.internal.symboltypes.ImageTypes;
import org.alfheim.internal.typing.SymbolTypes.SymbolPlace;
import org.alfheim.types.CType;
import org.alfheim.types.KnownType;

/** The symbols of an image that nobody has opened. */
public final class UnopenedSymbols implements Targets {
  private final String image;
  private final SharedObject elf;
  private final ImageTypes types;
  private final DemangledSymbols demangled;

  /**
   * The symbols of an image.
   *
   * @param image what a person calls it
   * @param elf the image
   * @param types what is known of their types
   */
  public UnopenedSymbols(String image, SharedObject elf, ImageTypes types) {
    this.image = image;
    this.elf = elf;
    this.types = types;
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
    return index.isEmpty() ? Optional.empty() : Optional.of(new Entry(this, index.getAsInt()));
  }

  /**
   * What a symbol's type is looked for by. An IFUNC's value is the address of what chooses the
   * function, and not of the function. What is said of a name is said of its default version: an
   * older one has the name {@code get@V1}, which nobody gives a type to, and only its place says
   * what it is.
   *
   * @param image the image
   * @param index the symbol's index in its table
   */
  public static SymbolPlace place(SharedObject image, int index) {
    return place(image, index, image.symbols().get(index));
  }

  /**
   * The same where the symbol has been read.
   *
   * @param image as above
   * @param index as above
   * @param symbol the symbol at that index
   */
  public static SymbolPlace place(SharedObject image, int index, ElfSymbol symbol) {
    boolean elsewhere = symbol.type() == ElfSymbol.Type.GNU_IFUNC || symbol.absolute();
    String name = symbol.name();
    if (image.versions().hidden(index)) {
      name += "@" + image.versions().nameOf(index).orElse("");
    }
    return new SymbolPlace(name, elsewhere ? -1 : symbol.value().value());
  }

  @Override
  public Optional<String> hint(String name) {
    return demangled.hint(name);
  }

  /** A symbol as the image's table has it. */
  private record Entry(UnopenedSymbols all, int index) implements Target {
    private ElfSymbol symbol() {
      return all.elf.symbols().get(index);
    }

    @Override
    public String image() {
      return all.image();
    }

    @Override
    public Optional<KnownType> knownType() {
      return all.types.find(place(all.elf, index));
    }

    @Override
    public List<String> typeProblems() {
      return all.types.problems();
    }

    @Override
    public Optional<CType> typeNamed(String name) {
      return all.types.named(name);
    }

    @Override
    public String name() {
      return symbol().name();
    }

    @Override
    public SymbolKind kind() {
      return switch (symbol().type()) {
        case FUNC, GNU_IFUNC -> SymbolKind.FUNCTION;
        case TLS -> SymbolKind.TLS;
        default -> SymbolKind.VARIABLE;
      };
    }

    @Override
    public long size() {
      return symbol().size();
    }

    @Override
    public boolean writable() {
      return switch (kind()) {
        case FUNCTION -> false;
        case TLS -> true;
        case VARIABLE -> Layout.writable(all.elf, symbol().value(), Math.max(symbol().size(), 1));
      };
    }

    @Override
    public MemorySegment segment() {
      throw new IllegalStateException(name() + " is in no process");
    }
  }
}
