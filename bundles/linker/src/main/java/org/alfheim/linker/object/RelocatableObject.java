package org.alfheim.linker.object;

import java.util.List;

/**
 * A relocatable object (ET_REL).
 *
 * @param name what it is called in messages: {@code x.o}, or {@code libx.a(y.o)} for a member
 * @param sections its sections by number; null for those that are no part of an image, such as
 *     symbol tables and what SHF_EXCLUDE is set for
 * @param symbols its symbol table, the null symbol first
 * @param groups its section groups
 * @param remarks what it says of all of it
 */
public record RelocatableObject(
    String name,
    List<InputSection> sections,
    List<ObjectSymbol> symbols,
    List<SectionGroup> groups,
    ObjectRemarks remarks) {

  /** What {@code .note.GNU-stack} says, or what its absence means. */
  public enum StackNote {
    /** The object's code runs on a stack without execute permission, or it has no code. */
    PLAIN,
    /** The section is there and has SHF_EXECINSTR. */
    EXECUTABLE,
    /** There is code, and no such section. */
    UNKNOWN
  }

  /** What it says of the stack. */
  public StackNote stack() {
    return remarks.stack();
  }

  /** The sections that are part of the image. */
  public List<InputSection> placed() {
    return sections.stream().filter(section -> section != null).toList();
  }

  /** The section of a symbol, or null. */
  public InputSection sectionOf(ObjectSymbol symbol) {
    return symbol.section() > 0 ? sections.get(symbol.section()) : null;
  }
}
