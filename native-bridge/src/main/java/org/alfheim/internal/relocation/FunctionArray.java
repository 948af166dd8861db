package org.alfheim.internal.relocation;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.elf.AddressArray;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.amd64.ElfLayouts;

/**
 * The functions of {@code DT_INIT_ARRAY} or {@code DT_FINI_ARRAY} as they will be after relocation.
 * They have to be the image's own: whatever they are, they will be called.
 */
public final class FunctionArray {
  private static final int ENTRY = 8;

  private final SharedObject image;
  private final List<Slot> slots;
  private final String tag;
  private final AddressArray array;
  private final MemorySegment content;

  /** The function of each entry, where it is known to be the image's. */
  private final Vaddr[] functions;

  /** The slots by their first words, once one is asked for. */
  private Map<Integer, Slot> slotsByWord = Map.of();

  private FunctionArray(SharedObject image, List<Slot> slots, String tag, AddressArray array) {
    this.image = image;
    this.slots = slots;
    this.tag = tag;
    this.array = array;
    this.content = image.contentAt(array.start(), (long) ENTRY * array.count());
    this.functions = new Vaddr[array.count()];
  }

  /**
   * Checks both arrays of an image.
   *
   * @throws ElfException if a function is not the image's own or lies outside its code
   */
  public static void check(SharedObject image, Fixups fixups, List<Slot> slots) {
    check(image, fixups, slots, "DT_INIT_ARRAY", image.initArray());
    check(image, fixups, slots, "DT_FINI_ARRAY", image.finiArray());
  }

  private static void check(
      SharedObject image, Fixups fixups, List<Slot> slots, String tag, AddressArray array) {
    if (!array.isEmpty()) {
      FunctionArray functions = new FunctionArray(image, slots, tag, array);
      functions.relocate(fixups);
      functions.check();
    }
  }

  private void relocate(Fixups fixups) {
    for (Fixup fixup : fixups.writing(array.start(), (long) ENTRY * array.count())) {
      relocate(fixup.target().minus(array.start()), fixup);
    }
  }

  private void relocate(long place, Fixup fixup) {
    if (place % ENTRY != 0 || fixup.kind().width() != ENTRY) {
      throw refused("a relocation at " + fixup.target() + " changes part of an entry");
    }
    int index = (int) (place / ENTRY);
    functions[index] =
        switch (fixup.kind()) {
          case BIAS -> new Vaddr(fixup.operand());
          case ADD_BIAS ->
              functions[index] == null ? new Vaddr(content.get(ElfLayouts.XWORD, place)) : null;
          case SLOT -> symbol(fixup);
          default -> null;
        };
  }

  /** A function of the image that another image may take the place of, as with any call. */
  private Vaddr symbol(Fixup fixup) {
    Slot slot = slotsByWord().get(fixup.slot());
    return slot == null || slot.imported(image)
        ? null
        : image.symbols().get(slot.symbol()).value().plus(fixup.operand());
  }

  private Map<Integer, Slot> slotsByWord() {
    if (slotsByWord.isEmpty()) {
      slotsByWord = new HashMap<>();
      int word = 0;
      for (Slot slot : slots) {
        slotsByWord.put(word, slot);
        word += slot.words();
      }
    }
    return slotsByWord;
  }

  private void check() {
    for (int i = 0; i < functions.length; i++) {
      if (functions[i] == null) {
        throw refused("entry " + i + " is no function of the image");
      }
      if (!Layout.executable(image, functions[i])) {
        throw refused("entry " + i + " points to " + functions[i] + ", outside the image's code");
      }
    }
  }

  private ElfException refused(String problem) {
    return new ElfException(image.name(), tag, -1, problem, "the image is damaged");
  }
}
