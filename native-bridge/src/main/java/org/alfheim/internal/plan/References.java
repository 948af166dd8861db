package org.alfheim.internal.plan;

import java.util.BitSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.elf.RelocationTable;
import org.alfheim.elf.RelocationType;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.SymbolTable;

/**
 * What an image refers to that others define, by the rules by which the C library's loader binds a
 * reference (gABI, "Shared Object Dependencies"; glibc, {@code elf/dl-lookup.c}): to define a
 * symbol is not to be bound to it, where objects come first that define it too.
 */
public final class References {
  private final SharedObject image;
  private final SymbolTable symbols;
  private final Scope before;
  private final BitSet relocated = new BitSet();

  /** Symbols whose relocation passes the image's own definition over (R_X86_64_COPY). */
  private final BitSet copied = new BitSet();

  private References(SharedObject image, Scope before) {
    this.image = image;
    this.symbols = image.symbols();
    this.before = before;
    add(image.rela());
    add(image.jumpRelocations());
  }

  /**
   * The names of the symbols that an image imports: those that it refers to and does not define,
   * and those that it defines and refers to where another definition takes the place of its own.
   * Where that can't be told, a symbol counts as imported.
   *
   * @param image the image
   * @param before the objects that are searched before the image is
   * @return the names
   */
  public static SortedSet<String> imports(SharedObject image, Scope before) {
    References references = new References(image, before);
    SortedSet<String> imports = new TreeSet<>();
    for (int i = 1; i < references.symbols.count(); i++) {
      if (references.imported(i)) {
        imports.add(references.symbols.name(i));
      }
    }
    return imports;
  }

  /**
   * The first relocation of an image by which a reference to a symbol becomes part of something
   * else than a word: an address in half a word, a distance, a copy of what lies there.
   *
   * @param image the image
   * @return its type; empty if there is none
   */
  public static Optional<String> untraceable(SharedObject image) {
    return untraceable(image.rela()).or(() -> untraceable(image.jumpRelocations()));
  }

  private static Optional<String> untraceable(RelocationTable table) {
    for (int i = 0; i < table.count(); i++) {
      if (table.symbol(i) != 0 && !isWord(table.type(i))) {
        return Optional.of(RelocationType.nameOf(table.type(i)));
      }
    }
    return Optional.empty();
  }

  private static boolean isWord(int type) {
    return switch (type) {
      case RelocationType.R_X86_64_NONE,
          RelocationType.R_X86_64_64,
          RelocationType.R_X86_64_GLOB_DAT,
          RelocationType.R_X86_64_JUMP_SLOT,
          RelocationType.R_X86_64_RELATIVE,
          RelocationType.R_X86_64_IRELATIVE,
          RelocationType.R_X86_64_DTPMOD64,
          RelocationType.R_X86_64_DTPOFF64,
          RelocationType.R_X86_64_TPOFF64,
          RelocationType.R_X86_64_TLSDESC,
          RelocationType.R_X86_64_SIZE32,
          RelocationType.R_X86_64_SIZE64 ->
          true;
      default -> false;
    };
  }

  private void add(RelocationTable table) {
    for (int i = 0; i < table.count(); i++) {
      relocated.set(table.symbol(i));
      if (table.type(i) == RelocationType.R_X86_64_COPY) {
        copied.set(table.symbol(i));
      }
    }
  }

  private boolean imported(int symbol) {
    if (symbols.local(symbol)) {
      return false;
    }
    if (symbols.section(symbol) == ElfSymbol.SHN_UNDEF || copied.get(symbol)) {
      return true;
    }
    return relocated.get(symbol) && !ownVisibility(symbol) && precededByAnother(symbol);
  }

  /* Of these ld.so takes the entry itself, whatever others define. */
  private boolean ownVisibility(int symbol) {
    return ElfSymbol.Visibility.ofOther(symbols.other(symbol)) != ElfSymbol.Visibility.DEFAULT;
  }

  private boolean precededByAnother(int symbol) {
    String name = symbols.name(symbol);
    Optional<String> version = image.versions().nameOf(symbol);
    boolean found =
        version.isPresent()
            ? image.find(name, version.get()).isPresent()
            : image.find(name).isPresent();
    /* A definition that no look-up finds, or only after those of the libraries that it filters. */
    if (!found || image.filter()) {
      return true;
    }
    return !image.symbolic() && (weakGivesWay(symbol) || before.defines(name, version));
  }

  /** ld.so(8): with this variable set, a weak definition is taken only if there is no other. */
  private boolean weakGivesWay(int symbol) {
    return ElfSymbol.Binding.ofInfo(symbols.info(symbol)) == ElfSymbol.Binding.WEAK
        && System.getenv("LD_DYNAMIC_WEAK") != null;
  }
}
