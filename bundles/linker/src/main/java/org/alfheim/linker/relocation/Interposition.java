package org.alfheim.linker.relocation;

import java.util.BitSet;
import java.util.List;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.ObjectSymbol;
import org.alfheim.linker.object.SectionRelocations;
import org.alfheim.linker.section.ExceptionFrames;
import org.alfheim.linker.symbol.LinkSymbol;
import org.alfheim.linker.symbol.LinkedSection;
import org.alfheim.linker.symbol.Resolution;

/**
 * Which definitions of the image may give way to another image's, as those of shared objects do
 * (gABI, "Shared Object Dependencies").
 *
 * <p>Code that was not compiled for a shared object addresses data directly. What is addressed so,
 * and is in the image, is bound there for all: two objects of one name would be worse.
 * STB_GNU_UNIQUE is never bound: one object in the process is what it is for.
 */
public final class Interposition {
  private final boolean symbolic;

  /** The numbers of the symbols that are addressed directly. */
  private final BitSet bound = new BitSet();

  /** How each symbol is reached, by its number. */
  private final Reach[] reaches;

  private Interposition(int symbols, boolean symbolic) {
    this.reaches = new Reach[symbols];
    this.symbolic = symbolic;
  }

  /**
   * Looks at all relocations.
   *
   * @param sections the sections of the image
   * @param resolution what names stand for
   * @param symbolic whether all definitions are bound to the image
   */
  public static Interposition of(
      List<LinkedSection> sections, Resolution resolution, boolean symbolic) {
    Interposition interposition = new Interposition(resolution.symbols(), symbolic);
    for (LinkedSection linked : sections) {
      if (linked.section().has(InputSection.SHF_ALLOC) && !describesCode(linked.section())) {
        interposition.look(linked);
      }
    }
    return interposition;
  }

  /** Whether a section describes code: what it means is the code that is here. */
  static boolean describesCode(InputSection section) {
    return section.name().equals(ExceptionFrames.NAME);
  }

  private void look(LinkedSection linked) {
    SectionRelocations relocations = linked.relocations();
    for (int entry = 0; entry < relocations.size(); entry++) {
      RelocationKind kind = RelocationKind.of(relocations.type(entry));
      if (kind == null || !kind.isDirect()) {
        continue;
      }
      LinkSymbol symbol = linked.symbol(entry);
      if (symbol.exported()
          && symbol.binding() != ObjectSymbol.STB_GNU_UNIQUE
          && !isBranch(linked.section(), entry)) {
        bound.set(symbol.number());
      }
    }
  }

  /**
   * Whether the field of a relocation is the distance of a call or a jump. The byte before the
   * distance in an address relative to rip is a ModRM byte, which is none of those opcodes.
   */
  public static boolean isBranch(InputSection section, int entry) {
    SectionRelocations relocations = section.relocations();
    int at = (int) relocations.offset(entry);
    if (!section.has(InputSection.SHF_EXECINSTR)
        || section.empty()
        || relocations.addend(entry) != -4
        || at < 1) {
      return false;
    }
    int opcode = section.content().get(at - 1) & 0xff;
    return opcode == 0xe8
        || opcode == 0xe9
        || ((opcode & 0xf0) == 0x80 && at >= 2 && section.content().get(at - 2) == 0x0f);
  }

  /** How a symbol is reached from a section that describes code. */
  Reach reachOfDescribed(LinkSymbol symbol) {
    return symbol.kind() == LinkSymbol.Kind.DEFINED ? Reach.HERE : reach(symbol);
  }

  /** How a symbol is reached from code and data of the image. */
  public Reach reach(LinkSymbol symbol) {
    if (symbol.number() < 0) {
      return found(symbol);
    }
    Reach known = reaches[symbol.number()];
    if (known == null) {
      known = found(symbol);
      reaches[symbol.number()] = known;
    }
    return known;
  }

  private Reach found(LinkSymbol symbol) {
    return switch (symbol.kind()) {
      case DISCARDED -> Reach.GONE;
      case UNDEFINED -> symbol.imported() ? Reach.ELSEWHERE : Reach.NOTHING;
      case ABSOLUTE -> Reach.NUMBER;
      case BOUNDARY -> Reach.HERE;
      case DEFINED -> {
        if (givesWay(symbol)) {
          yield Reach.ELSEWHERE;
        }
        yield symbol.indirect() ? Reach.INDIRECT : Reach.HERE;
      }
    };
  }

  private boolean givesWay(LinkSymbol symbol) {
    return symbol.exported()
        && symbol.visibility() == ObjectSymbol.STV_DEFAULT
        && (symbol.binding() == ObjectSymbol.STB_GNU_UNIQUE
            || !(symbolic || bound.get(symbol.number())));
  }
}
