package org.alfheim.itests.fuzz;

import static org.alfheim.itests.fuzz.Finding.unless;

import java.util.function.IntConsumer;
import org.alfheim.elf.AddressArray;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.RelocationTable;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.SymbolTable;
import org.alfheim.elf.Versions;

/**
 * Goes over all of a parsed image: what the parser has let through has to be readable to its end.
 */
final class ImageRules {
  private static final int PAGE = 4096;

  /** Looking all names up takes time that grows with the square of their number. */
  private static final int LOOKUPS = 64;

  private final SharedObject object;
  private long seen;

  private ImageRules(SharedObject object) {
    this.object = object;
  }

  /** Reads everything, and gives a digest of what it has read. */
  static long check(SharedObject object) {
    ImageRules rules = new ImageRules(object);
    rules.segments();
    rules.dynamic();
    rules.symbols();
    rules.relocations();
    return rules.seen;
  }

  private void consume(Object value) {
    seen = seen * 31 + value.hashCode();
  }

  private void segments() {
    ProgramHeader before = null;
    unless(!object.loadSegments().isEmpty(), "no segment to map");
    for (ProgramHeader segment : object.loadSegments()) {
      long start = segment.vaddr().value();
      long end = segment.end().value();
      unless(start >= 0 && end > start && end < 1L << 47, "a segment outside of user space");
      unless(segment.memorySize() >= segment.fileSize(), "more file than memory");
      unless((start - segment.offset()) % PAGE == 0, "a segment that cannot be mapped");
      unless(
          object.contentAt(segment.vaddr(), segment.fileSize()).byteSize() == segment.fileSize(),
          "a segment of another size");
      unless(before == null || (start & -PAGE) >= before.end().value(), "a page of two segments");
      before = segment;
    }
    object
        .segment(ProgramHeader.PT_TLS)
        .filter(tls -> tls.fileSize() != 0)
        .ifPresent(tls -> consume(object.contentAt(tls.vaddr(), tls.fileSize()).byteSize()));
  }

  private void dynamic() {
    consume(object.needed());
    consume(object.soname());
    consume(object.runpath());
    consume(object.rpath());
    consume(object.buildId());
    consume(object.dynamic().entries());
    object.init().ifPresent(this::consume);
    object.fini().ifPresent(this::consume);
    for (AddressArray array : new AddressArray[] {object.initArray(), object.finiArray()}) {
      if (!array.isEmpty()) {
        unless(
            object.contentAt(array.start(), array.count() * 8L).byteSize() == array.count() * 8L,
            "a table of functions of another size");
      }
    }
    unless(
        object.needed().size() <= object.dynamic().entries().size(), "more libraries than entries");
  }

  private void symbols() {
    SymbolTable symbols = object.symbols();
    Versions versions = object.versions();
    consume(versions.needs());
    consume(versions.definitions());
    int step = Math.max(1, symbols.count() / LOOKUPS);
    for (int i = 0; i < symbols.count(); i++) {
      ElfSymbol symbol = symbols.get(i);
      consume(versions.hidden(i));
      consume(versions.fileOf(i));
      consume(versions.nameOf(i));
      if (i % step == 0) {
        IntConsumer sameName = found -> unless(symbols.name(found).equals(symbol.name()), "find");
        object.find(symbol.name()).ifPresent(sameName);
        versions
            .nameOf(i)
            .ifPresent(version -> object.find(symbol.name(), version).ifPresent(sameName));
      }
    }
    object.exported().forEach(i -> unless(symbols.get(i).defined(), "an export of nothing"));
    unless(object.find("a name that no symbol has").isEmpty(), "a symbol out of nowhere");
  }

  private void relocations() {
    for (RelocationTable table : new RelocationTable[] {object.rela(), object.jumpRelocations()}) {
      for (int i = 0; i < table.count(); i++) {
        int symbol = table.symbol(i);
        unless(symbol >= 0 && symbol < object.symbols().count(), "a symbol outside the table");
        consume(table.offset(i) + table.addend(i) + table.type(i));
      }
    }
    long[] count = new long[1];
    object.relr().forEach(_ -> count[0]++);
    unless(count[0] == object.relr().count(), "packed relocations of another number");
  }
}
