package org.alfheim.linker.symbol;

import org.alfheim.linker.object.ByteRange;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.LinkException;
import org.alfheim.linker.object.ObjectSymbol;
import org.alfheim.linker.object.RelocatableObject;

/** What is known of a global name while objects are added. */
final class SymbolCandidate {
  private final int number;
  private final VersionedName name;
  private RelocatableObject definer;
  private ObjectSymbol definition;
  private InputSection section;
  private String referrer = "";
  private boolean strongReference;
  private int visibility = ObjectSymbol.STV_DEFAULT;
  private int type = ObjectSymbol.STT_NOTYPE;
  private long commonAlignment = 1;

  /**
   * A name.
   *
   * @param number its number among those of the link
   * @param name the name
   */
  SymbolCandidate(int number, VersionedName name) {
    this.number = number;
    this.name = name;
  }

  /** Its number among the global names of the link, from 0 without gaps. */
  int number() {
    return number;
  }

  boolean defined() {
    return definition != null;
  }

  boolean wanted() {
    return definition == null && strongReference;
  }

  boolean isCommon() {
    return definition != null && definition.common();
  }

  /** Whether it is the definition that a reference means. */
  boolean answers(ByteRange reference) {
    return definition != null && (reference.equals(name.key()) || reference.equals(name.exact()));
  }

  VersionedName name() {
    return name;
  }

  void refer(RelocatableObject object, ObjectSymbol symbol) {
    if (referrer.isEmpty()) {
      referrer = object.name();
    }
    strongReference |= symbol.binding() != ObjectSymbol.STB_WEAK;
    if (type == ObjectSymbol.STT_NOTYPE) {
      type = symbol.type();
    }
    restrict(symbol);
  }

  /** What references to the same thing under another spelling of its name say. */
  void takeReferencesOf(SymbolCandidate other) {
    strongReference |= other.strongReference;
    if (other.visibility != ObjectSymbol.STV_DEFAULT
        && (visibility == ObjectSymbol.STV_DEFAULT || other.visibility < visibility)) {
      visibility = other.visibility;
    }
  }

  private void restrict(ObjectSymbol symbol) {
    int other = symbol.visibility();
    if (other != ObjectSymbol.STV_DEFAULT
        && (visibility == ObjectSymbol.STV_DEFAULT || other < visibility)) {
      visibility = other;
    }
  }

  /** A definition: the better one stays (gABI, "Symbol Binding"). */
  void define(RelocatableObject object, ObjectSymbol symbol, InputSection place) {
    restrict(symbol);
    if (definition != null) {
      refuseMixture(object, symbol);
    }
    int rank = rank(symbol);
    int before = definition == null ? -1 : rank(definition);
    if (rank == 2 && before == 2) {
      throw new LinkException(
          object.name(),
          symbol.name() + " is defined here, and in " + definer.name() + ", too",
          "leave one of the two out");
    }
    if (rank == 1 && before == 1) {
      commonAlignment = Math.max(commonAlignment, symbol.value());
      if (Long.compareUnsigned(symbol.size(), definition.size()) <= 0) {
        return;
      }
    } else if (rank == 1) {
      commonAlignment = Math.max(1, symbol.value());
    }
    if (rank > before || (rank == 1 && before == 1)) {
      definer = object;
      definition = symbol;
      section = place;
    }
  }

  private void refuseMixture(RelocatableObject object, ObjectSymbol symbol) {
    boolean local = symbol.type() == ObjectSymbol.STT_TLS;
    if (local != (definition.type() == ObjectSymbol.STT_TLS)) {
      throw new LinkException(
          object.name(),
          symbol.name()
              + " is "
              + (local ? "" : "not ")
              + "thread-local here, and in "
              + definer.name()
              + " it is"
              + (local ? " not" : ""),
          "declare it alike in both");
    }
  }

  private static int rank(ObjectSymbol symbol) {
    if (symbol.common()) {
      return 1;
    }
    return symbol.binding() == ObjectSymbol.STB_WEAK ? 0 : 2;
  }

  /** The common symbol as one of its own section, whose size and alignment are the largest. */
  ObjectSymbol commonSymbol() {
    return new ObjectSymbol(
        definition.key(),
        ObjectSymbol.STT_OBJECT,
        ObjectSymbol.STB_GLOBAL,
        definition.visibility(),
        definition.section(),
        commonAlignment,
        definition.size());
  }

  /** The symbol, once all objects have been added; a boundary where the linker knows its place. */
  LinkSymbol symbol(InputSection commonSection, boolean boundary) {
    if (definition == null) {
      return undefined(boundary);
    }
    boolean absolute = definition.section() == ObjectSymbol.ABSOLUTE;
    return new LinkSymbol(
        number,
        commonSection == null ? resolved() : resolved(0),
        absolute ? LinkSymbol.Kind.ABSOLUTE : LinkSymbol.Kind.DEFINED,
        commonSection == null ? section : commonSection,
        name,
        definer.name());
  }

  private ObjectSymbol resolved() {
    boolean same =
        definition.visibility() == visibility && definition.type() != ObjectSymbol.STT_COMMON;
    return same ? definition : resolved(definition.value());
  }

  private ObjectSymbol resolved(long value) {
    return new ObjectSymbol(
        definition.key(),
        definition.type() == ObjectSymbol.STT_COMMON ? ObjectSymbol.STT_OBJECT : definition.type(),
        definition.binding(),
        visibility,
        definition.section(),
        value,
        definition.size());
  }

  private LinkSymbol undefined(boolean boundary) {
    ObjectSymbol reference =
        new ObjectSymbol(
            name.exact(),
            type,
            strongReference ? ObjectSymbol.STB_GLOBAL : ObjectSymbol.STB_WEAK,
            visibility,
            ObjectSymbol.UNDEFINED,
            0,
            0);
    if (boundary) {
      return new LinkSymbol(number, reference, LinkSymbol.Kind.BOUNDARY, null, name, referrer);
    }
    if (visibility != ObjectSymbol.STV_DEFAULT && strongReference) {
      throw new LinkException(
          referrer,
          name.exact()
              + (visibility == ObjectSymbol.STV_PROTECTED ? " is protected" : " is hidden")
              + ", so no other library can have it, and no object here defines it",
          "add the object or archive that does");
    }
    return new LinkSymbol(number, reference, LinkSymbol.Kind.UNDEFINED, null, name, referrer);
  }
}
