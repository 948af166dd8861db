package org.alfheim.linker.object;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alfheim.elf.ElfBytes;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.ElfFile;
import org.alfheim.elf.FileHeader;

/** Reads a relocatable object: its section headers, and all that they lead to. */
public final class ObjectReader {
  private static final int GRP_COMDAT = 1;

  private final ElfBytes file;
  private final List<HeaderRow> rows;
  private final List<ObjectSymbol> symbols;

  private ObjectReader(ElfBytes file, FileHeader header) {
    this.file = file;
    this.rows = rows(header);
    this.symbols = SymbolReader.read(file, rows);
  }

  /**
   * Reads an object.
   *
   * @param name what to call it in messages
   * @param bytes its bytes
   * @return the object, checked
   * @throws ElfException if it is no relocatable object for AMD64, is damaged, or holds bytecode in
   *     place of code
   */
  public static RelocatableObject read(String name, MemorySegment bytes) {
    ElfBytes file = new ElfBytes(name, bytes);
    ForeignContent.refuseBitcode(file);
    FileHeader header = ElfFile.of(name, bytes).header();
    if (header.type() != FileHeader.ET_REL) {
      throw new ElfException(
          name,
          "e_type",
          16,
          "no relocatable object: its type is " + header.typeName(),
          header.type() == FileHeader.ET_DYN ? "name a shared object as a library" : "");
    }
    return new ObjectReader(file, header).object();
  }

  private List<HeaderRow> rows(FileHeader header) {
    if (header.sectionHeaderOffset() == 0 || header.sectionHeaderCount() == 0) {
      throw file.bad("e_shoff", 40, "a relocatable object without sections");
    }
    int entry = file.window(0, HeaderRow.ENTRY, "e_ident", 0).getShort(58) & 0xffff;
    if (entry != HeaderRow.ENTRY) {
      throw file.bad("e_shentsize", 58, "section headers of " + entry + " bytes, ELF64 has 64");
    }
    int count = header.sectionHeaderCount();
    long start = header.sectionHeaderOffset();
    ByteBuffer table = file.window(start, (long) count * HeaderRow.ENTRY, "e_shoff", 40);
    ObjectStrings names = names(header, table);
    List<HeaderRow> read = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long at = start + (long) i * HeaderRow.ENTRY;
      read.add(
          HeaderRow.read(
              i,
              SectionNames.text(names.get(table.getInt(i * HeaderRow.ENTRY), "sh_name", at)),
              table,
              start));
    }
    return read;
  }

  private ObjectStrings names(FileHeader header, ByteBuffer table) {
    int index = header.sectionNameIndex();
    if (index <= 0 || index >= header.sectionHeaderCount()) {
      throw file.bad("e_shstrndx", 62, "section " + index + " with the names is not here");
    }
    HeaderRow row = HeaderRow.read(index, "", table, header.sectionHeaderOffset());
    return new ObjectStrings(file, row.content(file));
  }

  private RelocatableObject object() {
    ForeignContent.refuseBytecode(file, rows, symbols);
    SectionRelocations[] relocations = RelocationReader.read(file, rows, symbols.size());
    InputSection[] sections = new InputSection[rows.size()];
    long claimed = 0;
    for (HeaderRow row : rows) {
      if (isPlaced(row)) {
        sections[row.index()] = section(row, relocations[row.index()]);
        claimed += sections[row.index()].content().limit();
        if (claimed > 4 * file.size() && !CompressedSection.isPacked(row)) {
          throw file.bad(
              "sh_offset", row.at() + 24, "the sections have more bytes together than the file");
        }
      }
    }
    return new RelocatableObject(
        file.name(),
        Arrays.asList(sections),
        symbols,
        groups(),
        new ObjectRemarks(
            ObjectNotes.stack(rows),
            ObjectNotes.properties(file, rows),
            ObjectNotes.cautions(file, rows)));
  }

  /** Whether a section is part of an image, or of what debuggers read in one. */
  private boolean isPlaced(HeaderRow row) {
    if (row.index() == 0 || row.has(InputSection.SHF_EXCLUDE)) {
      return false;
    }
    if (row.name().equals(".note.GNU-stack")
        || row.name().equals(".note.gnu.property")
        || row.name().equals(".note.GNU-split-stack")
        || row.name().startsWith(".gnu.lto_")
        || row.name().startsWith(".gnu.warning")
        || row.name().equals(".llvmbc")
        || row.name().equals(".llvmcmd")) {
      return false;
    }
    return switch (row.type()) {
      case InputSection.SHT_PROGBITS,
          InputSection.SHT_NOTE,
          InputSection.SHT_NOBITS,
          InputSection.SHT_INIT_ARRAY,
          InputSection.SHT_FINI_ARRAY,
          InputSection.SHT_UNWIND ->
          true;
      case InputSection.SHT_PREINIT_ARRAY ->
          throw new ElfException(
              file.name(),
              "sh_type",
              row.at() + 4,
              row.name() + " is for programs: ld.so runs it of no shared object",
              "use .init_array");
      case 0,
          HeaderRow.SHT_SYMTAB,
          HeaderRow.SHT_STRTAB,
          HeaderRow.SHT_RELA,
          HeaderRow.SHT_REL,
          HeaderRow.SHT_GROUP,
          HeaderRow.SHT_SYMTAB_SHNDX,
          HeaderRow.SHT_LLVM_ADDRSIG,
          HeaderRow.SHT_LLVM_CALL_GRAPH_PROFILE ->
          false;
      default -> {
        if (row.has(InputSection.SHF_ALLOC)) {
          throw file.bad(
              "sh_type",
              row.at() + 4,
              row.name() + " is of the unknown type 0x" + Integer.toHexString(row.type()));
        }
        yield false;
      }
    };
  }

  private InputSection section(HeaderRow row, SectionRelocations table) {
    SectionRelocations relocations = table == null ? SectionRelocations.EMPTY : table;
    ByteBuffer content = row.content(file);
    long size = row.size();
    long alignment = row.alignment();
    if (CompressedSection.isPacked(row)) {
      alignment = CompressedSection.alignment(row, content);
      content = CompressedSection.content(file, row, content);
      size = content.limit();
      for (int i = 0; i < relocations.size(); i++) {
        long offset = relocations.offset(i);
        if (offset < 0 || offset > size - RelocationWidth.of(relocations.type(i))) {
          throw file.bad("r_offset", -1, row.name() + ": a relocation lies outside of its section");
        }
      }
    }
    SectionHead head = row.head(file, size, alignment);
    return new InputSection(file.name(), row.index(), head, content, relocations);
  }

  private List<SectionGroup> groups() {
    List<SectionGroup> groups = new ArrayList<>();
    Map<Integer, Integer> groupOf = new HashMap<>();
    for (HeaderRow row : rows) {
      if (row.type() == HeaderRow.SHT_GROUP) {
        SectionGroup group = group(row);
        for (int member : group.members()) {
          if (groupOf.putIfAbsent(member, row.index()) != null) {
            throw file.bad(
                "sh_type", row.at() + 4, "section " + member + " is in two section groups");
          }
        }
        groups.add(group);
      }
    }
    return groups;
  }

  private SectionGroup group(HeaderRow row) {
    ByteBuffer words = row.content(file);
    if (words.limit() < 4 || words.limit() % 4 != 0) {
      throw file.bad("sh_size", row.at() + 32, "a section group of " + words.limit() + " bytes");
    }
    if (row.info() <= 0 || row.info() >= symbols.size()) {
      throw file.bad("sh_info", row.at() + 44, "the symbol of a section group is not here");
    }
    Set<Integer> members = new HashSet<>();
    List<Integer> ordered = new ArrayList<>();
    for (int at = 4; at < words.limit(); at += 4) {
      int member = words.getInt(at);
      if (member <= 0 || member >= rows.size() || member == row.index()) {
        throw file.bad(
            "sh_offset", row.offset() + at, "section " + member + " of a group is not here");
      }
      if (members.add(member)) {
        ordered.add(member);
      }
    }
    return new SectionGroup(
        symbols.get(row.info()).key(), (words.getInt(0) & GRP_COMDAT) != 0, ordered);
  }
}
