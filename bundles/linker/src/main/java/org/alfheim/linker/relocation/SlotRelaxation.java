package org.alfheim.linker.relocation;

import java.nio.ByteBuffer;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.SectionRelocations;
import org.alfheim.linker.symbol.LinkSymbol;

/**
 * Where an instruction goes through a slot to something that is in the image, another of the same
 * length that goes there directly (x86-64 psABI, B.2): {@code mov} becomes {@code lea}, {@code call
 * *slot} becomes {@code addr32 call}, {@code jmp *slot} becomes {@code jmp; nop}. Other
 * instructions keep their slot.
 */
final class SlotRelaxation {
  private static final int MOV = 0x8b;
  private static final int LEA = 0x8d;
  private static final int GROUP_5 = 0xff;

  private SlotRelaxation() {}

  /** Whether there is such an instruction. */
  static boolean applies(InputSection section, int entry, LinkSymbol symbol, Reach reach) {
    SectionRelocations relocations = section.relocations();
    RelocationKind kind = RelocationKind.of(relocations.type(entry));
    int at = (int) relocations.offset(entry);
    if (!kind.mayBeRelaxed()
        || reach != Reach.HERE
        || relocations.addend(entry) != -4
        || at < 2
        || section.empty()
        || (symbol.section() != null && symbol.section().has(InputSection.SHF_LARGE))) {
      return false;
    }
    int opcode = section.content().get(at - 2) & 0xff;
    int modrm = section.content().get(at - 1) & 0xff;
    boolean load = opcode == MOV && (modrm & 0xc7) == 5;
    boolean branch =
        kind == RelocationKind.GOTPCRELX && opcode == GROUP_5 && (modrm == 0x15 || modrm == 0x25);
    return load || branch;
  }

  /**
   * Writes the other instruction.
   *
   * @param out the section's bytes in the image
   * @param at the place of the relocation in it
   * @param distance S + A - P
   */
  static void write(ByteBuffer out, int at, int distance) {
    if ((out.get(at - 2) & 0xff) == MOV) {
      out.put(at - 2, (byte) LEA);
      out.putInt(at, distance);
    } else if (out.get(at - 1) == 0x15) {
      out.put(at - 2, (byte) 0x67);
      out.put(at - 1, (byte) 0xe8);
      out.putInt(at, distance);
    } else {
      out.put(at - 2, (byte) 0xe9);
      /* The distance begins, and the instruction ends, a byte earlier. */
      out.putInt(at - 1, distance + 1);
      out.put(at + 3, (byte) 0x90);
    }
  }
}
