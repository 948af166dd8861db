package org.alfheim.linker.symbol;

import org.alfheim.linker.object.ByteRange;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.ObjectSymbol;

/**
 * A symbol after resolution: one for all objects where it is global. Each is a thing of its own,
 * equal to no other.
 */
public final class LinkSymbol {

  /** What stands behind a name. */
  public enum Kind {
    /** A place in a section of the image. */
    DEFINED,
    /** A number. */
    ABSOLUTE,
    /** A place that the layout gives: the begin or the end of something. */
    BOUNDARY,
    /** Nothing in this image. */
    UNDEFINED,
    /** A place in a section that is no part of the image. */
    DISCARDED
  }

  /** The number of a symbol that is in no table: a place that the linker has made. */
  static final int NO_NUMBER = -1;

  private final int number;
  private final ObjectSymbol symbol;
  private final Kind kind;
  private final InputSection section;
  private final VersionedName name;
  private final String object;

  /* Asked for each relocation. */
  private final boolean exported;
  private final boolean imported;
  private final boolean threadLocal;

  /**
   * A symbol.
   *
   * @param number its number among those of the link
   * @param symbol what the object says that defines it, or the strictest of the references
   * @param kind what stands behind it
   * @param section where it is, or where it would be; null where it is in none
   * @param name its name and version; null where that is the name in the object
   * @param object the object that defines it, or the first that refers to it
   */
  LinkSymbol(
      int number,
      ObjectSymbol symbol,
      Kind kind,
      InputSection section,
      VersionedName name,
      String object) {
    this.number = number;
    this.symbol = symbol;
    this.kind = kind;
    this.section = section;
    this.name = name;
    this.object = object;
    this.exported = isExported();
    this.imported = isImported();
    this.threadLocal = isThreadLocal();
  }

  /** A name for a place in a section that the linker has made. */
  public static LinkSymbol ofPlace(InputSection section, long value) {
    ObjectSymbol symbol =
        new ObjectSymbol(
            ByteRange.EMPTY,
            ObjectSymbol.STT_NOTYPE,
            ObjectSymbol.STB_LOCAL,
            ObjectSymbol.STV_HIDDEN,
            ObjectSymbol.ABSOLUTE,
            value,
            0);
    return new LinkSymbol(NO_NUMBER, symbol, Kind.DEFINED, section, null, section.object());
  }

  /** The same, and no other image sees it. */
  LinkSymbol hidden() {
    return new LinkSymbol(
        number, symbol.withVisibility(ObjectSymbol.STV_HIDDEN), kind, section, name, object);
  }

  /** The same in a version, which is the one that references without a version mean. */
  LinkSymbol inVersion(String version) {
    VersionedName versioned = new VersionedName(key(), version, true);
    return new LinkSymbol(number, symbol, kind, section, versioned, object);
  }

  /**
   * Its number among the symbols of the link, which count from 0 without gaps; negative for a place
   * that the linker has made, which no table is about.
   */
  public int number() {
    return number;
  }

  /** The name without a version. */
  public String name() {
    return key().toString();
  }

  /** The name without a version, as its object has it. */
  public ByteRange key() {
    return name == null ? symbol.key() : name.key();
  }

  /** The version; null where it has none. */
  public String version() {
    return name == null ? null : name.version();
  }

  /** Whether it is what references without a version mean. */
  public boolean isStandard() {
    return name == null || name.standard();
  }

  /** How messages call it. */
  public String shown() {
    String plain = symbol.key().isEmpty() ? "(no name)" : symbol.name();
    return symbol.type() == ObjectSymbol.STT_SECTION ? "section " + plain : plain;
  }

  /** What stands behind it. */
  public Kind kind() {
    return kind;
  }

  /** The section that it is in; null where it is in none. */
  public InputSection section() {
    return section;
  }

  /** The offset in the section, or the number. */
  public long value() {
    return symbol.value();
  }

  /** The bytes of what it names. */
  public long size() {
    return symbol.size();
  }

  /** STT_NOTYPE and so on. */
  public int type() {
    return symbol.type();
  }

  /** STB_LOCAL and so on. */
  public int binding() {
    return symbol.binding();
  }

  /** STV_DEFAULT and so on. */
  public int visibility() {
    return symbol.visibility();
  }

  /** The object that defines it, or the first that refers to it. */
  public String object() {
    return object;
  }

  /** Whether it is of this image. */
  public boolean defined() {
    return kind == Kind.DEFINED || kind == Kind.ABSOLUTE || kind == Kind.BOUNDARY;
  }

  /** Whether it is thread-local. */
  public boolean threadLocal() {
    return threadLocal;
  }

  private boolean isThreadLocal() {
    return symbol.type() == ObjectSymbol.STT_TLS
        || (symbol.type() == ObjectSymbol.STT_SECTION
            && section != null
            && section.has(InputSection.SHF_TLS));
  }

  /** Whether its address is what a function of it returns. */
  public boolean indirect() {
    return symbol.type() == ObjectSymbol.STT_GNU_IFUNC && kind == Kind.DEFINED;
  }

  /** Whether other images see it. */
  public boolean exported() {
    return exported;
  }

  private boolean isExported() {
    return (kind == Kind.DEFINED || kind == Kind.ABSOLUTE)
        && symbol.binding() != ObjectSymbol.STB_LOCAL
        && (symbol.visibility() == ObjectSymbol.STV_DEFAULT
            || symbol.visibility() == ObjectSymbol.STV_PROTECTED);
  }

  /** Whether it is to be found in other images. */
  public boolean imported() {
    return imported;
  }

  private boolean isImported() {
    return kind == Kind.UNDEFINED
        && symbol.visibility() == ObjectSymbol.STV_DEFAULT
        && symbol.binding() != ObjectSymbol.STB_LOCAL;
  }

  /**
   * Whether it is nothing, and may be: a weak reference that is not for other images to satisfy.
   */
  public boolean nothing() {
    return kind == Kind.UNDEFINED && !imported();
  }

  @Override
  public String toString() {
    return shown();
  }
}
