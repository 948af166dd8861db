package org.alfheim.internal.btf;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.ElfFile;
import org.alfheim.elf.SectionHeader;
import org.alfheim.internal.typing.SymbolTypes;
import org.alfheim.types.CType;
import org.alfheim.types.SourcePosition;
import org.alfheim.types.TypesException;

/**
 * Types that stand in BTF. The first question reads how long each type is and where names are;
 * types are made as they are asked for.
 */
public final class BtfTypes implements SymbolTypes {
  /** The section of an ELF file that has BTF. */
  public static final String SECTION = ".BTF";

  private final String origin;
  private final BtfBytes bytes;
  private volatile List<BtfUnit> units;

  private BtfTypes(String origin, BtfBytes bytes) {
    this.origin = origin;
    this.bytes = bytes;
    // What is no BTF at all is told here, and not at the first question.
    BtfHeader.read(bytes, 0);
  }

  /**
   * The types of a file that is BTF and nothing else.
   *
   * @param name what to call the file in messages
   * @param bytes its bytes; they have to stay as they are
   * @throws TypesException if it does not begin as BTF does
   */
  public static BtfTypes of(String name, MemorySegment bytes) {
    return new BtfTypes("BTF of " + name, bytes(name, bytes));
  }

  /**
   * The types that an image has in its section {@code .BTF}.
   *
   * @param name what to call the image in messages
   * @param file the bytes of the image; they have to stay as they are
   * @return the types; empty if there is no such section
   * @throws TypesException if the section is not in the file, or does not begin as BTF does
   * @throws ElfException if the file is no ELF64 file for AMD64, or its section headers are damaged
   */
  public static Optional<BtfTypes> ofImage(String name, MemorySegment file) {
    for (SectionHeader section : ElfFile.of(name, file).sections()) {
      if (section.name().equals(SECTION) && section.type() == SectionHeader.SHT_PROGBITS) {
        long end = file.byteSize();
        if (section.offset() < 0
            || section.size() < 0
            || section.offset() > end
            || section.size() > end - section.offset()) {
          throw new TypesException(
              name + ": " + SECTION + ": the section is not wholly in the file");
        }
        MemorySegment bytes = file.asSlice(section.offset(), section.size());
        return Optional.of(new BtfTypes("BTF of " + name, bytes(name + ": " + SECTION, bytes)));
      }
    }
    return Optional.empty();
  }

  private static BtfBytes bytes(String name, MemorySegment bytes) {
    if (bytes.byteSize() > Integer.MAX_VALUE) {
      throw new TypesException(name + ": BTF of 2 GiB and more is not supported");
    }
    return new BtfBytes(name, bytes.asReadOnly().asByteBuffer().order(ByteOrder.LITTLE_ENDIAN));
  }

  private List<BtfUnit> units() {
    List<BtfUnit> known = units;
    return known == null ? readOnce() : known;
  }

  /** Once, since a structure is equal to itself alone. */
  private synchronized List<BtfUnit> readOnce() {
    if (units == null) {
      units = read();
    }
    return units;
  }

  private List<BtfUnit> read() {
    List<BtfUnit> read = new ArrayList<>();
    int at = 0;
    do {
      BtfHeader header = BtfHeader.read(bytes, at);
      read.add(new BtfUnit(bytes, header));
      at = header.end();
      // Linkers fill up to the alignment of the next section.
      while (at < bytes.size() && bytes.u8(at) == 0) {
        at++;
      }
    } while (BtfHeader.at(bytes, at));
    return List.copyOf(read);
  }

  @Override
  public String origin() {
    return origin;
  }

  /**
   * {@inheritDoc}
   *
   * <p>BTF has no addresses. Of a name that is there with several types nothing is known.
   */
  @Override
  public Optional<CType> find(SymbolPlace symbol) {
    Optional<CType> found = Optional.empty();
    for (BtfUnit unit : units()) {
      Optional<CType> here = unit.symbol(symbol.name());
      if (found.isEmpty()) {
        found = here;
      } else if (here.isPresent() && !BtfUnit.alike(found, here)) {
        return Optional.empty();
      }
    }
    return found;
  }

  @Override
  public Optional<CType> named(String name) {
    Optional<CType> best = Optional.empty();
    for (BtfUnit unit : units()) {
      Optional<CType> here = unit.named(name);
      if (here.isPresent() && BtfUnit.whole(here.get())) {
        return here;
      }
      best = best.isPresent() ? best : here;
    }
    return best;
  }

  @Override
  public Optional<SourcePosition> position(SymbolPlace symbol) {
    for (BtfUnit unit : units()) {
      Optional<SourcePosition> position = unit.position(symbol.name());
      if (position.isPresent()) {
        return position;
      }
    }
    return Optional.empty();
  }
}
