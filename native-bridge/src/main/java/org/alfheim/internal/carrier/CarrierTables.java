package org.alfheim.internal.carrier;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.alfheim.elf.DynamicSection;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.Vaddr;
import org.alfheim.elf.Versions;
import org.alfheim.names.RawText;

/** The tables of a carrier that repeat the image's: symbols, strings, hash, versions. */
final class CarrierTables {

  /** What all versions are said to be needed of (see {@link VersionRequirements}). */
  private static final String C_LIBRARY = "libc.so.6";

  /** {@code DT_HASH} of one bucket without a symbol: nbucket, nchain, bucket[0], chain[0]. */
  private static final MemorySegment EMPTY_HASH = MemorySegment.ofArray(new int[] {1, 1, 0, 0});

  /** The one at index 0, whatever the image has there: ld.so takes it for what it has to be. */
  private static final MemorySegment NULL_SYMBOL = MemorySegment.ofArray(new long[3]);

  /** One copied table: its tag in the dynamic section and its place in the carrier. */
  private record Block(long tag, MemorySegment bytes, long offset) {}

  private final CarrierContent content;
  private final List<Block> blocks = new ArrayList<>();
  private final ExtraStrings extra;
  private final DynamicEntries libraries = new DynamicEntries();
  private final VersionRequirements requirements;
  private final OptionalLong soname;
  private final OptionalLong runpath;
  private final OptionalLong rpath;

  private CarrierTables(CarrierContent content) {
    this.content = content;
    SharedObject image = content.image();
    this.extra = new ExtraStrings(image.strings().bytes().byteSize());
    for (Provider provider : content.scope()) {
      libraries.add(DynamicSection.DT_NEEDED, extra.add(provider.carrier()));
    }
    for (Dependency dependency : content.dependencies()) {
      libraries.add(DynamicSection.DT_NEEDED, extra.add(dependency.carrierName()));
    }
    SearchPath paths = new SearchPath(content.identity().directory());
    for (long tag : new long[] {DynamicSection.DT_AUXILIARY, DynamicSection.DT_FILTER}) {
      for (String filtered : image.filtered(tag)) {
        String name = content.files().named().get(filtered);
        libraries.add(tag, extra.add(name == null ? paths.expandName(filtered) : name));
      }
    }
    for (String other : content.files().others()) {
      libraries.add(DynamicSection.DT_NEEDED, extra.add(other));
    }
    this.requirements = VersionRequirements.of(image.versions(), extra.add(C_LIBRARY));
    boolean named = content.reserves() && content.identity().announced();
    this.soname = named ? added(image.soname()) : OptionalLong.empty();
    /* Empty or not, with it no DT_RPATH counts, the program's neither. */
    this.runpath =
        image.runpath().isPresent()
            ? OptionalLong.of(extra.add(paths.expand(image.runpath().get())))
            : OptionalLong.empty();
    String rpath = image.rpath().isPresent() ? paths.expand(image.rpath().get()) : "";
    this.rpath = rpath.isEmpty() ? OptionalLong.empty() : OptionalLong.of(extra.add(rpath));
  }

  private OptionalLong added(Optional<String> string) {
    return string.isPresent() ? OptionalLong.of(extra.add(string.get())) : OptionalLong.empty();
  }

  static CarrierTables of(CarrierContent content) {
    return new CarrierTables(content);
  }

  /** Gives every table its place, from an offset on; returns the end. */
  long place(long from) {
    SharedObject image = content.image();
    long cursor = from;
    MemorySegment symbols = image.symbols().bytes();
    cursor =
        place(DynamicSection.DT_SYMTAB, symbols.byteSize() == 0 ? NULL_SYMBOL : symbols, cursor);
    if (content.reserves() && image.gnuHash().isPresent()) {
      cursor = place(DynamicSection.DT_GNU_HASH, image.gnuHash().get().bytes(), cursor);
    } else if (content.reserves() && image.sysvHash().isPresent()) {
      cursor = place(DynamicSection.DT_HASH, image.sysvHash().get().bytes(), cursor);
    } else {
      cursor = place(DynamicSection.DT_HASH, EMPTY_HASH, cursor);
    }
    Versions versions = image.versions();
    if (versions.versymBytes().byteSize() > 0) {
      cursor = place(DynamicSection.DT_VERSYM, versions.versymBytes(), cursor);
      if (!requirements.isEmpty()) {
        cursor = place(DynamicSection.DT_VERNEED, requirements.bytes(), cursor);
      }
      if (versions.verdefCount() > 0) {
        cursor = place(DynamicSection.DT_VERDEF, versions.verdefBytes(), cursor);
      }
    }
    cursor = place(DynamicSection.DT_STRTAB, image.strings().bytes(), cursor);
    return cursor + extra.size();
  }

  private long place(long tag, MemorySegment bytes, long cursor) {
    long offset = Carrier.alignUp(cursor, 8);
    blocks.add(new Block(tag, bytes, offset));
    /* The extra strings follow the image's own without a gap: the string table is placed last. */
    return offset + bytes.byteSize();
  }

  /** The entries that name libraries, in their order. */
  DynamicEntries libraries() {
    return libraries;
  }

  OptionalLong sonameOffset() {
    return soname;
  }

  OptionalLong runpathOffset() {
    return runpath;
  }

  OptionalLong rpathOffset() {
    return rpath;
  }

  /** Where the symbols lie, once the tables have their places. */
  long symbolsOffset() {
    return blocks.getFirst().offset();
  }

  void addEntriesTo(DynamicEntries entries, Vaddr start) {
    for (Block block : blocks) {
      entries.add(block.tag(), start.value() + block.offset());
      if (block.tag() == DynamicSection.DT_STRTAB) {
        entries.add(DynamicSection.DT_STRSZ, block.bytes().byteSize() + extra.size());
      } else if (block.tag() == DynamicSection.DT_VERNEED) {
        entries.add(DynamicSection.DT_VERNEEDNUM, 1);
      } else if (block.tag() == DynamicSection.DT_VERDEF) {
        entries.add(DynamicSection.DT_VERDEFNUM, content.image().versions().verdefCount());
      }
    }
  }

  void writeTo(MemorySegment file) {
    for (Block block : blocks) {
      MemorySegment.copy(block.bytes(), 0, file, block.offset(), block.bytes().byteSize());
      if (block.tag() == DynamicSection.DT_SYMTAB) {
        MemorySegment.copy(NULL_SYMBOL, 0, file, block.offset(), NULL_SYMBOL.byteSize());
        content.undefined().weaken(file, block.offset());
      } else if (block.tag() == DynamicSection.DT_STRTAB) {
        extra.writeTo(file, block.offset() + block.bytes().byteSize());
      }
    }
  }

  /** Strings behind the image's own string table. */
  private static final class ExtraStrings {
    private final long start;
    private final List<byte[]> strings = new ArrayList<>();
    private long size;

    ExtraStrings(long start) {
      this.start = start;
    }

    long add(String string) {
      byte[] bytes = RawText.encode(string);
      long offset = start + size;
      strings.add(bytes);
      size += bytes.length + 1L;
      return offset;
    }

    long size() {
      return size;
    }

    void writeTo(MemorySegment file, long from) {
      long at = from;
      for (byte[] bytes : strings) {
        MemorySegment.copy(MemorySegment.ofArray(bytes), 0, file, at, bytes.length);
        at += bytes.length + 1L;
      }
    }
  }
}
