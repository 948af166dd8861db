package org.alfheim.linker.image;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.linker.object.ObjectSymbol;
import org.alfheim.linker.relocation.Addresses;
import org.alfheim.linker.symbol.LinkSymbol;
import org.alfheim.linker.symbol.LinkedSection;
import org.alfheim.linker.symbol.Resolution;

/** The symbol table for debuggers ({@code .symtab}): all names, those of objects alone too. */
final class StaticSymbols {
  private static final int SHT_SYMTAB_SHNDX = 18;
  private static final int INDEX = 4;

  private final List<LinkSymbol> symbols = new ArrayList<>();
  private final StringPool strings = new StringPool();
  private final int[] names;
  private final int locals;
  private final LinkedSection symbolTable;
  private final LinkedSection stringTable;

  /** The numbers of sections that symbols have no room for. */
  private Optional<LinkedSection> indexTable = Optional.empty();

  StaticSymbols(Resolution resolution, List<LinkSymbol> imports) {
    for (LinkSymbol symbol : resolution.locals()) {
      if (!symbol.key().isEmpty()
          && !symbol.key().startsWith(".L")
          && symbol.type() != ObjectSymbol.STT_SECTION
          && symbol.type() != ObjectSymbol.STT_FILE) {
        symbols.add(symbol);
      }
    }
    resolution.globals().stream()
        .filter(symbol -> symbol.kind() == LinkSymbol.Kind.DEFINED && !symbol.exported())
        .forEach(symbols::add);
    locals = symbols.size() + 1;
    resolution.globals().stream().filter(LinkSymbol::exported).forEach(symbols::add);
    symbols.addAll(imports);
    names = new int[symbols.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = strings.offset(symbols.get(i).key());
    }
    symbolTable =
        GeneratedSection.section(
            ".symtab",
            GeneratedSection.SHT_SYMTAB,
            0,
            (long) SymbolEntry.SIZE * (symbols.size() + 1),
            8,
            SymbolEntry.SIZE);
    stringTable =
        GeneratedSection.section(".strtab", GeneratedSection.SHT_STRTAB, 0, strings.size(), 1, 0);
  }

  List<LinkedSection> sections() {
    return List.of(symbolTable, stringTable);
  }

  /** A table besides, for an image of more sections than a symbol has numbers for. */
  LinkedSection withIndexTable() {
    LinkedSection table =
        GeneratedSection.section(
            ".symtab_shndx",
            SHT_SYMTAB_SHNDX,
            0,
            (long) INDEX * (symbols.size() + 1),
            INDEX,
            INDEX);
    indexTable = Optional.of(table);
    return table;
  }

  /** The number of the first symbol that is not local. */
  int firstGlobal() {
    return locals;
  }

  void write(Addresses addresses) {
    ByteBuffer out = symbolTable.section().content();
    for (int i = 0; i < symbols.size(); i++) {
      LinkSymbol symbol = symbols.get(i);
      int at = SymbolEntry.SIZE * (i + 1);
      if (symbol.kind() != LinkSymbol.Kind.DEFINED
          || addresses.has(symbol.section(), symbol.value())) {
        SymbolEntry.write(out, at, names[i], symbol, addresses);
      }
      if (indexTable.isPresent() && SymbolEntry.isExtended(out, at)) {
        int number = symbol.section().place().number();
        indexTable.get().section().content().putInt(INDEX * (i + 1), number);
      }
    }
    strings.writeTo(stringTable.section().content(), 0);
  }
}
