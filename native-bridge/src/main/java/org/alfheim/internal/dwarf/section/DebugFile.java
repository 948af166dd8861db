package org.alfheim.internal.dwarf.section;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.ElfFile;
import org.alfheim.elf.FileHeader;
import org.alfheim.elf.Note;
import org.alfheim.elf.SectionHeader;
import org.alfheim.types.TypesException;

/** An ELF file that has debug information. A section is looked at when it is first asked for. */
public final class DebugFile {
  private static final int SHT_NULL = 0;
  private static final int NT_GNU_BUILD_ID = 3;

  private final String name;
  private final MemorySegment bytes;
  private final ElfFile elf;
  private final Map<Integer, SectionBytes> read = new ConcurrentHashMap<>();
  private volatile List<SectionHeader> headers;

  /**
   * A file.
   *
   * @param name what to call it in messages
   * @param bytes its bytes
   * @throws TypesException if it is no ELF64 file for AMD64
   */
  public DebugFile(String name, MemorySegment bytes) {
    this.name = name;
    this.bytes = bytes;
    try {
      this.elf = ElfFile.of(name, bytes);
    } catch (ElfException e) {
      throw new TypesException(e.getMessage(), e);
    }
  }

  public String name() {
    return name;
  }

  /** Whether it was not linked yet: addresses in it say nothing. */
  public boolean relocatable() {
    return elf.header().type() == FileHeader.ET_REL;
  }

  public List<SectionHeader> headers() {
    List<SectionHeader> known = headers;
    if (known == null) {
      try {
        known = elf.sections();
      } catch (ElfException e) {
        throw new TypesException(e.getMessage(), e);
      }
      headers = known;
    }
    return known;
  }

  /** The build id in lower-case hexadecimal digits; empty if it has none. */
  public String buildId() {
    try {
      for (Note note : elf.notesOfSections(headers())) {
        if (note.type() == NT_GNU_BUILD_ID && note.owner().equals("GNU")) {
          return note.content();
        }
      }
      return "";
    } catch (ElfException e) {
      throw new TypesException(e.getMessage(), e);
    }
  }

  /** The section of a name; one without bytes if the file has none. */
  public SectionBytes section(String wanted) {
    List<SectionBytes> all = sections(wanted);
    return all.isEmpty() ? SectionBytes.absent(name, wanted) : all.getFirst();
  }

  /** All sections of a name: in a relocatable file, each type unit may have its own. */
  public List<SectionBytes> sections(String wanted) {
    String old = wanted.startsWith(".debug_") ? ".z" + wanted.substring(1) : wanted;
    List<SectionBytes> found = new ArrayList<>();
    List<SectionHeader> all = headers();
    for (int i = 0; i < all.size(); i++) {
      SectionHeader header = all.get(i);
      if ((header.name().equals(wanted) || header.name().equals(old))
          && header.type() != SectionHeader.SHT_NOBITS
          && header.type() != SHT_NULL) {
        found.add(read.computeIfAbsent(i, this::read));
      }
    }
    return found;
  }

  /** The section of a number, as it is to be read: inflated, and with its relocations done. */
  private SectionBytes read(int index) {
    SectionHeader header = headers().get(index);
    MemorySegment content = Decompression.of(raw(header), header, name);
    if (relocatable()) {
      content = new Relocations(this, header.name()).applied(content, index);
    }
    return new SectionBytes(
        name, header.name(), content.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN));
  }

  /** The bytes of a section as they stand in the file. */
  public MemorySegment raw(SectionHeader header) {
    long offset = header.offset();
    long size = header.size();
    if (offset < 0 || size < 0 || offset > bytes.byteSize() || size > bytes.byteSize() - offset) {
      throw bad(
          header,
          "it is said to have 0x"
              + HexFormat.of().toHexDigits(size)
              + " bytes at 0x"
              + HexFormat.of().toHexDigits(offset)
              + " of the file, which has 0x"
              + Long.toHexString(bytes.byteSize()));
    }
    if (size > Integer.MAX_VALUE) {
      throw bad(header, "a section of 2 GiB and more is not supported");
    }
    return bytes.asSlice(offset, size);
  }

  private TypesException bad(SectionHeader header, String problem) {
    return SectionBytes.absent(name, header.name()).bad(0, problem);
  }
}
