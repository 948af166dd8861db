package org.alfheim.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.elf.RelocationTable;
import org.alfheim.elf.RelocationType;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.Vaddr;

/**
 * What an image has for others and asks of them, without the addresses, in which two linkers
 * differ: exports by name and version with type, binding, visibility and size; dynamic relocations
 * by kind and symbol.
 *
 * <p>Versions of imports count where both images have one: the one linker has looked into a library
 * for them that the other did not need.
 *
 * <p>Which slots of its global offset table an image has is the linker's affair. So of relocations
 * of slots counts that there is one for a symbol, of others how many there are, and relative ones
 * count outside of that table only.
 *
 * @param exports what each export is
 * @param relocations how many there are of each kind for each symbol
 * @param versions the versions of imports that have one
 */
record LinkTables(
    Map<String, String> exports, Map<String, Long> relocations, Map<String, String> versions) {
  /** What gcc's start files for libraries ask for, crtbeginS.o and crti.o. */
  private static final Set<String> START_FILES =
      Set.of(
          "__cxa_finalize",
          "_ITM_deregisterTMCloneTable",
          "_ITM_registerTMCloneTable",
          "__gmon_start__");

  /** What these define and hide, crti.o: nobody's export where gcc links. */
  private static final Set<String> HIDDEN_BY_START_FILES = Set.of("_init", "_fini");

  private static final String RELATIVE = "R_X86_64_RELATIVE";

  static LinkTables of(SharedObject image) {
    LinkTables tables = new LinkTables(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    image.exported().forEach(symbol -> tables.addExport(image, symbol));
    ImageFacts facts = ImageFacts.of(image);
    image.relr().forEach(place -> tables.addRelative(facts, new Vaddr(place), 0));
    tables.add(image, image.rela(), facts);
    tables.add(image, image.jumpRelocations(), facts);
    return tables;
  }

  private void addExport(SharedObject image, int symbol) {
    if (HIDDEN_BY_START_FILES.contains(image.symbols().name(symbol))) {
      return;
    }
    int info = image.symbols().info(symbol);
    exports.put(
        spelling(image, symbol),
        ElfSymbol.Type.ofInfo(info)
            + " "
            + ElfSymbol.Binding.ofInfo(info)
            + " "
            + ElfSymbol.Visibility.ofOther(image.symbols().other(symbol))
            + " size="
            + image.symbols().size(symbol));
  }

  private static String spelling(SharedObject image, int symbol) {
    String name = image.symbols().name(symbol);
    return version(image, symbol).map(version -> name + "@" + version).orElse(name);
  }

  private static Optional<String> version(SharedObject image, int symbol) {
    return image.versions().present() ? image.versions().nameOf(symbol) : Optional.empty();
  }

  /**
   * The symbol of a relocation: an import by its name, one of the image's own by its version, too.
   */
  private String symbol(SharedObject image, int symbol) {
    if (symbol == 0) {
      return "";
    }
    if (image.symbols().section(symbol) != ElfSymbol.SHN_UNDEF) {
      return " " + spelling(image, symbol);
    }
    String name = image.symbols().name(symbol);
    version(image, symbol).ifPresent(version -> versions.put(name, version));
    return " " + name;
  }

  private void add(SharedObject image, RelocationTable table, ImageFacts facts) {
    for (int i = 0; i < table.count(); i++) {
      int symbol = table.symbol(i);
      if (symbol != 0 && START_FILES.contains(image.symbols().name(symbol))) {
        continue;
      }
      String name = symbol(image, symbol);
      switch (table.type(i)) {
        case RelocationType.R_X86_64_NONE -> {}
        case RelocationType.R_X86_64_RELATIVE ->
            addRelative(facts, new Vaddr(table.offset(i)), table.addend(i));
        case RelocationType.R_X86_64_GLOB_DAT, RelocationType.R_X86_64_JUMP_SLOT ->
            relocations.put("slot of" + name, 1L);
        case RelocationType.R_X86_64_DTPMOD64,
            RelocationType.R_X86_64_DTPOFF64,
            RelocationType.R_X86_64_TPOFF64,
            RelocationType.R_X86_64_TLSDESC,
            RelocationType.R_X86_64_IRELATIVE ->
            relocations.put(RelocationType.nameOf(table.type(i)) + name, 1L);
        default -> relocations.merge(RelocationType.nameOf(table.type(i)) + name, 1L, Long::sum);
      }
    }
  }

  private void addRelative(ImageFacts facts, Vaddr place, long addend) {
    String section = facts.section(place);
    /* crtbeginS.o has a function in both arrays, and __dso_handle, which holds its own address. */
    if (!section.startsWith(".got")
        && !section.equals(".init_array")
        && !section.equals(".fini_array")
        && addend != place.value()) {
      relocations.merge(RELATIVE, 1L, Long::sum);
    }
  }

  /**
   * What is not the same.
   *
   * @param ld the tables of the image that the system's linker made
   * @return a line for each difference
   */
  List<String> differences(LinkTables ld) {
    List<String> found = new ArrayList<>();
    differences("export ", exports, ld.exports, found);
    differences("", relocations, ld.relocations, found);
    Map<String, String> shared = new TreeMap<>(versions);
    shared.keySet().retainAll(ld.versions.keySet());
    Map<String, String> others = new TreeMap<>(ld.versions);
    others.keySet().retainAll(versions.keySet());
    differences("version of ", shared, others, found);
    return found;
  }

  private static <T> void differences(
      String what, Map<String, T> here, Map<String, T> there, List<String> found) {
    Set<String> all = new TreeSet<>(here.keySet());
    all.addAll(there.keySet());
    for (String name : all) {
      T mine = here.get(name);
      T others = there.get(name);
      if (!Objects.equals(mine, others)) {
        found.add(what + name + ": " + text(others) + " by ld, " + text(mine) + " by alfheim");
      }
    }
  }

  private static String text(Object value) {
    return value == null ? "none" : value.toString();
  }
}
