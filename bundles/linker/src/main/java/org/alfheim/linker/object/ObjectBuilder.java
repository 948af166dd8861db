package org.alfheim.linker.object;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes an object that no compiler has made: the linker's own code and data. */
public final class ObjectBuilder {
  /** How messages call such objects. */
  public static final String NAME = "(linker)";

  private final List<InputSection> sections = new ArrayList<>();
  private final List<ObjectSymbol> symbols = new ArrayList<>();

  /** An object without sections. */
  public ObjectBuilder() {
    sections.add(null);
    symbols.add(ObjectSymbol.NULL);
  }

  /** Adds a section and gives its number. */
  public int section(
      String name,
      int type,
      long flags,
      int alignment,
      byte[] content,
      SectionRelocations relocations) {
    int index = sections.size();
    SectionHead head = new SectionHead(name, type, flags, content.length, 0, alignment, 0);
    sections.add(
        new InputSection(
            NAME,
            index,
            head,
            ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN),
            relocations));
    return index;
  }

  /** Adds a symbol in a section, seen by no other image, and gives its number. */
  public int hidden(String name, int type, int section, int size) {
    symbols.add(
        new ObjectSymbol(
            ByteRange.of(name),
            type,
            ObjectSymbol.STB_GLOBAL,
            ObjectSymbol.STV_HIDDEN,
            section,
            0,
            size));
    return symbols.size() - 1;
  }

  /** Adds a reference and gives its number. */
  public int reference(String name, int binding, int visibility) {
    symbols.add(
        new ObjectSymbol(
            ByteRange.of(name),
            ObjectSymbol.STT_NOTYPE,
            binding,
            visibility,
            ObjectSymbol.UNDEFINED,
            0,
            0));
    return symbols.size() - 1;
  }

  /** Whether nothing was added. */
  public boolean isEmpty() {
    return sections.size() == 1;
  }

  /** The object. */
  public RelocatableObject build() {
    return new RelocatableObject(
        NAME,
        new ArrayList<>(sections),
        List.copyOf(symbols),
        List.of(),
        new ObjectRemarks(RelocatableObject.StackNote.PLAIN, GnuProperties.NEUTRAL, Map.of()));
  }
}
