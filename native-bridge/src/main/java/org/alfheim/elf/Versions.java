package org.alfheim.elf;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The versions of an image's symbols (LSB, "Symbol Versioning"): which one each symbol has, which
 * ones the image defines and which ones it needs of which file. In an image without versions every
 * symbol has the index 1.
 */
public final class Versions {
  /** The index of symbols that are not visible outside. */
  public static final int VER_NDX_LOCAL = 0;

  /** The index of symbols without a version, or of the file's own. */
  public static final int VER_NDX_GLOBAL = 1;

  private final StringTable strings;
  private final int[] names;
  private final int[] files;
  private final MemorySegment versym;
  private final ByteBuffer indexes;
  private final MemorySegment needs;
  private final int needCount;
  private final MemorySegment definitions;
  private final int definitionCount;

  /** Decoded names by version; a race decodes one twice, to the same. */
  private final String[] decoded;

  Versions(
      StringTable strings,
      int[] names,
      int[] files,
      MemorySegment versym,
      MemorySegment needs,
      int needCount,
      MemorySegment definitions,
      int definitionCount) {
    this.strings = strings;
    this.names = names;
    this.files = files;
    this.versym = versym;
    this.indexes = ElfBytes.buffer(versym);
    this.needs = needs;
    this.needCount = needCount;
    this.definitions = definitions;
    this.definitionCount = definitionCount;
    this.decoded = new String[names.length];
  }

  /** Whether the image has a version for each symbol (DT_VERSYM). */
  public boolean present() {
    return indexes.limit() != 0;
  }

  /**
   * The index of a symbol's version, without the hidden bit.
   *
   * @param symbol the symbol's index
   * @return the index; {@link #VER_NDX_GLOBAL} in an image without versions
   */
  public int index(int symbol) {
    return present() ? indexes.getShort(symbol * 2) & VersionTables.INDEX : VER_NDX_GLOBAL;
  }

  /**
   * Whether a symbol has a version that is not the default of its name: found only by those who ask
   * for that version.
   *
   * @param symbol the symbol's index
   */
  public boolean hidden(int symbol) {
    return present() && (indexes.getShort(symbol * 2) & VersionTables.HIDDEN) != 0;
  }

  /**
   * The name of a symbol's version, be it defined here or needed of another file.
   *
   * @param symbol the symbol's index
   * @return the name; empty for a symbol without a version, or with the base version
   */
  public Optional<String> nameOf(int symbol) {
    int index = index(symbol);
    return index <= VER_NDX_GLOBAL ? Optional.empty() : Optional.of(name(index));
  }

  /**
   * Whether a symbol is there only to name a version: linkers define an absolute symbol for each
   * version, with the version's own name.
   *
   * @param symbol the symbol
   */
  public boolean namedBy(ElfSymbol symbol) {
    return symbol.absolute() && named(symbol.index(), symbol.name());
  }

  /**
   * The file that a symbol's version is needed of.
   *
   * @param symbol the symbol's index
   * @return the file's soname; empty for a symbol that is no import, or has no version
   */
  public Optional<String> fileOf(int symbol) {
    int index = index(symbol);
    return index <= VER_NDX_GLOBAL || index >= files.length || files[index] < 0
        ? Optional.empty()
        : Optional.of(strings.get(files[index]));
  }

  /** The versions that the image needs, file by file in the order of the table. */
  public List<VersionNeed> needs() {
    ByteBuffer table = ElfBytes.buffer(needs);
    List<VersionNeed> all = new ArrayList<>();
    int need = 0;
    for (int i = 0; i < needCount; i++) {
      List<VersionNeed.Version> versions = new ArrayList<>();
      int count = table.getShort(need + 2) & 0xffff;
      int aux = need + table.getInt(need + 8);
      for (int j = 0; j < count; j++) {
        versions.add(
            new VersionNeed.Version(
                strings.get(table.getInt(aux + 8)),
                table.getInt(aux),
                (table.getShort(aux + 4) & VersionTables.WEAK) != 0,
                table.getShort(aux + 6) & VersionTables.INDEX));
        aux += table.getInt(aux + 12);
      }
      all.add(new VersionNeed(strings.get(table.getInt(need + 4)), versions));
      need += table.getInt(need + 12);
    }
    return Collections.unmodifiableList(all);
  }

  /** The versions that the image defines, in the order of the table. */
  public List<VersionDefinition> definitions() {
    ByteBuffer table = ElfBytes.buffer(definitions);
    List<VersionDefinition> all = new ArrayList<>();
    int definition = 0;
    for (int i = 0; i < definitionCount; i++) {
      int count = table.getShort(definition + 6) & 0xffff;
      int aux = definition + table.getInt(definition + 12);
      String name = strings.get(table.getInt(aux));
      List<String> parents = new ArrayList<>();
      for (int j = 1; j < count; j++) {
        aux += table.getInt(aux + 4);
        parents.add(strings.get(table.getInt(aux)));
      }
      all.add(
          new VersionDefinition(
              name,
              table.getShort(definition + 4) & VersionTables.INDEX,
              (table.getShort(definition + 2) & VersionTables.BASE) != 0,
              parents));
      definition += table.getInt(definition + 16);
    }
    return Collections.unmodifiableList(all);
  }

  /** The bytes of DT_VERSYM, read-only, 2 for each symbol; empty if absent. */
  public MemorySegment versymBytes() {
    return versym;
  }

  /**
   * The bytes of DT_VERNEED, read-only, from its start to the end of the entry that lies last;
   * empty if absent.
   */
  public MemorySegment verneedBytes() {
    return needs;
  }

  /**
   * The bytes of DT_VERDEF, read-only, from its start to the end of the entry that lies last; empty
   * if absent.
   */
  public MemorySegment verdefBytes() {
    return definitions;
  }

  /** The number of files that versions are needed of (DT_VERNEEDNUM). */
  public int verneedCount() {
    return needCount;
  }

  /** The number of versions that are defined (DT_VERDEFNUM). */
  public int verdefCount() {
    return definitionCount;
  }

  /** Whether a symbol's version has this name. */
  boolean named(int symbol, String version) {
    int index = index(symbol);
    return index > VER_NDX_GLOBAL && name(index).equals(version);
  }

  private String name(int index) {
    String name = decoded[index];
    if (name == null) {
      name = strings.get(names[index]);
      decoded[index] = name;
    }
    return name;
  }
}
