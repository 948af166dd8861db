package org.alfheim.internal.symboltypes;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.types.SymbolTypes;

/** A file that may know types: an ELF file with BTF or DWARF in it, or BTF alone. */
final class TypeFile {
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
    return found;
  }
}
