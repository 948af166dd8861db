package org.alfheim.linker.object;

import java.util.List;
import org.alfheim.elf.ElfBytes;
import org.alfheim.elf.ElfException;

/** Refuses by name what is no machine code: bytecode that a compiler left for itself. */
final class ForeignContent {
  private static final int BITCODE = 0xdec04342;
  private static final int WRAPPED_BITCODE = 0x0b17c0de;

  private ForeignContent() {}

  /** Refuses a file that is bitcode of LLVM as a whole. */
  static void refuseBitcode(ElfBytes file) {
    if (file.size() >= 4) {
      int magic = file.window(0, 4, "e_ident", 0).getInt(0);
      if (magic == BITCODE || magic == WRAPPED_BITCODE) {
        throw new ElfException(
            file.name(),
            "e_ident",
            0,
            "this is bitcode of LLVM (link-time optimisation), no machine code",
            "compile without -flto");
      }
    }
  }

  /**
   * Refuses an object that has bytecode and no machine code beside it. LLVM's in an object that
   * defines no symbol is that of a source without code, of which crates of Rust have some.
   */
  static void refuseBytecode(ElfBytes file, List<HeaderRow> rows, List<ObjectSymbol> symbols) {
    for (HeaderRow row : rows) {
      boolean gcc = row.name().startsWith(".gnu.lto_");
      if ((gcc || isOfLlvm(row.name())) && isAll(gcc, rows, symbols)) {
        throw new ElfException(
            file.name(),
            "sh_name",
            row.at(),
            row.name()
                + " is bytecode of "
                + (gcc ? "gcc" : "LLVM")
                + " (link-time optimisation), and the object has no machine code",
            "compile without -flto, or with -ffat-lto-objects");
      }
    }
  }

  private static boolean isOfLlvm(String name) {
    return name.equals(".llvmbc") || name.equals(".llvm.lto") || name.equals(".llvm");
  }

  /** Whether bytecode is all that there is of what the object defines. */
  private static boolean isAll(boolean gcc, List<HeaderRow> rows, List<ObjectSymbol> symbols) {
    boolean code = rows.stream().anyMatch(ForeignContent::isContent);
    if (gcc) {
      ByteRange slim = ByteRange.of("__gnu_lto_slim");
      return !code || symbols.stream().anyMatch(symbol -> symbol.key().equals(slim));
    }
    return !code && symbols.stream().anyMatch(ForeignContent::isNamed);
  }

  private static boolean isNamed(ObjectSymbol symbol) {
    return symbol.type() != ObjectSymbol.STT_FILE
        && symbol.type() != ObjectSymbol.STT_SECTION
        && symbol.defined()
        && !symbol.key().isEmpty();
  }

  private static boolean isContent(HeaderRow row) {
    return row.has(InputSection.SHF_ALLOC)
        && row.size() > 0
        && row.type() != InputSection.SHT_NOTE
        && !row.name().equals(".eh_frame");
  }
}
