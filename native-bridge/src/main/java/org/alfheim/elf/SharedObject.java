package org.alfheim.elf;

import static org.alfheim.elf.DynamicSection.DF_1_NODEFLIB;
import static org.alfheim.elf.DynamicSection.DF_1_NOW;
import static org.alfheim.elf.DynamicSection.DF_BIND_NOW;
import static org.alfheim.elf.DynamicSection.DF_STATIC_TLS;
import static org.alfheim.elf.DynamicSection.DF_SYMBOLIC;
import static org.alfheim.elf.DynamicSection.DF_TEXTREL;
import static org.alfheim.elf.DynamicSection.DT_AUXILIARY;
import static org.alfheim.elf.DynamicSection.DT_BIND_NOW;
import static org.alfheim.elf.DynamicSection.DT_FILTER;
import static org.alfheim.elf.DynamicSection.DT_FINI;
import static org.alfheim.elf.DynamicSection.DT_FINI_ARRAY;
import static org.alfheim.elf.DynamicSection.DT_FINI_ARRAYSZ;
import static org.alfheim.elf.DynamicSection.DT_FLAGS;
import static org.alfheim.elf.DynamicSection.DT_FLAGS_1;
import static org.alfheim.elf.DynamicSection.DT_INIT;
import static org.alfheim.elf.DynamicSection.DT_INIT_ARRAY;
import static org.alfheim.elf.DynamicSection.DT_INIT_ARRAYSZ;
import static org.alfheim.elf.DynamicSection.DT_NEEDED;
import static org.alfheim.elf.DynamicSection.DT_RPATH;
import static org.alfheim.elf.DynamicSection.DT_RUNPATH;
import static org.alfheim.elf.DynamicSection.DT_SONAME;
import static org.alfheim.elf.DynamicSection.DT_SYMBOLIC;
import static org.alfheim.elf.DynamicSection.DT_TEXTREL;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A shared object (ET_DYN with a dynamic section), checked from end to end. It is a view of bytes
 * that must not change as long as it is in use; names are decoded when they are asked for. Safe for
 * use by many threads if the segment is.
 */
public final class SharedObject {
  /** How many bytes {@link #checkStart} looks at. */
  public static final int HEADER = FileHeader.SIZE;

  private final ElfBytes file;
  private final FileHeader header;
  private final Segments segments;
  private final DynamicSection dynamic;
  private final DynamicTables tables;
  private final AddressArray initArray;
  private final AddressArray finiArray;
  private final List<String> needed;

  private SharedObject(
      ElfBytes file, FileHeader header, Segments segments, DynamicSection dynamic) {
    this.file = file;
    this.header = header;
    this.segments = segments;
    this.dynamic = dynamic;
    this.tables = DynamicTables.read(file, header, segments.image(), dynamic);
    DynamicChecks checks = new DynamicChecks(file, segments.image(), dynamic, tables.strings());
    checks.names();
    checks.function(DT_INIT, "DT_INIT");
    checks.function(DT_FINI, "DT_FINI");
    this.initArray = checks.addresses(DT_INIT_ARRAY, DT_INIT_ARRAYSZ, "DT_INIT_ARRAY");
    this.finiArray = checks.addresses(DT_FINI_ARRAY, DT_FINI_ARRAYSZ, "DT_FINI_ARRAY");
    this.needed = strings(DT_NEEDED);
  }

  /**
   * Reads and checks a shared object.
   *
   * @param name what to call it in messages, usually its path
   * @param bytes the file's bytes, which must not change as long as the result is in use
   * @return the shared object
   * @throws ElfException if it is no ELF64 file for AMD64, no shared object, or anything in it that
   *     a loader reads is not as the gABI, the psABI or the GNU extensions have it
   */
  public static SharedObject parse(String name, MemorySegment bytes) {
    ElfBytes file = new ElfBytes(name, bytes);
    FileHeader header = FileHeader.read(file);
    if (header.type() != FileHeader.ET_DYN) {
      throw Refusal.notShared(file, header.type());
    }
    OtherSystem.refuseByHeader(file, header.osAbi());
    try {
      Segments segments = Segments.read(file, header);
      DynamicSection dynamic = segments.dynamic();
      OtherSystem.refuseBySegments(file, segments.all());
      OtherSystem.refuseByTags(file, dynamic);
      DynamicChecks.refuseExecutable(file, dynamic);
      return new SharedObject(file, header, segments, dynamic);
    } catch (ElfException damaged) {
      /* It may be sound, and something else. */
      OtherSystem.refuseBySegments(file, ProgramHeaderTable.read(file, header));
      DebugInformation.refuse(file, header);
      throw damaged;
    }
  }

  /**
   * Checks a file by its beginning, so that nobody need read all of a large one that is something
   * else.
   *
   * @param name what to call it in messages, usually its path
   * @param start the first {@link #HEADER} bytes of the file, or all of a shorter one
   * @throws ElfException as {@link #parse} throws it, if the file is no ELF64 file for AMD64, or no
   *     shared object by its header
   */
  public static void checkStart(String name, MemorySegment start) {
    ElfBytes file = new ElfBytes(name, start);
    int type = FileHeader.typeOf(FileHeader.identify(file));
    if (type != FileHeader.ET_DYN) {
      throw Refusal.notShared(file, type);
    }
  }

  private SharedObject(SharedObject other, DynamicTables tables) {
    this.file = other.file;
    this.header = other.header;
    this.segments = other.segments;
    this.dynamic = other.dynamic;
    this.tables = tables;
    this.initArray = other.initArray;
    this.finiArray = other.finiArray;
    this.needed = other.needed;
  }

  /**
   * The image as one that leaves to another what that defines too: of such symbols it has no
   * definition, and refers to the other's. What is bound in the image itself by its visibility
   * stays.
   *
   * @param other the image that comes before it
   * @return the same image, with other symbols; this object if they have none in common
   */
  public SharedObject behind(SharedObject other) {
    BitSet left = CommonSymbols.of(this, other);
    return left.isEmpty() ? this : new SharedObject(this, tables.leaving(left));
  }

  /** What the image is called in messages, as given to {@link #parse}. */
  public String name() {
    return file.name();
  }

  /** The file's bytes, read-only. */
  public MemorySegment bytes() {
    return file.segment();
  }

  /** The ELF header. */
  public FileHeader header() {
    return header;
  }

  /** The program header table in the order of the file. */
  public List<ProgramHeader> programHeaders() {
    return segments.all();
  }

  /**
   * The segments to map: PT_LOAD, not empty, in ascending order, no two in one page, the file part
   * in the file, and {@code p_vaddr} congruent with {@code p_offset} modulo the page of 4096 bytes.
   * At least one.
   */
  public List<ProgramHeader> loadSegments() {
    return segments.loadable();
  }

  /**
   * The first program header of a type.
   *
   * @param type one of the {@code PT_} constants of {@link ProgramHeader}
   */
  public Optional<ProgramHeader> segment(int type) {
    return Optional.ofNullable(segments.first(type));
  }

  /** The dynamic section. */
  public DynamicSection dynamic() {
    return dynamic;
  }

  /** The string table of the dynamic section and of the symbols (DT_STRTAB). */
  public StringTable strings() {
    return tables.strings();
  }

  /** The symbol table (DT_SYMTAB). */
  public SymbolTable symbols() {
    return tables.symbols();
  }

  /** The relocations of DT_RELA, without those that DT_JMPREL covers too; empty if absent. */
  public RelocationTable rela() {
    return tables.relocations().rela();
  }

  /** The relocations of DT_JMPREL; empty if absent. */
  public RelocationTable jumpRelocations() {
    return tables.relocations().jump();
  }

  /** The packed relative relocations (DT_RELR); empty if absent. */
  public RelrTable relr() {
    return tables.relocations().relr();
  }

  /** The versions of the symbols; without any if the image has none. */
  public Versions versions() {
    return tables.versions();
  }

  /** The GNU hash table (DT_GNU_HASH). */
  public Optional<GnuHashTable> gnuHash() {
    return Optional.ofNullable(tables.gnuHash());
  }

  /** The hash table of the gABI (DT_HASH). */
  public Optional<SysvHashTable> sysvHash() {
    return Optional.ofNullable(tables.sysvHash());
  }

  /**
   * The exported symbol of a name in its default version, which is what {@code dlsym} finds. An
   * image without a hash table is searched from its first symbol on, where ld.so would find
   * nothing.
   *
   * @param name the symbol's name
   * @return its index in {@link #symbols()}, or empty
   */
  public OptionalInt find(String name) {
    GnuHashTable table = tables.gnuHash();
    return table != null && !table.mayHave(name)
        ? OptionalInt.empty()
        : find(name, new DefaultVersion(symbols(), versions()));
  }

  /**
   * The exported symbol of a name in a given version, as ld.so binds a reference with that version:
   * an image without versions, and a symbol without a version, matches any.
   *
   * @param name the symbol's name
   * @param version the version's name
   * @return its index in {@link #symbols()}, or empty
   */
  public OptionalInt find(String name, String version) {
    return find(name, new GivenVersion(symbols(), versions(), version));
  }

  /** Whether there is an exported symbol of a name in its default version, or in the given one. */
  boolean defines(byte[] name, Optional<String> version) {
    IntPredicate accept =
        version.isPresent()
            ? new GivenVersion(symbols(), versions(), version.get())
            : new DefaultVersion(symbols(), versions());
    return find(name, accept).isPresent();
  }

  private OptionalInt find(String name, IntPredicate accept) {
    if (tables.gnuHash() != null) {
      return tables.gnuHash().find(name, accept);
    }
    return find(SymbolName.encode(name), accept);
  }

  private OptionalInt find(byte[] name, IntPredicate accept) {
    if (tables.gnuHash() != null) {
      return tables.gnuHash().find(name, accept);
    }
    if (tables.sysvHash() != null) {
      return tables.sysvHash().find(name, accept);
    }
    for (int i = 1; i < symbols().count(); i++) {
      if (symbols().named(i, name) && accept.test(i)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  private record DefaultVersion(SymbolTable symbols, Versions versions) implements IntPredicate {
    @Override
    public boolean test(int symbol) {
      return symbols.exported(symbol) && !versions.hidden(symbol);
    }
  }

  private record GivenVersion(SymbolTable symbols, Versions versions, String version)
      implements IntPredicate {
    @Override
    public boolean test(int symbol) {
      return symbols.exported(symbol)
          && (versions.named(symbol, version)
              || (versions.index(symbol) <= Versions.VER_NDX_GLOBAL && !versions.hidden(symbol)));
    }
  }

  /**
   * The indexes of all symbols that others can bind to (see {@link SymbolTable#exported}), hidden
   * versions among them.
   */
  public IntStream exported() {
    return IntStream.range(1, Math.max(1, symbols().count())).filter(symbols()::exported);
  }

  /** The image's own name (DT_SONAME). */
  public Optional<String> soname() {
    return string(DT_SONAME);
  }

  /** The names of the libraries that the image needs (DT_NEEDED), in the order of the file. */
  public List<String> needed() {
    return needed;
  }

  private List<String> strings(long tag) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < dynamic.count(); i++) {
      if (dynamic.tag(i) == tag) {
        found.add(strings().get(dynamic.value(i)));
      }
    }
    return Collections.unmodifiableList(found);
  }

  /**
   * The names of the libraries whose definitions come before the image's own: it is a filter for
   * them (gABI, DT_AUXILIARY and DT_FILTER).
   *
   * @param tag {@link DynamicSection#DT_AUXILIARY}, where such a library may be missing, or {@link
   *     DynamicSection#DT_FILTER}
   */
  public List<String> filtered(long tag) {
    return strings(tag);
  }

  /**
   * The names of all libraries that ld.so loads for the image: DT_NEEDED, DT_AUXILIARY, DT_FILTER.
   */
  public List<String> loadsLibraries() {
    return Stream.of(needed(), filtered(DT_AUXILIARY), filtered(DT_FILTER))
        .flatMap(List::stream)
        .toList();
  }

  /** Whether definitions of other libraries come before the image's own. */
  public boolean filter() {
    return dynamic.has(DT_AUXILIARY) || dynamic.has(DT_FILTER);
  }

  /**
   * The search path of dependencies (DT_RUNPATH), directories separated by colons, {@code $ORIGIN}
   * as it stands.
   */
  public Optional<String> runpath() {
    return string(DT_RUNPATH);
  }

  /**
   * The search path of dependencies in its old form (DT_RPATH), of no effect where there is a
   * {@link #runpath}.
   */
  public Optional<String> rpath() {
    return string(DT_RPATH);
  }

  private Optional<String> string(long tag) {
    return dynamic.has(tag) ? Optional.of(strings().get(dynamic.get(tag, 0))) : Optional.empty();
  }

  /**
   * The initialisation function (DT_INIT), in an executable segment; it runs before those of {@link
   * #initArray}.
   */
  public Optional<Vaddr> init() {
    return function(DT_INIT);
  }

  /**
   * The termination function (DT_FINI), in an executable segment; it runs after those of {@link
   * #finiArray}.
   */
  public Optional<Vaddr> fini() {
    return function(DT_FINI);
  }

  private Optional<Vaddr> function(long tag) {
    long value = dynamic.get(tag, 0);
    return value == 0 ? Optional.empty() : Optional.of(new Vaddr(value));
  }

  /**
   * The initialisation functions (DT_INIT_ARRAY), wholly in one loadable segment; they run from
   * first to last.
   */
  public AddressArray initArray() {
    return initArray;
  }

  /**
   * The termination functions (DT_FINI_ARRAY), wholly in one loadable segment; they run from last
   * to first.
   */
  public AddressArray finiArray() {
    return finiArray;
  }

  /**
   * Whether references to the image's own symbols are searched in itself first (DT_SYMBOLIC,
   * DF_SYMBOLIC).
   */
  public boolean symbolic() {
    return dynamic.has(DT_SYMBOLIC) || (dynamic.get(DT_FLAGS, 0) & DF_SYMBOLIC) != 0;
  }

  /** Whether the system's folders are not searched for what it needs (DF_1_NODEFLIB). */
  public boolean withoutSystemFolders() {
    return (dynamic.get(DT_FLAGS_1, 0) & DF_1_NODEFLIB) != 0;
  }

  /** Whether its code uses the static model of thread-local storage (DF_STATIC_TLS). */
  public boolean staticTls() {
    return (dynamic.get(DT_FLAGS, 0) & DF_STATIC_TLS) != 0;
  }

  /** Whether all its symbols are to be bound before control goes to it ({@code -z now}). */
  public boolean bindsAtOnce() {
    return dynamic.has(DT_BIND_NOW)
        || (dynamic.get(DT_FLAGS, 0) & DF_BIND_NOW) != 0
        || (dynamic.get(DT_FLAGS_1, 0) & DF_1_NOW) != 0;
  }

  /** Whether relocations change segments that are not writable (DT_TEXTREL, DF_TEXTREL). */
  public boolean textRelocations() {
    return dynamic.has(DT_TEXTREL) || (dynamic.get(DT_FLAGS, 0) & DF_TEXTREL) != 0;
  }

  /**
   * The build id (note NT_GNU_BUILD_ID) in lower-case hexadecimal digits; empty if there is none,
   * or the notes are damaged.
   */
  public Optional<String> buildId() {
    return Notes.buildId(file, segments.all());
  }

  /**
   * The file's bytes at an address, before any relocation.
   *
   * @param start the first address
   * @param size how many bytes
   * @return the bytes, read-only
   * @throws ElfException if they are not wholly in the file part of one loadable segment
   */
  public MemorySegment contentAt(Vaddr start, long size) {
    return segments.image().slice(start.value(), size, "p_filesz", -1);
  }
}
