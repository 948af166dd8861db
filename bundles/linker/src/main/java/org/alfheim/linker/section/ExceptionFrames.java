package org.alfheim.linker.section;

import static org.alfheim.elf.RelocationType.R_X86_64_64;
import static org.alfheim.elf.RelocationType.R_X86_64_PC32;
import static org.alfheim.elf.RelocationType.R_X86_64_PC64;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.LinkException;
import org.alfheim.linker.object.ObjectBuilder;
import org.alfheim.linker.object.RelocationEntry;
import org.alfheim.linker.object.SectionHead;
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

  /**
   * A function that is described.
   *
   * @param offset where its FDE begins in the section
   * @param symbol with the addend where the function begins
   * @param addend what is added to the symbol
   */
  public record Function(long offset, LinkSymbol symbol, long addend) {}

  /**
   * The section of the image.
   *
   * @param section the section
   * @param functions what its FDEs describe, without those of no bytes: a table with such entries
   *     has an unwinder find the wrong one
   */
  public record Result(LinkedSection section, List<Function> functions) {}

  /** Ordered, so that a table stays quick where somebody has looked for bytes of one hash. */
  private record Identity(ByteRange bytes, List<Object> relocations)
      implements Comparable<Identity> {
    @Override
    public int compareTo(Identity other) {
      return bytes.compareTo(other.bytes);
    }
  }

  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final List<RelocationEntry> relocations = new ArrayList<>();
  private final List<LinkSymbol> symbols = new ArrayList<>();
  private final Map<LinkSymbol, Integer> numbers = new HashMap<>();
  private final List<Function> functions = new ArrayList<>();
  private final Map<Identity, Integer> identities = new HashMap<>();

  private final Map<Integer, Integer> pointers = new HashMap<>();

  private ExceptionFrames() {}

  /**
   * Takes the sections out of those of an image, and puts one in their place.
   *
   * @param sections the sections
   * @return what was put there; null where there is none
   */
  public static Result collect(List<LinkedSection> sections) {
    List<LinkedSection> mine =
        sections.stream()
            .filter(linked -> isFrames(linked.section()) && linked.section().size() > 0)
            .toList();
    sections.removeIf(linked -> isFrames(linked.section()));
    if (mine.isEmpty()) {
      return null;
    }
    ExceptionFrames frames = new ExceptionFrames();
    mine.forEach(frames::add);
    if (frames.content.size() == 0) {
      return null;
    }
    Result result = frames.result();
    sections.add(result.section());
    return result;
  }

  private static boolean isFrames(InputSection section) {
    return section.has(InputSection.SHF_ALLOC)
        && (section.name().equals(NAME) || section.type() == InputSection.SHT_UNWIND);
  }

  private void add(LinkedSection linked) {
    InputSection section = linked.section();
    if (section.empty()) {
      throw new LinkException(section.toString(), "a table for unwinding without content", "");
    }
    List<RelocationEntry> entries = new ArrayList<>(section.relocations());
    entries.sort(Comparator.comparingLong(RelocationEntry::offset));
    ByteBuffer words = section.content();
    int size = words.limit();
    Map<Integer, Integer> cieAt = new HashMap<>();
    Map<Integer, FrameRecord> cies = new HashMap<>();
    int next = 0;
    int at = 0;
    while (at + 4 <= size) {
      int length = words.getInt(at);
      if (length == 0) {
        at += 4;
        continue;
      }
      refuseImpossible(section, at, length, size);
      int end = at + 4 + length;
      int first = next;
      while (next < entries.size() && entries.get(next).offset() < end) {
        next++;
      }
      FrameRecord record = new FrameRecord(linked, words, at, end, entries.subList(first, next));
      int id = words.getInt(at + 4);
      if (id == 0) {
        cies.put(at, record);
      } else {
        addFunction(record, at + 4 - id, cies, cieAt);
      }
      at = end;
    }
    if (at != size) {
      throw LinkException.at(section, at, "a record of unwinding ends within its length", "");
    }
  }

  private static void refuseImpossible(InputSection section, int at, int length, int size) {
    if (length == -1) {
      throw LinkException.at(section, at, "a record of unwinding of 4 GiB and more", "");
    }
    if (length < 8 || length > size - at - 4) {
      throw LinkException.at(
          section,
          at,
          "a record of unwinding of " + Integer.toUnsignedString(length) + " bytes",
          "");
    }
  }

  private void addFunction(
      FrameRecord record, int cie, Map<Integer, FrameRecord> cies, Map<Integer, Integer> cieAt) {
    InputSection section = record.linked().section();
    FrameRecord common = cies.get(cie);
    if (common == null) {
      throw LinkException.at(section, record.start(), "an FDE that no CIE is before", "");
    }
    RelocationEntry begin = null;
    for (RelocationEntry entry : record.entries()) {
      if (entry.offset() == record.start() + PC_BEGIN) {
        begin = entry;
      }
    }
    if (begin == null) {
      throw LinkException.at(
          section, record.start(), "an FDE that a relocation gives no function", "");
    }
    LinkSymbol function = record.symbol(begin);
    if (function.kind() == LinkSymbol.Kind.DISCARDED) {
      return;
    }
    int cieOffset = cieAt.computeIfAbsent(cie, _ -> common(common));
    int offset = copy(record);
    int pointer = offset + 4;
    pointers.put(pointer, pointer - cieOffset);
    if (range(record, begin) != 0) {
      functions.add(new Function(offset, function, begin.addend()));
    }
  }

  /** The bytes of the function; the field is as wide as that of its begin. */
  private static long range(FrameRecord record, RelocationEntry begin) {
    int field = record.start() + PC_BEGIN;
    boolean wide = begin.type() == R_X86_64_64 || begin.type() == R_X86_64_PC64;
    if (!wide && begin.type() != R_X86_64_PC32) {
      throw LinkException.at(
          record.linked().section(),
          field,
          "an FDE of an encoding that is not for shared objects",
          "compile with -fPIC");
    }
    if (record.end() < field + (wide ? 16 : 8)) {
      throw LinkException.at(record.linked().section(), field, "an FDE without a length", "");
    }
    return wide ? record.longWord(field + 8) : record.word(field + 4);
  }

  private int common(FrameRecord cie) {
    List<Object> marks = new ArrayList<>();
    for (RelocationEntry entry : cie.entries()) {
      marks.add(entry.offset() - cie.start());
      marks.add(entry.type());
      marks.add(cie.symbol(entry));
      marks.add(entry.addend());
    }
    byte[] copy = cie.bytes();
    ByteRange bytes = new ByteRange(copy, 0, copy.length);
    return identities.computeIfAbsent(new Identity(bytes, marks), _ -> copy(cie));
  }

  private int copy(FrameRecord record) {
    int offset = content.size();
    content.writeBytes(record.bytes());
    for (RelocationEntry entry : record.entries()) {
      LinkSymbol symbol = record.symbol(entry);
      int number =
          numbers.computeIfAbsent(
              symbol,
              one -> {
                symbols.add(one);
                return symbols.size() - 1;
              });
      relocations.add(
          new RelocationEntry(
              entry.offset() - record.start() + offset, entry.type(), number, entry.addend()));
    }
    return offset;
  }

  private Result result() {
    /* A length of 0 ends the table. */
    byte[] bytes = Arrays.copyOf(content.toByteArray(), content.size() + 4);
    ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    pointers.forEach(words::putInt);
    SectionHead head =
        new SectionHead(
            NAME, InputSection.SHT_PROGBITS, InputSection.SHF_ALLOC, bytes.length, 0, 8, 0);
    InputSection section =
        new InputSection(ObjectBuilder.NAME, 0, head, words, List.copyOf(relocations));
    return new Result(new LinkedSection(section, symbols), functions);
  }
}
