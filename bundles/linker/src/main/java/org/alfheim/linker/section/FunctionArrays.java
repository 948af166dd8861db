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
import org.alfheim.linker.object.SectionHead;
import org.alfheim.linker.object.SectionRelocations;
import org.alfheim.linker.place.PieceMap;
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
  private final List<InputSection> sections = new ArrayList<>();

  private record Word(
      InputSection section, long offset, LinkSymbol function, long addend, int priority) {}

  private FunctionArrays(String name, int type, String old) {
    this.name = name;
    this.type = type;
    this.old = old;
  }

  /**
   * Takes the arrays out of the sections of an image and puts ordered ones in their place.
   *
   * @param sections the sections; those of arrays are replaced
   */
  public static void order(List<LinkedSection> sections) {
    List<FunctionArrays> arrays =
        List.of(
            new FunctionArrays(".init_array", InputSection.SHT_INIT_ARRAY, ".ctors"),
            new FunctionArrays(".fini_array", InputSection.SHT_FINI_ARRAY, ".dtors"));
    for (FunctionArrays array : arrays) {
      if (sections.removeIf(array::taken)) {
        array.addTo(sections);
      }
    }
  }

  /** Takes a section if it is one of the array. */
  private boolean taken(LinkedSection linked) {
    boolean mine = takes(linked.section());
    if (mine) {
      add(linked);
    }
    return mine;
  }

  private boolean takes(InputSection section) {
    return section.has(InputSection.SHF_ALLOC)
        && (section.type() == type || isNamed(section, name) || isOld(section));
  }

  private boolean isOld(InputSection section) {
    return isNamed(section, old);
  }

  private static boolean isNamed(InputSection section, String start) {
    String name = section.name();
    return name.startsWith(start)
        && (name.length() == start.length() || name.charAt(start.length()) == '.');
  }

  private void add(LinkedSection linked) {
    InputSection section = linked.section();
    if (section.size() % 8 != 0 || section.empty()) {
      throw new LinkException(section.toString(), "no array of addresses of 8 bytes", "");
    }
    sections.add(section);
    SectionRelocations relocations = section.relocations();
    Map<Long, Integer> at = new HashMap<>();
    for (int i = 0; i < relocations.size(); i++) {
      at.put(relocations.offset(i), i);
    }
    int priority = priority(section);
    List<Word> mine = new ArrayList<>();
    for (long offset = 0; offset < section.size(); offset += 8) {
      Integer entry = at.remove(offset);
      long word = section.content().getLong((int) offset);
      if (entry != null) {
        refuseOtherThanAnAddress(section, entry);
        LinkSymbol function = linked.symbol(entry);
        if (!function.nothing()) {
          mine.add(new Word(section, offset, function, relocations.addend(entry), priority));
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

  private static void refuseOtherThanAnAddress(InputSection section, int entry) {
    if (section.relocations().type(entry) != R_X86_64_64) {
      throw LinkException.at(
          section, section.relocations().offset(entry), "no address of a function", "");
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

  private void addTo(List<LinkedSection> image) {
    words.sort(Comparator.comparingInt(Word::priority));
    LinkSymbol[] symbols = new LinkSymbol[words.size()];
    SectionRelocations.Builder relocations = new SectionRelocations.Builder(words.size());
    Map<InputSection, List<long[]>> moved = new HashMap<>();
    sections.forEach(section -> moved.put(section, new ArrayList<>()));
    for (int i = 0; i < symbols.length; i++) {
      Word word = words.get(i);
      symbols[i] = word.function();
      relocations.add(8L * i, R_X86_64_64, i, word.addend());
      moved.get(word.section()).add(new long[] {word.offset(), 8L * i});
    }
    long flags = InputSection.SHF_ALLOC | InputSection.SHF_WRITE;
    SectionHead head = new SectionHead(name, type, flags, 8L * words.size(), 0, 8, 8);
    ByteBuffer content = ByteBuffer.allocate(8 * words.size()).order(ByteOrder.LITTLE_ENDIAN);
    InputSection array =
        new InputSection(ObjectBuilder.NAME, 0, head, content, relocations.build());
    moved.forEach((section, pieces) -> section.place().takenApart(map(array, pieces)));
    if (array.size() > 0) {
      image.add(new LinkedSection(array, symbols));
    }
  }

  private static PieceMap map(InputSection array, List<long[]> pieces) {
    pieces.sort(Comparator.comparingLong(piece -> piece[0]));
    return new PieceMap(
        array.place(),
        pieces.stream().mapToLong(piece -> piece[0]).toArray(),
        pieces.stream().mapToLong(piece -> piece[1]).toArray());
  }
}
