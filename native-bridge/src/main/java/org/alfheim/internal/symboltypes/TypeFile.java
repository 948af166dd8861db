package org.alfheim.internal.symboltypes;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.internal.btf.BtfTypes;
import org.alfheim.internal.debuginfo.DebugFiles;
import org.alfheim.internal.dwarf.DwarfTypes;
import org.alfheim.internal.dwarf.section.Companions;
import org.alfheim.types.SymbolTypes;

/** A file that may know types: an ELF file with BTF or DWARF in it, or BTF alone. */
final class TypeFile {
  private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};

  private TypeFile() {}

  /**
   * What a file knows.
   *
   * @param name what to call it
   * @param file its bytes
   * @return who is asked, in this order; none if it says nothing of types
   * @throws org.alfheim.types.TypesException if it is damaged
   */
  static List<SymbolTypes> read(String name, MemorySegment file) {
    List<SymbolTypes> found = new ArrayList<>();
    if (!isElf(file)) {
      found.add(BtfTypes.of(name, file));
      return found;
    }
    BtfTypes.ofImage(name, file).ifPresent(found::add);
    if (DwarfTypes.isIn(name, file)) {
      found.add(new DwarfTypes(name, file, Companions.NONE));
    }
    return found;
  }

  /**
   * What an image's own file knows, and the files that it names.
   *
   * @param path its path
   * @param file its bytes
   * @param debug finds debug information
   * @throws org.alfheim.types.TypesException if it is damaged
   */
  static List<SymbolTypes> read(Path path, MemorySegment file, DebugFiles debug) {
    List<SymbolTypes> found = new ArrayList<>();
    BtfTypes.ofImage(path.toString(), file).ifPresent(found::add);
    debug.in(path, file).ifPresent(found::add);
    return found;
  }

  /** Whether it begins as an ELF file does (gABI, EI_MAG0 to EI_MAG3). */
  private static boolean isElf(MemorySegment file) {
    return file.byteSize() >= MAGIC.length
        && file.asSlice(0, MAGIC.length).mismatch(MemorySegment.ofArray(MAGIC)) < 0;
  }
}
