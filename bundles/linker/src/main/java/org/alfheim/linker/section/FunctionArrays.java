package org.alfheim.linker.section;

import static org.alfheim.elf.RelocationType.R_X86_64_64;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
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
 * Orders the functions that run at the begin and the end (gABI, "Initialization and Termination
 * Functions"): sections {@code .init_array.N} by their number, {@code .ctors.N} as 65535 - N, then
 * those without, in the order of the link. The words of a {@code .ctors} are in the opposite order.
 * Words that are 0 or -1 are padding, or marks of old start files, and a weak reference that nobody
 * satisfies is nothing: no functions.
 */
public final class FunctionArrays {
  private static final int UNORDERED = Integer.MAX_VALUE;

  private final String name;
  private final int type;
  private final String old;
  private final List<Word> words = new ArrayList<>();
  private final Map<InputSection, Integer> sections = new HashMap<>();

  private record Word(
      LinkedSection section, long offset, RelocationEntry relocation, int priority) {}

  /** An array of the image, and where the words of the input sections are in it. */
  public record Result(LinkedSection array, Map<InputSection, PieceMap> places) {}

  private FunctionArrays(String name, int type, String old) {
    this.name = name;
    this.type = type;
    this.old = old;
  }

  /**
   * Takes the arrays out of the sections of an image and puts ordered ones in their place.
   *
   * @param sections the sections; those of arrays are replaced
   * @param places gets where their words are
   */
  public static void order(List<LinkedSection> sections, Map<InputSection, PieceMap> places) {
    List<FunctionArrays> arrays =
        List.of(
            new FunctionArrays(".init_array", InputSection.SHT_INIT_ARRAY, ".ctors"),
            new FunctionArrays(".fini_array", InputSection.SHT_FINI_ARRAY, ".dtors"));
    for (FunctionArrays array : arrays) {
      List<LinkedSection> mine =
          sections.stream().filter(section -> array.takes(section.section())).toList();
      if (!mine.isEmpty()) {
        sections.removeIf(section -> array.takes(section.section()));
        mine.forEach(array::add);
        Result result = array.result();
        if (result.array().section().size() > 0) {
          sections.add(result.array());
        }
        places.putAll(result.places());
      }
    }
  }

  private boolean takes(InputSection section) {
    return section.has(InputSection.SHF_ALLOC)
        && (section.type() == type || OutputName.of(section).equals(name) || isOld(section));
  }

  private boolean isOld(InputSection section) {
    return section.name().equals(old) || section.name().startsWith(old + ".");
  }

  private void add(LinkedSection linked) {
    InputSection section = linked.section();
    if (section.size() % 8 != 0 || section.empty()) {
      throw new LinkException(section.toString(), "no array of addresses of 8 bytes", "");
    }
    sections.put(section, 0);
    Map<Long, RelocationEntry> at = new HashMap<>();
    section.relocations().forEach(entry -> at.put(entry.offset(), entry));
    int priority = priority(section);
    List<Word> mine = new ArrayList<>();
    for (long offset = 0; offset < section.size(); offset += 8) {
      RelocationEntry entry = at.remove(offset);
      long word = section.content().getLong((int) offset);
      if (entry != null) {
        refuseOtherThanAnAddress(section, entry);
        if (!linked.symbols().get(entry.symbol()).nothing()) {
          mine.add(new Word(linked, offset, entry, priority));
        }
      } else if (word != 0 && word != -1) {
        throw LinkException.at(
            section, offset, "0x" + Long.toHexString(word) + " is no function of this image", "");
      }
    }
    if (!at.isEmpty()) {
      throw LinkException.at(
          section, at.keySet().iterator().next(), "a relocation between two words", "");
    }
    words.addAll(isOld(section) ? mine.reversed() : mine);
  }

  private static void refuseOtherThanAnAddress(InputSection section, RelocationEntry entry) {
    if (entry.type() != R_X86_64_64) {
      throw LinkException.at(section, entry.offset(), "no address of a function", "");
    }
  }

  private int priority(InputSection section) {
    String start = isOld(section) ? old : name;
    if (!section.name().startsWith(start + ".")) {
      return UNORDERED;
    }
    String digits = section.name().substring(start.length() + 1);
    if (digits.isEmpty()
        || digits.length() > 5
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return UNORDERED;
    }
    int number = Integer.parseInt(digits);
    return isOld(section) ? 65535 - number : number;
  }

  private Result result() {
    words.sort(Comparator.comparingInt(Word::priority));
    List<LinkSymbol> symbols = new ArrayList<>();
    List<RelocationEntry> relocations = new ArrayList<>();
    Map<InputSection, List<long[]>> moved = new HashMap<>();
    sections.keySet().forEach(section -> moved.put(section, new ArrayList<>()));
    for (Word word : words) {
      long offset = 8L * relocations.size();
      symbols.add(word.section().symbols().get(word.relocation().symbol()));
      relocations.add(
          new RelocationEntry(offset, R_X86_64_64, symbols.size() - 1, word.relocation().addend()));
      moved.get(word.section().section()).add(new long[] {word.offset(), offset});
    }
    SectionHead head =
        new SectionHead(
            name,
            type,
            InputSection.SHF_ALLOC | InputSection.SHF_WRITE,
            8L * words.size(),
            0,
            8,
            8);
    ByteBuffer content = ByteBuffer.allocate(8 * words.size()).order(ByteOrder.LITTLE_ENDIAN);
    InputSection array =
        new InputSection(ObjectBuilder.NAME, 0, head, content, List.copyOf(relocations));
    Map<InputSection, PieceMap> places = new HashMap<>();
    moved.forEach((section, pieces) -> places.put(section, map(array, pieces)));
    return new Result(new LinkedSection(array, List.copyOf(symbols)), places);
  }

  private static PieceMap map(InputSection array, List<long[]> pieces) {
    pieces.sort(Comparator.comparingLong(piece -> piece[0]));
    return new PieceMap(
        array,
        pieces.stream().mapToLong(piece -> piece[0]).toArray(),
        pieces.stream().mapToLong(piece -> piece[1]).toArray());
  }
}
