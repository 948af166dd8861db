package org.alfheim.linker.image;

import java.util.ArrayList;
import java.util.List;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.relocation.Addresses;
import org.alfheim.linker.script.VersionNode;
import org.alfheim.linker.symbol.LinkSymbol;
import org.alfheim.linker.symbol.LinkedSection;

/**
 * The symbols that the dynamic linker sees, with what goes with them: names, hash table, versions.
 * Imports stand first, then exports in the order of the hash table.
 */
public final class DynamicSymbols {
  private final List<LinkSymbol> imports;
  private final ImportedVersions sources;
  private final GnuHash hash;
  private final StringPool strings;
  private final VersionNumbers versions;
  private final List<LinkSymbol> symbols = new ArrayList<>();

  /** Where the name of each begins in the string table. */
  private final int[] names;

  /** The number of each in the table, by its number in the link. */
  private final int[] numbers;

  private final LinkedSection symbolTable;
  private final LinkedSection stringTable;
  private final LinkedSection hashTable;
  private final List<LinkedSection> versionTables = new ArrayList<>();

  /**
   * The tables.
   *
   * @param image the name of the image, for its own version
   * @param nodes the versions that a script defines
   * @param exports what other images see
   * @param imports what is to be found in others
   * @param sources where it is to be found
   * @param strings the string table, in which names that others have put are kept
   * @param all how many numbers of symbols there are
   */
  DynamicSymbols(
      String image,
      List<VersionNode> nodes,
      List<LinkSymbol> exports,
      List<LinkSymbol> imports,
      ImportedVersions sources,
      StringPool strings,
      int all) {
    this.imports = imports;
    this.sources = sources;
    this.hash = new GnuHash(exports);
    this.strings = strings;
    symbols.addAll(imports);
    symbols.addAll(hash.ordered());
    names = new int[symbols.size()];
    numbers = new int[all];
    for (int i = 0; i < names.length; i++) {
      numbers[symbols.get(i).number()] = i + 1;
      names[i] = strings.offset(symbols.get(i).key());
    }
    this.versions = new VersionNumbers(image, strings, nodes, exports, imports, sources);
    int count = symbols.size() + 1;
    this.symbolTable =
        GeneratedSection.table(
            ".dynsym", GeneratedSection.SHT_DYNSYM, (long) SymbolEntry.SIZE * count, 8, 24);
    this.hashTable =
        GeneratedSection.table(".gnu.hash", GeneratedSection.SHT_GNU_HASH, hash.size(), 8, 0);
    addVersionTables(count);
    this.stringTable =
        GeneratedSection.table(".dynstr", GeneratedSection.SHT_STRTAB, strings.size(), 1, 0);
  }

  private void addVersionTables(int count) {
    if (!versions.present()) {
      return;
    }
    versionTables.add(
        GeneratedSection.table(".gnu.version", GeneratedSection.SHT_GNU_VERSYM, 2L * count, 2, 2));
    if (versions.definitions() > 0) {
      versionTables.add(
          GeneratedSection.table(
              ".gnu.version_d", GeneratedSection.SHT_GNU_VERDEF, versions.definitionBytes(), 8, 0));
    }
    if (versions.needs() > 0) {
      versionTables.add(
          GeneratedSection.table(
              ".gnu.version_r", GeneratedSection.SHT_GNU_VERNEED, versions.needBytes(), 8, 0));
    }
  }

  /** The sections of the tables. */
  List<LinkedSection> sections() {
    List<LinkedSection> sections = new ArrayList<>(List.of(symbolTable, stringTable, hashTable));
    sections.addAll(versionTables);
    return sections;
  }

  /** The number of a symbol in the table; 0 for null. */
  int number(LinkSymbol symbol) {
    return symbol == null ? 0 : numbers[symbol.number()];
  }

  int definitions() {
    return versions.definitions();
  }

  int needs() {
    return versions.needs();
  }

  int stringBytes() {
    return strings.size();
  }

  void write(Addresses addresses) {
    InputSection table = symbolTable.section();
    for (int i = 0; i < symbols.size(); i++) {
      LinkSymbol symbol = symbols.get(i);
      SymbolEntry.write(table.content(), SymbolEntry.SIZE * (i + 1), names[i], symbol, addresses);
    }
    hash.write(hashTable.section().content(), imports.size() + 1);
    strings.writeTo(stringTable.section().content(), 0);
    for (LinkedSection linked : versionTables) {
      InputSection section = linked.section();
      switch (section.name()) {
        case ".gnu.version" -> writeVersions(section);
        case ".gnu.version_d" -> versions.writeDefinitions(section.content());
        default -> versions.writeNeeds(section.content());
      }
    }
  }

  private void writeVersions(InputSection section) {
    for (int i = 0; i < symbols.size(); i++) {
      LinkSymbol symbol = symbols.get(i);
      int version =
          i < imports.size() ? versions.ofImport(sources.of(symbol)) : versions.ofExport(symbol);
      section.content().putShort(2 * (i + 1), (short) version);
    }
  }
}
