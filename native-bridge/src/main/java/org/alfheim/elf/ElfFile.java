package org.alfheim.elf;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.alfheim.names.RawText;

/**
 * Any ELF64 file for AMD64, to be read part by part: what is damaged in one part does not keep the
 * others from being read. {@link SharedObject} is for images that are to be loaded.
 */
public final class ElfFile {
  private final ElfBytes file;
  private final FileHeader header;

  private ElfFile(ElfBytes file) {
    this.file = file;
    this.header = FileHeader.read(file);
  }

  /**
   * A file.
   *
   * @param name what to call it in messages
   * @param bytes the file's bytes
   * @throws ElfException if it is no ELF64 file for AMD64, or its header is damaged
   */
  public static ElfFile of(String name, MemorySegment bytes) {
    return new ElfFile(new ElfBytes(name, bytes));
  }

  /** What the file is called in messages. */
  public String name() {
    return file.name();
  }

  /** The bytes of the file. */
  public long size() {
    return file.size();
  }

  /** The ELF header. */
  public FileHeader header() {
    return header;
  }

  /**
   * The program headers, in the order of the file.
   *
   * @throws ElfException if their table is damaged
   */
  public List<ProgramHeader> programHeaders() {
    return ProgramHeaderTable.read(file, header);
  }

  /**
   * The section headers, in the order of the file.
   *
   * @throws ElfException if their table is damaged
   */
  public List<SectionHeader> sections() {
    return SectionHeaderTable.read(file, header);
  }

  /**
   * What the dynamic section leads to.
   *
   * @throws ElfException if the segments or the dynamic section itself are damaged
   */
  public Linkage linkage() {
    return Linkage.read(file, header);
  }

  /**
   * The program interpreter (PT_INTERP).
   *
   * @param segments the program headers
   * @throws ElfException if it is not in the file
   */
  public Optional<String> interpreter(List<ProgramHeader> segments) {
    for (ProgramHeader segment : segments) {
      if (segment.type() == ProgramHeader.PT_INTERP && segment.fileSize() != 0) {
        ByteBuffer path = file.window(segment.offset(), segment.fileSize(), "PT_INTERP", -1);
        byte[] text = new byte[path.limit()];
        path.get(text);
        int end = text.length > 0 && text[text.length - 1] == 0 ? text.length - 1 : text.length;
        return Optional.of(RawText.decode(Arrays.copyOf(text, end)));
      }
    }
    return Optional.empty();
  }

  /**
   * The relocations of an object file by type, most frequent first.
   *
   * @param sections the section headers
   * @throws ElfException if a section is not in the file, or sections overlap
   */
  public List<RelocationCount> relocations(List<SectionHeader> sections) {
    return RelocationCounts.ofSections(file, sections);
  }

  /**
   * The build id in lower-case hexadecimal digits.
   *
   * @param segments the program headers
   */
  public Optional<String> buildId(List<ProgramHeader> segments) {
    return Notes.buildId(file, segments);
  }

  /**
   * All notes of the segments.
   *
   * @param segments the program headers
   */
  public List<Note> notesOfSegments(List<ProgramHeader> segments) {
    return Notes.ofSegments(file, segments);
  }

  /**
   * All notes of the sections.
   *
   * @param sections the section headers
   */
  public List<Note> notesOfSections(List<SectionHeader> sections) {
    return Notes.ofSections(file, sections);
  }
}
