package org.alfheim.linker.section;

import static org.alfheim.elf.RelocationType.R_X86_64_64;
import static org.alfheim.elf.RelocationType.R_X86_64_PC32;
import static org.alfheim.elf.RelocationType.R_X86_64_PC64;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.LeafFrame;
import org.alfheim.linker.object.LinkException;
import org.alfheim.linker.object.ObjectBuilder;
import org.alfheim.linker.object.SectionHead;
import org.alfheim.linker.object.SectionRelocations;
import org.alfheim.linker.symbol.LinkSymbol;
import org.alfheim.linker.symbol.LinkedSection;

/**
 * Takes sections {@code .eh_frame} apart into their records (LSB 10.6.1): what describes functions
 * that are no longer there goes, and equal CIEs become one.
 */
public final class ExceptionFrames {
  /** The name of the sections. */
  public static final String NAME = ".eh_frame";

  private static final int PC_BEGIN = 8;
  private static final int NONE = -1;

  /**
   * A function that is described.
   *
   * @param offset where its FDE begins in the section
   * @param symbol with the addend where the function begins
   * @param addend what is added to the symbol
   */
  public record Function(long offset, LinkSymbol symbol, long addend) {}

  /**
   * A part of the section of the image.
   *
   * @param section the part, without what ends a table
   * @param functions what its FDEs describe, without those of no bytes: a table with such entries
   *     has an unwinder find the wrong one
   * @param leaf where the CIE of {@link LeafFrame} begins in it; negative where it has none
   */
  public record Result(LinkedSection section, List<Function> functions, int leaf) {}

  private final ByteBuffer content;
  private final SectionRelocations.Builder relocations;
  private final List<Function> functions = new ArrayList<>();
  private final Map<CommonEntry, Integer> commons = new HashMap<>();
  private final LinkSymbol[] symbols;
  private int size;
  private int leaf = NONE;

  /** Room for all records: each takes at most 3 bytes more than in its object, of 12 and more. */
  private ExceptionFrames(long bytes, int entries) {
    if (bytes > Integer.MAX_VALUE / 2) {
      throw new LinkException(NAME, "the tables for unwinding have 1 GiB and more together", "");
    }
    this.content = ByteBuffer.allocate((int) (bytes + bytes / 4)).order(ByteOrder.LITTLE_ENDIAN);
    this.relocations = new SectionRelocations.Builder(entries);
    this.symbols = new LinkSymbol[entries];
  }

  /**
   * Takes the sections out of those of an image, and puts one in their place.
   *
   * @param sections the sections
   * @return what was put there; null where there is none
   */
  public static Result collect(List<LinkedSection> sections) {
    List<LinkedSection> mine = new ArrayList<>();
    sections.removeIf(linked -> taken(linked, mine));
    long bytes = 0;
    int entries = 0;
    for (LinkedSection linked : mine) {
      bytes += linked.section().size();
      entries += linked.relocations().size();
    }
    if (mine.isEmpty()) {
      return null;
    }
    ExceptionFrames frames = new ExceptionFrames(bytes, entries);
    mine.forEach(frames::add);
    if (frames.size == 0) {
      return null;
    }
    Result result = frames.result();
    sections.add(result.section());
    return result;
  }

  private static boolean taken(LinkedSection linked, List<LinkedSection> mine) {
    InputSection section = linked.section();
    boolean frames =
        section.has(InputSection.SHF_ALLOC)
            && (section.name().equals(NAME) || section.type() == InputSection.SHT_UNWIND);
    if (frames && section.size() > 0) {
      if (section.empty()) {
        throw new LinkException(section.toString(), "a table for unwinding without content", "");
      }
      mine.add(linked);
    }
    return frames;
  }

  private void add(LinkedSection linked) {
    SectionRelocations ordered = linked.relocations().byPlace();
    FrameRecord record = new FrameRecord(linked, ordered);
    Map<Integer, CommonEntry> cies = new HashMap<>();
    CommonEntry latest = null;
    int latestStart = NONE;
    while (record.next()) {
      if (record.id() == 0) {
        latest = new CommonEntry(record);
        latestStart = record.start();
        cies.put(latestStart, latest);
      } else {
        int cie = record.start() + 4 - record.id();
        addFunction(record, cie == latestStart ? latest : cies.get(cie));
      }
    }
  }

  private void addFunction(FrameRecord record, CommonEntry cie) {
    InputSection section = record.section();
    if (cie == null) {
      throw LinkException.at(section, record.start(), "an FDE that no CIE is before", "");
    }
    int begin = begin(record);
    LinkSymbol function = record.symbol(begin);
    if (function.kind() == LinkSymbol.Kind.DISCARDED) {
      return;
    }
    if (cie.offset() == NONE) {
      cie.placed(commons.computeIfAbsent(cie, this::copy));
    }
    int offset = size;
    record.copyTo(content, offset);
    content.putInt(offset + 4, offset + 4 - cie.offset());
    size += record.size();
    for (int entry = record.firstEntry(); entry < record.endEntry(); entry++) {
      add(record.relocations(), entry, record.symbol(entry), offset - record.start());
    }
    if (range(record, begin) != 0) {
      functions.add(new Function(offset, function, record.relocations().addend(begin)));
    }
  }

  /** The relocation that says where the function of an FDE begins. */
  private static int begin(FrameRecord record) {
    int found = NONE;
    for (int entry = record.firstEntry(); entry < record.endEntry(); entry++) {
      if (record.relocations().offset(entry) == record.start() + PC_BEGIN) {
        found = entry;
      }
    }
    if (found == NONE) {
      throw LinkException.at(
          record.section(), record.start(), "an FDE that a relocation gives no function", "");
    }
    return found;
  }

  /** The bytes of the function; the field is as wide as that of its begin. */
  private static long range(FrameRecord record, int begin) {
    int field = record.start() + PC_BEGIN;
    int type = record.relocations().type(begin);
    boolean wide = type == R_X86_64_64 || type == R_X86_64_PC64;
    if (!wide && type != R_X86_64_PC32) {
      throw LinkException.at(
          record.section(),
          field,
          "an FDE of an encoding that is not for shared objects",
          "compile with -fPIC");
    }
    if (record.end() < field + (wide ? 16 : 8)) {
      throw LinkException.at(record.section(), field, "an FDE without a length", "");
    }
    return wide ? record.longWord(field + 8) : record.word(field + 4);
  }

  private int copy(CommonEntry cie) {
    int offset = size;
    content.put(offset, cie.toBytes());
    if (Arrays.equals(cie.toBytes(), LeafFrame.common())) {
      leaf = offset;
    }
    size += cie.toBytes().length;
    for (int entry = 0; entry < cie.relocations().size(); entry++) {
      add(cie.relocations(), entry, cie.symbol(entry), offset);
    }
    return offset;
  }

  /** Adds a relocation, at a place that many bytes behind where it was. */
  private void add(SectionRelocations table, int entry, LinkSymbol symbol, int distance) {
    int number = relocations.size();
    symbols[number] = symbol;
    relocations.add(table.offset(entry) + distance, table.type(entry), number, table.addend(entry));
  }

  private Result result() {
    ByteBuffer words = content.slice(0, size).order(ByteOrder.LITTLE_ENDIAN);
    SectionHead head =
        new SectionHead(
            NAME, InputSection.SHT_PROGBITS, InputSection.SHF_ALLOC, words.limit(), 0, 8, 0);
    InputSection section =
        new InputSection(ObjectBuilder.NAME, 0, head, words, relocations.build());
    return new Result(new LinkedSection(section, symbols), functions, leaf);
  }
}
