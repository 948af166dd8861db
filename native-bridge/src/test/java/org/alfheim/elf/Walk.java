package org.alfheim.elf;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;

/**
 * Goes over all of a parsed image: whatever {@link SharedObject#parse} has let through has to be
 * readable to its end, without an exception of any kind, and by code that checks nothing, as the C
 * library's loader is.
 */
final class Walk {
  /** More steps than any table here has entries. */
  private static final int ENDLESS = 1 << 20;

  private final SharedObject object;

  private long seen;

  private Walk(SharedObject object) {
    this.object = object;
  }

  /** Reads everything, and gives a digest of what it has read. */
  static long over(SharedObject object) {
    Walk walk = new Walk(object);
    walk.segments();
    walk.dynamic();
    walk.symbols();
    walk.relocations();
    walk.asTheLoaderReadsVersions();
    object.gnuHash().ifPresent(table -> walk.asTheLoaderReadsGnuHash(table.bytes()));
    object.sysvHash().ifPresent(table -> walk.asTheLoaderReadsSysvHash(table.bytes()));
    return walk.seen;
  }

  /** Fails as an assertion does; with less to it, since it is asked very often. */
  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new AssertionError(what);
    }
  }

  private void segments() {
    ProgramHeader before = null;
    require(!object.loadSegments().isEmpty(), "no segment to map");
    for (ProgramHeader segment : object.loadSegments()) {
      long start = segment.vaddr().value();
      require(segment.memorySize() > 0, "an empty segment");
      require(segment.memorySize() >= segment.fileSize(), "more file than memory");
      require((start - segment.offset()) % 4096 == 0, "a segment that cannot be mapped");
      MemorySegment content = object.contentAt(segment.vaddr(), segment.fileSize());
      require(content.byteSize() == segment.fileSize(), "a segment of another size");
      require(before == null || (start & -4096) >= before.end().value(), "a page of two segments");
      before = segment;
    }
    object
        .segment(ProgramHeader.PT_TLS)
        .filter(tls -> tls.fileSize() != 0)
        .ifPresent(tls -> object.contentAt(tls.vaddr(), tls.fileSize()));
  }

  private void dynamic() {
    consume(object.needed());
    consume(object.soname());
    consume(object.runpath());
    consume(object.rpath());
    consume(object.buildId());
    consume(object.dynamic().entries());
    object.init().ifPresent(this::executable);
    object.fini().ifPresent(this::executable);
    for (AddressArray array : new AddressArray[] {object.initArray(), object.finiArray()}) {
      if (!array.isEmpty()) {
        object.contentAt(array.start(), array.count() * 8L);
      }
    }
  }

  private void executable(Vaddr address) {
    require(
        object.loadSegments().stream().anyMatch(s -> s.executable() && s.contains(address, 1)),
        "a function that is not executable");
  }

  private void symbols() {
    SymbolTable symbols = object.symbols();
    Versions versions = object.versions();
    for (int i = 0; i < symbols.count(); i++) {
      ElfSymbol symbol = symbols.get(i);
      consume(versions.fileOf(i));
      consume(versions.hidden(i));
      consume(object.find(symbol.name()));
      versions.nameOf(i).ifPresent(version -> consume(object.find(symbol.name(), version)));
    }
    object.exported().forEach(i -> require(symbols.get(i).defined(), "an export of nothing"));
    require(object.find("a name that no symbol has").isEmpty(), "a symbol out of nowhere");
  }

  private void relocations() {
    for (RelocationTable table : new RelocationTable[] {object.rela(), object.jumpRelocations()}) {
      for (int i = 0; i < table.count(); i++) {
        int symbol = table.symbol(i);
        require(symbol >= 0 && symbol < object.symbols().count(), "a symbol outside the table");
        consume(table.offset(i) + table.addend(i) + table.type(i));
      }
    }
    long[] count = new long[1];
    object.relr().forEach(address -> count[0]++);
    require(count[0] == object.relr().count(), "packed relocations of another number");
  }

  private void consume(Object value) {
    seen = seen * 31 + value.hashCode();
  }

  /** Chains are followed to their zero, and every number of a symbol has to have been met there. */
  private void asTheLoaderReadsVersions() {
    Versions versions = object.versions();
    Set<Integer> known = new HashSet<>(Set.of(0, 1));
    if (versions.verneedCount() != 0) {
      ByteBuffer table = buffer(versions.verneedBytes());
      int need = 0;
      int count = 0;
      while (true) {
        count++;
        string(table.getInt(need + 4));
        int aux = need + table.getInt(need + 8);
        while (true) {
          known.add(table.getShort(aux + 6) & 0x7fff);
          string(table.getInt(aux + 8));
          if (table.getInt(aux + 12) == 0) {
            break;
          }
          aux += table.getInt(aux + 12);
        }
        if (table.getInt(need + 12) == 0) {
          break;
        }
        need += table.getInt(need + 12);
      }
      require(count == versions.verneedCount() && count == versions.needs().size(), "other files");
    }
    if (versions.verdefCount() != 0) {
      ByteBuffer table = buffer(versions.verdefBytes());
      int definition = 0;
      int count = 0;
      while (true) {
        count++;
        known.add(table.getShort(definition + 4) & 0x7fff);
        string(table.getInt(definition + table.getInt(definition + 12)));
        if (table.getInt(definition + 16) == 0) {
          break;
        }
        definition += table.getInt(definition + 16);
      }
      require(
          count == versions.verdefCount() && count == versions.definitions().size(),
          "other versions");
    }
    ByteBuffer versym = buffer(versions.versymBytes());
    require(
        versym.limit() == 0 || versym.limit() == object.symbols().count() * 2,
        "versions of another number of symbols");
    while (versym.hasRemaining()) {
      require(known.contains(versym.getShort() & 0x7fff), "a version without a name");
    }
  }

  private void string(int offset) {
    consume(object.strings().get(offset));
  }

  private void asTheLoaderReadsGnuHash(MemorySegment bytes) {
    ByteBuffer table = buffer(bytes);
    int buckets = table.getInt(0);
    int first = table.getInt(4);
    int bloom = table.getInt(8);
    int bucketsAt = 16 + bloom * 8;
    int chainsAt = bucketsAt + buckets * 4;
    consume(table.getLong(16 + (bloom - 1) * 8));
    int steps = 0;
    for (int i = 0; i < buckets && steps < ENDLESS; i++) {
      int symbol = table.getInt(bucketsAt + i * 4);
      if (symbol != 0) {
        while (true) {
          require(symbol < object.symbols().count(), "a chain behind the symbols");
          steps++;
          if ((table.getInt(chainsAt + (symbol - first) * 4) & 1) != 0 || steps > ENDLESS) {
            break;
          }
          symbol++;
        }
      }
    }
  }

  private void asTheLoaderReadsSysvHash(MemorySegment bytes) {
    ByteBuffer table = buffer(bytes);
    int buckets = table.getInt(0);
    int steps = 0;
    for (int i = 0; i < buckets; i++) {
      int symbol = table.getInt(8 + i * 4);
      while (symbol != 0) {
        require(symbol > 0 && symbol < object.symbols().count(), "a chain out of the table");
        require(++steps < ENDLESS, "a chain without an end");
        symbol = table.getInt(8 + (buckets + symbol) * 4);
      }
    }
  }

  private static ByteBuffer buffer(MemorySegment bytes) {
    return bytes.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }
}
