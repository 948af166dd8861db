package org.alfheim.internal.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.elf.RelocationType;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.relocation.Slot;
import org.alfheim.names.DemangledName;

/**
 * A {@link Slot} with its names: one thing that the C library's loader is asked for.
 *
 * @param type the relocation's name, such as {@code R_X86_64_GLOB_DAT}
 * @param name the symbol's name; empty where the image itself is meant
 * @param version the version that is needed of it ({@code vna_name}), or that the image gives it
 * @param file the library that the version is needed of ({@code vn_file})
 * @param weak whether it may be missing
 */
public record Import(
    String type,
    Optional<String> name,
    Optional<String> version,
    Optional<String> file,
    boolean weak) {
  private static final int LONGEST = 4000;

  /**
   * All that a plan asks for, in the order of its slots.
   *
   * @param plan the plan
   * @return one for each slot
   */
  public static List<Import> of(Plan plan) {
    /* One symbol may have many slots, and its name is decoded once. */
    Map<Integer, ElfSymbol> symbols = new HashMap<>();
    return plan.slots().stream()
        .map(slot ->
            of(
                plan.image(),
                slot,
                symbols.computeIfAbsent(slot.symbol(), plan.image().symbols()::get)))
        .toList();
  }

  private static Import of(SharedObject image, Slot slot, ElfSymbol symbol) {
    String type = RelocationType.nameOf(slot.type());
    if (slot.symbol() == 0) {
      return new Import(type, Optional.empty(), Optional.empty(), Optional.empty(), false);
    }
    return new Import(
        type,
        Optional.of(symbol.name()),
        image.versions().nameOf(slot.symbol()),
        image.versions().fileOf(slot.symbol()),
        symbol.binding() == ElfSymbol.Binding.WEAK);
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST ? name : name.substring(0, LONGEST) + "…";
  }

  /**
   * {@code crc32_z@ZLIB_1.2.9 of libz.so.1 (R_X86_64_GLOB_DAT)}; a name of thousands of letters is
   * cut. One of C++ or Rust is followed by what people call it: {@code = ns::f(int)}.
   */
  @Override
  public String toString() {
    return name.map(Import::shortened).orElse("the image itself")
        + version.map(needed -> "@" + needed).orElse("")
        + file.map(library -> " of " + library).orElse("")
        + (weak ? ", may be missing" : "")
        + " ("
        + type
        + ")"
        + name.flatMap(DemangledName::of).map(text -> " = " + shortened(text)).orElse("");
  }
}
