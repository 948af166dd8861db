package org.alfheim.itests.fuzz;

import static org.alfheim.itests.fuzz.Finding.unless;

import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.alfheim.elf.AddressArray;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.RelocationType;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.SymbolTable;
import org.alfheim.internal.plan.Plan;
import org.alfheim.internal.relocation.Fixup;
import org.alfheim.internal.relocation.Fixups;
import org.alfheim.internal.relocation.Layout;
import org.alfheim.internal.relocation.Mapping;
import org.alfheim.internal.relocation.Slot;

/**
 * What has to hold for a plan that is carried out by code which trusts it: nothing is written or
 * called outside the image's own range, and no page is both writable and executable.
 */
final class PlanRules {
  private static final long PAGE = Layout.PAGE;

  private final Plan plan;
  private final SharedObject image;

  private PlanRules(Plan plan) {
    this.plan = plan;
    this.image = plan.image();
  }

  static void check(Plan plan) {
    PlanRules rules = new PlanRules(plan);
    rules.layout();
    rules.fixups();
    rules.slots();
    rules.functions();
    rules.threadLocal();
    rules.shownDynamicSection();
  }

  /** ld.so goes through it again, long after it was checked. */
  private void shownDynamicSection() {
    if (plan.dynamic().isEmpty()) {
      return;
    }
    long start = plan.dynamic().get().value();
    long end = start + 16 * (image.dynamic().entries().size() + 1L);
    unless(
        image.contentAt(plan.dynamic().get(), end - start).byteSize() == end - start,
        "a dynamic section outside the file");
    Fixups fixups = plan.fixups();
    for (int i = 0; i < fixups.count(); i++) {
      long target = fixups.target(i).value();
      unless(
          target >= end || target + fixups.kind(i).width() <= start,
          "a relocation of the dynamic section that ld.so is shown");
    }
  }

  private void layout() {
    Layout layout = plan.layout();
    long start = layout.start().value();
    long end = layout.end().value();
    unless(start >= 0 && start % PAGE == 0 && end % PAGE == 0 && end > start, "a span of no pages");
    unless(Long.bitCount(layout.align()) == 1 && layout.align() >= PAGE, "no alignment");
    long before = start;
    for (Mapping mapping : layout.mappings()) {
      long from = mapping.start().value();
      long to = from + mapping.size();
      unless(mapping.size() > 0 && from >= start && to <= end, "a mapping outside the span");
      unless(!(mapping.writable() && mapping.executable()), "writable and executable");
      switch (mapping) {
        case Mapping.FilePages pages -> {
          unless(from % PAGE == 0 && to % PAGE == 0, "half a page");
          unless(from >= before, "mappings overlap");
          unless(
              pages.fileOffset() >= 0
                  && pages.fileOffset() % PAGE == 0
                  && pages.fileOffset() + pages.size() - PAGE < image.bytes().byteSize(),
              "pages that the file does not have");
          before = to;
        }
        case Mapping.ZeroPages _ -> {
          unless(from % PAGE == 0 && to % PAGE == 0, "half a page");
          unless(from >= before, "mappings overlap");
          before = to;
        }
        case Mapping.Clearing _ -> unless(to == before, "clears what is not the last page");
      }
    }
    layout
        .sealed()
        .ifPresent(range -> {
          long from = range.start().value();
          unless(
              from % PAGE == 0
                  && range.size() % PAGE == 0
                  && from >= start
                  && from + range.size() <= end,
              "seals what is not the image's");
        });
  }

  private void fixups() {
    Fixups fixups = plan.fixups();
    int words = plan.slots().stream().mapToInt(Slot::words).sum();
    unless(words == plan.carrier().slotWords(), "slots of another number");
    for (int i = 0; i < fixups.count(); i++) {
      Fixup fixup = fixups.get(i);
      unless(writable(fixup.target().value(), fixup.kind().width()), "writes at " + fixup.target());
      switch (fixup.kind()) {
        case SLOT, SLOT_32, SLOT_PC32, SLOT_PC64 ->
            unless(fixup.slot() >= 0 && fixup.slot() < words, "a slot that is not there");
        case DESCRIPTOR ->
            unless(fixup.slot() >= 0 && fixup.slot() + 1 < words, "a slot that is not there");
        case RESOLVED, INDIRECT -> unless(executable(fixup.operand()), "calls what is no code");
        case ADD_BIAS, BIAS, CONSTANT, CONSTANT_32 -> {}
      }
    }
  }

  /** ld.so calls the resolver of an indirect function that it finds: in code, and not too early. */
  private void slots() {
    SymbolTable symbols = image.symbols();
    for (int i = 0; i < symbols.count(); i++) {
      if (image.symbols().exported(i) && indirect(i)) {
        unless(executable(symbols.value(i)), "the resolver of symbol " + i + " is no code");
      }
    }
    boolean threadLocal =
        image.segment(ProgramHeader.PT_TLS).filter(tls -> tls.memorySize() != 0).isPresent();
    for (Slot slot : plan.slots()) {
      unless(slot.symbol() >= 0 && slot.symbol() < symbols.count(), "a symbol outside the table");
      OptionalInt found = definition(slot.symbol());
      boolean divides =
          slot.type() == RelocationType.R_X86_64_TPOFF64
              || slot.type() == RelocationType.R_X86_64_TLSDESC;
      unless(
          threadLocal || !divides || found.isEmpty(),
          "an offset in thread-local storage that there is not");
      unless(
          found.isEmpty()
              || slot.symbol() == 0
              || found.getAsInt() == slot.symbol()
              || !indirect(found.getAsInt()),
          "a resolver's address for that of a function");
    }
  }

  /** The symbol in the image that ld.so takes for one of the carrier's own references. */
  private OptionalInt definition(int symbol) {
    if (symbol == 0) {
      return OptionalInt.of(0);
    }
    String name = image.symbols().name(symbol);
    return image
        .versions()
        .nameOf(symbol)
        .map(version -> image.find(name, version))
        .orElseGet(() -> image.find(name));
  }

  private boolean indirect(int symbol) {
    return image.symbols().get(symbol).type() == ElfSymbol.Type.GNU_IFUNC;
  }

  private void functions() {
    plan.initialization().init().ifPresent(at -> unless(executable(at.value()), "DT_INIT"));
    plan.initialization().fini().ifPresent(at -> unless(executable(at.value()), "DT_FINI"));
    Map<Long, Fixup> last = new HashMap<>();
    plan.fixups().stream().forEach(fixup -> last.put(fixup.target().value(), fixup));
    functions(plan.initialization().initArray(), last);
    functions(plan.initialization().finiArray(), last);
  }

  /** A function's address is the image's own code, or comes from a symbol, or from its resolver. */
  private void functions(AddressArray array, Map<Long, Fixup> fixups) {
    for (int i = 0; i < array.count(); i++) {
      long entry = array.start().value() + 8L * i;
      Fixup fixup = fixups.get(entry);
      unless(fixup != null, "a function without relocation");
      switch (fixup.kind()) {
        case BIAS -> unless(executable(fixup.operand()), "a function that is no code");
        case ADD_BIAS ->
            unless(
                executable(
                    image
                        .contentAt(fixup.target(), 8)
                        .asByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getLong()),
                "a function that is no code");
        case SLOT, RESOLVED, INDIRECT -> {}
        default -> throw new Finding("a function by " + fixup.kind());
      }
    }
  }

  /** Each relocation of the initial image of thread-local storage has to be in its copy too. */
  private void threadLocal() {
    image
        .segment(ProgramHeader.PT_TLS)
        .ifPresent(tls -> {
          long start = tls.vaddr().value();
          long end = start + tls.fileSize();
          plan.fixups().stream()
              .filter(f -> f.target().value() < end)
              .filter(f -> f.target().value() + f.kind().width() > start)
              .forEach(f -> {
                unless(
                    f.target().value() >= start && f.target().value() + f.kind().width() <= end,
                    "a relocation across the edge of the thread-local image");
                unless(
                    f.kind() == Fixup.Kind.BIAS
                        || f.kind() == Fixup.Kind.ADD_BIAS
                        || f.kind() == Fixup.Kind.SLOT,
                    f.kind() + " in the thread-local image");
              });
        });
  }

  private boolean writable(long address, int width) {
    for (ProgramHeader load : image.loadSegments()) {
      if (load.writable()
          && Long.compareUnsigned(address, load.vaddr().value()) >= 0
          && Long.compareUnsigned(address, load.end().value() - width) <= 0
          && load.memorySize() >= width) {
        return true;
      }
    }
    return false;
  }

  private boolean executable(long address) {
    for (ProgramHeader load : image.loadSegments()) {
      if (load.executable()
          && Long.compareUnsigned(address, load.vaddr().value()) >= 0
          && Long.compareUnsigned(address, load.end().value()) < 0) {
        return true;
      }
    }
    return false;
  }
}
