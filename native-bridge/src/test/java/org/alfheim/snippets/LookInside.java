package org.alfheim.snippets;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.inspect.Archive;
import org.alfheim.elf.inspect.ElfImage;
import org.alfheim.elf.inspect.Inspection;

/** What the pages of packages show: a test runs it. */
final class LookInside {
  private LookInside() {}

  static String describe(String name, MemorySegment bytes) {
    // @start region="inspect"
    String text =
        switch (Inspection.of(name, bytes)) {
          case ElfImage image -> image.name() + " needs " + image.needed();
          case Archive archive -> archive.name() + " has " + archive.members().size() + " members";
        };
    // @end
    return text;
  }

  static List<Object> read(MemorySegment bytes) {
    // @start region="parse"
    SharedObject object = SharedObject.parse("libz.so.1", bytes);
    var segments = object.loadSegments(); // what to map
    var needed = object.needed(); // what has to be there before
    var crc32 = object.find("crc32"); // the index of an exported symbol
    var first = object.rela().offset(0); // what to relocate
    // @end
    return List.of(segments, needed, crc32, first);
  }
}
