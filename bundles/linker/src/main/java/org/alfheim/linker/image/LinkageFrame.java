package org.alfheim.linker.image;

import static org.alfheim.elf.RelocationType.R_X86_64_PC32;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.LeafFrame;
import org.alfheim.linker.object.ObjectBuilder;
import org.alfheim.linker.object.SectionHead;
import org.alfheim.linker.object.SectionRelocations;
import org.alfheim.linker.section.ExceptionFrames;
import org.alfheim.linker.symbol.LinkSymbol;
import org.alfheim.linker.symbol.LinkedSection;

/**
 * What unwinding needs of the procedure linkage table, for debuggers, profilers and whoever writes
 * of a crash: no compiler has described it. Its entries leave the stack as it is, since none binds
 * lazily.
 */
final class LinkageFrame {
  /** A length of 0 ends a table (LSB 10.6.1). */
  private static final int END = 4;

  private LinkageFrame() {}

  /**
   * The parts of the image's section {@code .eh_frame} that have records.
   *
   * @param ofObjects the first; null where objects have none
   * @param table the procedure linkage table, whose record is the last if it has entries
   */
  static List<ExceptionFrames.Result> after(ExceptionFrames.Result ofObjects, InputSection table) {
    List<ExceptionFrames.Result> parts = new ArrayList<>();
    if (ofObjects != null) {
      parts.add(ofObjects);
    }
    if (table.size() > 0) {
      boolean known = ofObjects != null && ofObjects.leaf() >= 0;
      byte[] fde =
          LeafFrame.function(
              known ? (int) ofObjects.section().section().size() - ofObjects.leaf() : LeafFrame.CIE,
              (int) table.size());
      parts.add(known ? part(table, fde, 0) : part(table, withCommon(fde), LeafFrame.CIE));
    }
    return parts;
  }

  /** What is behind the last of them. */
  static LinkedSection end() {
    return new LinkedSection(section(new byte[END], SectionRelocations.EMPTY), new LinkSymbol[0]);
  }

  private static byte[] withCommon(byte[] fde) {
    byte[] records = Arrays.copyOf(LeafFrame.common(), LeafFrame.CIE + fde.length);
    System.arraycopy(fde, 0, records, LeafFrame.CIE, fde.length);
    return records;
  }

  private static ExceptionFrames.Result part(InputSection table, byte[] records, int fde) {
    LinkSymbol start = LinkSymbol.ofPlace(table, 0);
    SectionRelocations begin = SectionRelocations.of(fde + LeafFrame.PC_BEGIN, R_X86_64_PC32, 0, 0);
    return new ExceptionFrames.Result(
        new LinkedSection(section(records, begin), new LinkSymbol[] {start}),
        List.of(new ExceptionFrames.Function(fde, start, 0)),
        -1);
  }

  /** Aligned to words: between parts there is nothing, as it would end the table. */
  private static InputSection section(byte[] records, SectionRelocations relocations) {
    SectionHead head =
        new SectionHead(
            ExceptionFrames.NAME,
            InputSection.SHT_PROGBITS,
            InputSection.SHF_ALLOC,
            records.length,
            0,
            4,
            0);
    return new InputSection(
        ObjectBuilder.NAME,
        0,
        head,
        ByteBuffer.wrap(records).order(ByteOrder.LITTLE_ENDIAN),
        relocations);
  }
}
