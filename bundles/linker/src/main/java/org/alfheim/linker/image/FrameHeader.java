package org.alfheim.linker.image;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.alfheim.linker.object.LinkException;
import org.alfheim.linker.relocation.Addresses;
import org.alfheim.linker.section.ExceptionFrames;
import org.alfheim.linker.symbol.LinkedSection;

/** The table by which an unwinder finds what describes a function (LSB 10.6.2). */
final class FrameHeader {
  private static final int START = 12;
  private static final int ENTRY = 8;

  /** DW_EH_PE_pcrel | DW_EH_PE_sdata4, DW_EH_PE_udata4, DW_EH_PE_datarel | DW_EH_PE_sdata4. */
  private static final int ENCODINGS = 0x3b031b01;

  private final List<ExceptionFrames.Result> frames;
  private final LinkedSection table;

  /**
   * A table.
   *
   * @param frames the parts of the section {@code .eh_frame} in their order; at least one
   */
  FrameHeader(List<ExceptionFrames.Result> frames) {
    this.frames = frames;
    long count = frames.stream().mapToLong(part -> part.functions().size()).sum();
    this.table = GeneratedSection.table(".eh_frame_hdr", 1, START + ENTRY * count, 4, 0);
  }

  LinkedSection section() {
    return table;
  }

  void write(Addresses addresses) {
    long base = addresses.of(table.section(), 0);
    long content = addresses.of(frames.getFirst().section().section(), 0);
    long[] rows = rows(addresses, base);
    ByteBuffer out = table.section().content();
    out.putInt(0, ENCODINGS);
    out.putInt(4, distance(content - (base + 4)));
    out.putInt(8, rows.length);
    int at = START;
    for (long row : rows) {
      out.putInt(at, (int) (row >> 32));
      out.putInt(at + 4, (int) row);
      at += ENTRY;
    }
  }

  /** Rows in the order of the functions: the way to one in the upper half, to its record below. */
  private long[] rows(Addresses addresses, long base) {
    long[] rows = new long[(int) ((table.section().size() - START) / ENTRY)];
    int row = 0;
    for (ExceptionFrames.Result part : frames) {
      long content = addresses.of(part.section().section(), 0);
      for (ExceptionFrames.Function function : part.functions()) {
        long begin = addresses.of(function.symbol(), function.addend(), 0);
        rows[row++] =
            ((long) distance(begin - base) << 32)
                | (distance(content + function.offset() - base) & 0xffffffffL);
      }
    }
    Arrays.sort(rows);
    return rows;
  }

  private static int distance(long value) {
    if (value != (int) value) {
      throw new LinkException(
          ".eh_frame_hdr", "the code is 2 GiB and more from its table", "make the image smaller");
    }
    return (int) value;
  }
}
