package org.alfheim.linker.code;

import static org.alfheim.elf.RelocationType.R_X86_64_GOTOFF64;
import static org.alfheim.elf.RelocationType.R_X86_64_GOTPCREL;
import static org.alfheim.elf.RelocationType.R_X86_64_GOTTPOFF;
import static org.alfheim.elf.RelocationType.R_X86_64_PC32;
import static org.alfheim.elf.RelocationType.R_X86_64_TPOFF32;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.LinkException;
import org.alfheim.linker.object.SectionRelocations;
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
    for (int entry = 0; entry < linked.relocations().size(); entry++) {
      if (isAccess(linked, entry, interposition)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAccess(LinkedSection linked, int entry, Interposition interposition) {
    int type = linked.relocations().type(entry);
    boolean known = type == R_X86_64_PC32 || type == R_X86_64_TPOFF32 || type == R_X86_64_GOTOFF64;
    if (!known || linked.section().empty()) {
      return false;
    }
    LinkSymbol symbol = linked.symbol(entry);
    if (type == R_X86_64_TPOFF32) {
      return symbol.kind() != LinkSymbol.Kind.DISCARDED;
    }
    Reach reach = interposition.reach(symbol);
    if (type == R_X86_64_GOTOFF64) {
      return reach == Reach.ELSEWHERE && !symbol.threadLocal();
    }
    return (reach == Reach.ELSEWHERE || reach == Reach.NOTHING)
        && !symbol.threadLocal()
        && !Interposition.isBranch(linked.section(), entry);
  }

  private LinkedSection rewritten(LinkedSection linked) {
    InputSection section = linked.section();
    ByteBuffer code = ByteBuffer.allocate((int) section.size()).order(ByteOrder.LITTLE_ENDIAN);
    code.put(0, section.content(), 0, code.limit());
    Rewritten result = new Rewritten(linked, code);
    for (int entry = 0; entry < linked.relocations().size(); entry++) {
      if (isAccess(linked, entry, interposition)) {
        rewrite(linked, entry, result);
      } else {
        result.keep(entry);
      }
    }
    return result.build();
  }

  private void rewrite(LinkedSection linked, int entry, Rewritten result) {
    InputSection section = linked.section();
    SectionRelocations relocations = linked.relocations();
    LinkSymbol symbol = linked.symbol(entry);
    int field = (int) relocations.offset(entry);
    Instruction instruction = starts.around(section, field);
    if (relocations.type(entry) == R_X86_64_TPOFF32) {
      rewriteThreadOffset(linked, entry, instruction, result);
      return;
    }
    if (relocations.type(entry) == R_X86_64_GOTOFF64) {
      rewriteTableOffset(linked, entry, instruction, result);
      return;
    }
    if (instruction == null
        || instruction.displacement() != field
        || instruction.displacementSize() != 4
        || (section.content().get(instruction.modrm()) & 0xc7) != 5) {
      throw refusal(section, entry, symbol, "what is there is no instruction that is known");
    }
    long distance = relocations.addend(entry) + (instruction.end() - field);
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
      result.code().put(instruction.opcode(), (byte) MOV);
      result.add(field, R_X86_64_GOTPCREL, relocations.symbol(entry));
      return;
    }
    Thunk thunk = ThunkWriter.of(section.content(), instruction, (int) distance);
    if (thunk == null || instruction.length() < 5) {
      throw refusal(section, entry, symbol, "the instruction is of a kind that has no other way");
    }
    jump(section, instruction, thunk, R_X86_64_GOTPCREL, symbol, result);
  }

  /** TLS model local-exec becomes initial-exec. */
  private void rewriteThreadOffset(
      LinkedSection linked, int entry, Instruction instruction, Rewritten result) {
    InputSection section = linked.section();
    SectionRelocations relocations = linked.relocations();
    LinkSymbol symbol = linked.symbol(entry);
    int field = (int) relocations.offset(entry);
    long addend = relocations.addend(entry);
    if (instruction == null || addend != (int) addend) {
      throw threadRefusal(section, entry, symbol);
    }
    if (ThreadOffsetLoad.applies(section.content(), instruction, field) && addend == 0) {
      loads++;
      int place = ThreadOffsetLoad.write(section.content(), instruction, result.code());
      result.add(place, R_X86_64_GOTTPOFF, relocations.symbol(entry));
      return;
    }
    boolean inMemory = instruction.displacement() == field && instruction.displacementSize() == 4;
    int distance = (int) addend;
    Thunk thunk =
        inMemory
            ? ThreadOffsetThunk.of(section.content(), instruction, distance)
            : ThreadOffsetLoad.thunk(section.content(), instruction, field, distance);
    if (thunk == null) {
      throw threadRefusal(section, entry, symbol);
    }
    jump(section, instruction, thunk, R_X86_64_GOTTPOFF, symbol, result);
  }

  /** What has no other way is refused when relocations are gone over. */
  private void rewriteTableOffset(
      LinkedSection linked, int entry, Instruction instruction, Rewritten result) {
    InputSection section = linked.section();
    SectionRelocations relocations = linked.relocations();
    long addend = relocations.addend(entry);
    Thunk thunk =
        addend == (int) addend
            ? TableOffsetThunk.of(
                section.content(), instruction, (int) relocations.offset(entry), (int) addend)
            : null;
    if (thunk == null) {
      result.keep(entry);
    } else {
      jump(section, instruction, thunk, R_X86_64_GOTPCREL, linked.symbol(entry), result);
    }
  }

  private static LinkException threadRefusal(InputSection section, int entry, LinkSymbol symbol) {
    return LinkException.at(
        section,
        section.relocations().offset(entry),
        "R_X86_64_TPOFF32 of "
            + symbol.shown()
            + " is an offset from the thread pointer (TLS model local-exec), which only programs"
            + " know, and the instruction is of a kind that has no other way",
        "compile with -fPIC, or with -ftls-model=initial-exec");
  }

  /** A jump to the thunk in the place of the instruction; a call where it is one. */
  private void jump(
      InputSection section,
      Instruction instruction,
      Thunk thunk,
      int slotType,
      LinkSymbol symbol,
      Rewritten result) {
    LinkSymbol behind = LinkSymbol.ofPlace(section, instruction.end());
    int start = instruction.start();
    boolean call = thunk.back() < 0 && isCall(section, instruction);
    result.code().put(start, (byte) (call ? 0xe8 : 0xe9));
    for (int at = start + 5; at < instruction.end(); at++) {
      result.code().put(at, (byte) 0x90);
    }
    result.add(start + 1, R_X86_64_PC32, thunks.add(thunk, slotType, symbol, behind));
  }

  private static boolean isCall(InputSection section, Instruction instruction) {
    return (section.content().get(instruction.modrm()) >> 3 & 7) == 2;
  }

  private static LinkException refusal(
      InputSection section, int entry, LinkSymbol symbol, String why) {
    return LinkException.at(
        section,
        section.relocations().offset(entry),
        "R_X86_64_PC32 of "
            + symbol.shown()
            + " addresses directly what may be in another library, and "
            + why,
        "compile with -fPIC");
  }
}
