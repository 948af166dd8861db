package org.alfheim.internal.dwarf.unit;

import java.lang.ref.SoftReference;
import org.alfheim.internal.dwarf.form.Abbreviations;
import org.alfheim.internal.dwarf.form.At;
import org.alfheim.internal.dwarf.form.UnitHeader;
import org.alfheim.internal.dwarf.section.SectionBytes;

/** A unit: DIEs that belong together, and what their values refer to. */
public final class Unit {
  private static final int UNKNOWN = -1;

  /** Of DWARF 4, where a unit that is split off has no header before its offsets of strings. */
  private static final int NO_HEADER = 0;

  private final InfoSection info;
  private final UnitHeader header;
  private final Unit skeleton;
  private volatile SoftReference<Abbreviations> abbreviations = new SoftReference<>(null);
  private volatile Scopes scopes;
  private volatile int language = -2;

  /**
   * A unit.
   *
   * @param info the section that it is in
   * @param header its header
   * @param skeleton the unit that it is split off from; null if it is not
   */
  Unit(InfoSection info, UnitHeader header, Unit skeleton) {
    this.info = info;
    this.header = header;
    this.skeleton = skeleton;
  }

  public InfoSection info() {
    return info;
  }

  public UnitHeader header() {
    return header;
  }

  public Sections sections() {
    return info.sections();
  }

  public SectionBytes bytes() {
    return info.bytes();
  }

  public Unit skeleton() {
    return skeleton;
  }

  Abbreviations abbreviations() {
    Abbreviations known = abbreviations.get();
    if (known == null) {
      known = sections().abbreviations(header, header.abbreviations());
      abbreviations = new SoftReference<>(known);
    }
    return known;
  }

  /** The DIE of the unit itself; null if it has none. */
  public Die root() {
    return header.first() >= header.end() ? null : Die.at(this, header.first());
  }

  /** Whether it only says where what the unit was compiled to is. */
  public boolean skeletal() {
    if (header.version() >= 5) {
      return header.skeleton();
    }
    Die root = root();
    return root != null && root.has(At.GNU_DWO_NAME);
  }

  /** DW_AT_language; -1 if the unit does not say. */
  public int language() {
    int known = language;
    if (known == -2) {
      Die root = root();
      Value value = root == null ? null : root.value(At.LANGUAGE);
      known = value == null ? UNKNOWN : (int) value.unsigned();
      language = known;
    }
    return known;
  }

  /** DW_AT_producer; empty if the unit does not say. */
  public String producer() {
    Value producer = attribute(At.PRODUCER);
    return producer == null ? "" : producer.string();
  }

  /** An attribute of the unit's DIE, or of the one that it is split off from; null if none. */
  private Value attribute(int attribute) {
    Die root = root();
    return root == null ? null : root.value(attribute);
  }

  /** Where the unit's offsets of strings begin. */
  private long stringOffsets() {
    Value base = attribute(At.STR_OFFSETS_BASE);
    if (base != null) {
      return base.unsigned();
    }
    return header.version() < 5 ? NO_HEADER : 2L * header.offsetSize();
  }

  /** The offset in .debug_str of a string by its number. */
  public long stringOffset(long index) {
    SectionBytes offsets = sections().section(".debug_str_offsets");
    int at = element(offsets, stringOffsets(), index, header.offsetSize());
    return header.wide() ? offsets.u8(at) : offsets.u4(at);
  }

  /** The address of a number. */
  public long address(long index) {
    Unit holder = skeleton == null ? this : skeleton;
    Value base = holder.attribute(At.ADDR_BASE);
    base = base == null ? holder.attribute(At.GNU_ADDR_BASE) : base;
    SectionBytes addresses = holder.sections().section(".debug_addr");
    long start = base == null ? 0 : base.unsigned();
    return addresses.u8(element(addresses, start, index, Long.BYTES));
  }

  /** Where an element of a table is. */
  private static int element(SectionBytes table, long base, long index, int size) {
    if (base < 0 || index < 0 || index > Integer.MAX_VALUE || base > Integer.MAX_VALUE) {
      throw table.bad(base, "element " + Long.toUnsignedString(index) + " is not in the section");
    }
    return table.offset(base + index * size, "a number of an element");
  }

  /** The structures and namespaces of the unit. */
  public Scopes scopes() {
    Scopes known = scopes;
    if (known == null) {
      known = Scopes.of(this);
      scopes = known;
    }
    return known;
  }
}
