package org.alfheim.linker.code;

import static org.alfheim.elf.RelocationType.R_X86_64_GOTPCREL;
import static org.alfheim.elf.RelocationType.R_X86_64_GOTTPOFF;
import static org.alfheim.elf.RelocationType.R_X86_64_PC32;
import static org.alfheim.elf.RelocationType.R_X86_64_TPOFF32;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.LinkException;
import org.alfheim.linker.object.ObjectBuilder;
import org.alfheim.linker.object.RelocationEntry;
import org.alfheim.linker.object.SectionHead;
import org.alfheim.linker.relocation.Interposition;
import org.alfheim.linker.relocation.Reach;
import org.alfheim.linker.section.ExceptionFrames;
import org.alfheim.linker.symbol.LinkSymbol;
import org.alfheim.linker.symbol.LinkedSection;
import org.alfheim.linker.symbol.Resolution;

/** Finds code that goes straight at what is elsewhere, and gives it another way. */
public final class OutsideAccesses {
  private static final int LEA = 0x8d;
  private static final int MOV = 0x8b;

  /**
   * What was done.
   *
   * @param loads instructions that became the load of a slot
   * @param thunks instructions that became a jump
   */
  public record Result(int loads, int thunks) {}

  private final Interposition interposition;
  private final FunctionStarts starts;
  private final ThunkSection thunks = new ThunkSection();
  private int loads;

  private OutsideAccesses(Interposition interposition, FunctionStarts starts) {
    this.interposition = interposition;
    this.starts = starts;
  }

  /**
   * Replaces the sections that hold such code.
   *
   * @param sections the sections of the image; changed in place, and one of thunks added
   * @param resolution what names stand for
   * @param frames what is said of functions; null where nothing is
   * @param interposition which definitions may give way
   * @throws LinkException if an instruction is one for which there is no other way
   */
  public static Result rewrite(
      List<LinkedSection> sections,
      Resolution resolution,
      ExceptionFrames.Result frames,
      Interposition interposition) {
    OutsideAccesses accesses = null;
    for (int i = 0; i < sections.size(); i++) {
      LinkedSection linked = sections.get(i);
      if (hasAccess(linked, interposition)) {
        if (accesses == null) {
          accesses = new OutsideAccesses(interposition, new FunctionStarts(resolution, frames));
        }
        sections.set(i, accesses.rewritten(linked));
      }
    }
    if (accesses == null) {
      return new Result(0, 0);
    }
    if (accesses.thunks.count() > 0) {
      sections.add(accesses.thunks.build());
    }
    return new Result(accesses.loads, accesses.thunks.count());
  }

  private static boolean hasAccess(LinkedSection linked, Interposition interposition) {
    InputSection section = linked.section();
    if (!section.has(InputSection.SHF_EXECINSTR) || !section.has(InputSection.SHF_ALLOC)) {
      return false;
    }
    for (RelocationEntry entry : section.relocations()) {
      if (isAccess(linked, entry, interposition)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAccess(
      LinkedSection linked, RelocationEntry entry, Interposition interposition) {
    if (linked.section().empty()) {
      return false;
    }
    LinkSymbol symbol = linked.symbols().get(entry.symbol());
    if (entry.type() == R_X86_64_TPOFF32) {
      return symbol.kind() != LinkSymbol.Kind.DISCARDED;
    }
    if (entry.type() != R_X86_64_PC32) {
      return false;
    }
    Reach reach = interposition.reach(linked.section(), symbol);
    return (reach == Reach.ELSEWHERE || reach == Reach.NOTHING)
        && !symbol.threadLocal()
        && !Interposition.isBranch(linked.section(), entry);
  }

  private LinkedSection rewritten(LinkedSection linked) {
    InputSection section = linked.section();
    ByteBuffer code = ByteBuffer.allocate((int) section.size()).order(ByteOrder.LITTLE_ENDIAN);
    code.put(0, section.content(), 0, code.limit());
    List<LinkSymbol> symbols = new ArrayList<>(linked.symbols());
    List<RelocationEntry> entries = new ArrayList<>(section.relocations().size());
    for (RelocationEntry entry : section.relocations()) {
      entries.add(
          isAccess(linked, entry, interposition) ? rewritten(linked, entry, code, symbols) : entry);
    }
    return new LinkedSection(section.with(code, List.copyOf(entries)), symbols);
  }

  private RelocationEntry rewritten(
      LinkedSection linked, RelocationEntry entry, ByteBuffer code, List<LinkSymbol> symbols) {
    InputSection section = linked.section();
    LinkSymbol symbol = linked.symbols().get(entry.symbol());
    int field = (int) entry.offset();
    Instruction instruction = starts.around(section, field);
    if (entry.type() == R_X86_64_TPOFF32) {
      return threadOffset(linked, entry, instruction, code, symbols);
    }
    if (instruction == null
        || instruction.displacement() != field
        || instruction.displacementSize() != 4
        || (section.content().get(instruction.modrm()) & 0xc7) != 5) {
      throw refusal(section, entry, symbol, "what is there is no instruction that is known");
    }
    long distance = entry.addend() + (instruction.end() - field);
    if (distance != (int) distance) {
      throw refusal(section, entry, symbol, "its distance from the symbol is too large");
    }
    boolean lea =
        instruction.map() == 0
            && (section.content().get(instruction.opcode()) & 0xff) == LEA
            && !instruction.shortOperands()
            && !instruction.has(Instruction.EXTENDED);
    if (lea && distance == 0) {
      loads++;
      code.put(instruction.opcode(), (byte) MOV);
      return new RelocationEntry(field, R_X86_64_GOTPCREL, entry.symbol(), -4);
    }
    Thunk thunk = ThunkWriter.of(section.content(), instruction, (int) distance);
    if (thunk == null || instruction.length() < 5) {
      throw refusal(section, entry, symbol, "the instruction is of a kind that has no other way");
    }
    return jump(section, instruction, thunk, R_X86_64_GOTPCREL, symbol, code, symbols);
  }

  /** TLS model local-exec becomes initial-exec. */
  private RelocationEntry threadOffset(
      LinkedSection linked,
      RelocationEntry entry,
      Instruction instruction,
      ByteBuffer code,
      List<LinkSymbol> symbols) {
    InputSection section = linked.section();
    LinkSymbol symbol = linked.symbols().get(entry.symbol());
    int field = (int) entry.offset();
    if (instruction == null || entry.addend() != (int) entry.addend()) {
      throw threadRefusal(section, entry, symbol);
    }
    if (ThreadOffsetLoad.applies(section.content(), instruction, field) && entry.addend() == 0) {
      loads++;
      int place = ThreadOffsetLoad.write(section.content(), instruction, code);
      return new RelocationEntry(place, R_X86_64_GOTTPOFF, entry.symbol(), -4);
    }
    boolean inMemory = instruction.displacement() == field && instruction.displacementSize() == 4;
    int distance = (int) entry.addend();
    Thunk thunk =
        inMemory
            ? ThreadOffsetThunk.of(section.content(), instruction, distance)
            : ThreadOffsetLoad.thunk(section.content(), instruction, field, distance);
    if (thunk == null) {
      throw threadRefusal(section, entry, symbol);
    }
    return jump(section, instruction, thunk, R_X86_64_GOTTPOFF, symbol, code, symbols);
  }

  private static LinkException threadRefusal(
      InputSection section, RelocationEntry entry, LinkSymbol symbol) {
    return LinkException.at(
        section,
        entry.offset(),
        "R_X86_64_TPOFF32 of "
            + symbol.shown()
            + " is an offset from the thread pointer (TLS model local-exec), which only programs"
            + " know, and the instruction is of a kind that has no other way",
        "compile with -fPIC, or with -ftls-model=initial-exec");
  }

  /** A jump to the thunk in the place of the instruction; a call where it is one. */
  private RelocationEntry jump(
      InputSection section,
      Instruction instruction,
      Thunk thunk,
      int slotType,
      LinkSymbol symbol,
      ByteBuffer code,
      List<LinkSymbol> symbols) {
    LinkSymbol behind = LinkSymbol.ofPlace(section, instruction.end());
    symbols.add(thunks.add(thunk, slotType, symbol, behind));
    int start = instruction.start();
    boolean call = thunk.back() < 0 && isCall(section, instruction);
    code.put(start, (byte) (call ? 0xe8 : 0xe9));
    for (int at = start + 5; at < instruction.end(); at++) {
      code.put(at, (byte) 0x90);
    }
    return new RelocationEntry(start + 1, R_X86_64_PC32, symbols.size() - 1, -4);
  }

  private static boolean isCall(InputSection section, Instruction instruction) {
    return (section.content().get(instruction.modrm()) >> 3 & 7) == 2;
  }

  private static LinkException refusal(
      InputSection section, RelocationEntry entry, LinkSymbol symbol, String why) {
    return LinkException.at(
        section,
        entry.offset(),
        "R_X86_64_PC32 of "
            + symbol.shown()
            + " addresses directly what may be in another library, and "
            + why,
        "compile with -fPIC");
  }

  /** The section of thunks while it grows. */
  private static final class ThunkSection {
    private final List<byte[]> codes = new ArrayList<>();
    private final List<RelocationEntry> entries = new ArrayList<>();
    private final List<LinkSymbol> symbols = new ArrayList<>();
    private final InputSection place = section(0);
    private int size;

    private static InputSection section(int size) {
      SectionHead head =
          new SectionHead(
              ".text.thunks",
              InputSection.SHT_PROGBITS,
              InputSection.SHF_ALLOC | InputSection.SHF_EXECINSTR,
              size,
              0,
              16,
              0);
      return new InputSection(ObjectBuilder.NAME, 0, head, ByteBuffer.allocate(size), List.of());
    }

    int count() {
      return codes.size();
    }

    LinkSymbol add(Thunk thunk, int slotType, LinkSymbol symbol, LinkSymbol behind) {
      LinkSymbol start = LinkSymbol.ofPlace(place, size);
      relocation(thunk.slot(), slotType, symbol);
      if (thunk.back() >= 0) {
        relocation(thunk.back(), R_X86_64_PC32, behind);
      }
      codes.add(thunk.toBytes());
      size += codes.getLast().length;
      return start;
    }

    private void relocation(int at, int type, LinkSymbol symbol) {
      symbols.add(symbol);
      entries.add(new RelocationEntry((long) size + at, type, symbols.size() - 1, -4));
    }

    LinkedSection build() {
      ByteBuffer content = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
      codes.forEach(content::put);
      return new LinkedSection(place.with(content, List.copyOf(entries)), symbols);
    }
  }
}
