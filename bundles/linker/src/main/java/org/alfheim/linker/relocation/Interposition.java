package org.alfheim.linker.relocation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.ObjectSymbol;
import org.alfheim.linker.object.RelocationEntry;
import org.alfheim.linker.section.ExceptionFrames;
import org.alfheim.linker.symbol.LinkSymbol;
import org.alfheim.linker.symbol.LinkedSection;

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
  private final Set<LinkSymbol> bound = new HashSet<>();

  private Interposition(boolean symbolic) {
    this.symbolic = symbolic;
  }

  /**
   * Looks at all relocations.
   *
   * @param sections the sections of the image
   * @param symbolic whether all definitions are bound to the image
   */
  public static Interposition of(List<LinkedSection> sections, boolean symbolic) {
    Interposition interposition = new Interposition(symbolic);
    for (LinkedSection linked : sections) {
      if (linked.section().has(InputSection.SHF_ALLOC)
          && !linked.section().name().equals(ExceptionFrames.NAME)) {
        interposition.look(linked);
      }
    }
    return interposition;
  }

  private void look(LinkedSection linked) {
    for (RelocationEntry entry : linked.section().relocations()) {
      RelocationKind kind = RelocationKind.of(entry.type());
      LinkSymbol symbol = linked.symbols().get(entry.symbol());
      if (kind == null || !symbol.exported() || symbol.binding() == ObjectSymbol.STB_GNU_UNIQUE) {
        continue;
      }
      boolean direct =
          kind.formula() == RelocationKind.Formula.RELATIVE
              || kind.formula() == RelocationKind.Formula.FROM_TABLE
              || kind == RelocationKind.TPOFF32
              || kind == RelocationKind.DTPOFF32;
      if (direct && !isBranch(linked.section(), entry)) {
        bound.add(symbol);
      }
    }
  }

  /**
   * Whether the field of a relocation is the distance of a call or a jump. The byte before the
   * distance in an address relative to rip is a ModRM byte, which is none of those opcodes.
   */
  public static boolean isBranch(InputSection section, RelocationEntry entry) {
    int at = (int) entry.offset();
    if (!section.has(InputSection.SHF_EXECINSTR)
        || section.empty()
        || entry.addend() != -4
        || at < 1) {
      return false;
    }
    int opcode = section.content().get(at - 1) & 0xff;
    return opcode == 0xe8
        || opcode == 0xe9
        || ((opcode & 0xf0) == 0x80 && at >= 2 && section.content().get(at - 2) == 0x0f);
  }

  /** How a symbol is reached from a section: what describes code means the code that is here. */
  public Reach reach(InputSection from, LinkSymbol symbol) {
    if (symbol.kind() == LinkSymbol.Kind.DEFINED && from.name().equals(ExceptionFrames.NAME)) {
      return Reach.HERE;
    }
    return reach(symbol);
  }

  /** How a symbol is reached from code and data of the image. */
  public Reach reach(LinkSymbol symbol) {
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
            || !(symbolic || bound.contains(symbol)));
  }
}
