package org.alfheim.elf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The notes of an image. Segments of notes that are not in the file are passed over, and so are
 * those that make the notes longer than the file, because they overlap.
 */
final class Notes {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final ElfBytes file;
  private long budget;

  private Notes(ElfBytes file) {
    this.file = file;
    this.budget = file.size();
  }

  /** The build id in the notes of the segments. */
  static Optional<String> buildId(ElfBytes file, List<ProgramHeader> headers) {
    Notes notes = new Notes(file);
    for (ProgramHeader header : headers) {
      NoteReader note = notes.reader(header);
      while (note.next()) {
        if (note.type() == NoteReader.NT_GNU_BUILD_ID && note.gnu()) {
          return Optional.of(note.hex());
        }
      }
    }
    return Optional.empty();
  }

  /** All notes of the segments. */
  static List<Note> ofSegments(ElfBytes file, List<ProgramHeader> headers) {
    Notes notes = new Notes(file);
    List<Note> found = new ArrayList<>();
    for (ProgramHeader header : headers) {
      collect(notes.reader(header), found);
    }
    return found;
  }

  /** All notes of the sections. */
  static List<Note> ofSections(ElfBytes file, List<SectionHeader> sections) {
    Notes notes = new Notes(file);
    List<Note> found = new ArrayList<>();
    for (SectionHeader section : sections) {
      if (section.type() == SectionHeader.SHT_NOTE) {
        collect(notes.reader(section.offset(), section.size(), section.align()), found);
      }
    }
    return found;
  }

  /** The notes of one segment; none if it is not one of notes. */
  static NoteReader of(ElfBytes file, ProgramHeader header) {
    return new Notes(file).reader(header);
  }

  private static void collect(NoteReader note, List<Note> found) {
    while (note.next()) {
      found.add(new Note(note.owner(), note.type(), note.hex()));
    }
  }

  private NoteReader reader(ProgramHeader header) {
    return header.type() == ProgramHeader.PT_NOTE
        ? reader(header.offset(), header.fileSize(), header.align())
        : new NoteReader(NOTHING, 0);
  }

  private NoteReader reader(long offset, long size, long align) {
    boolean inFile =
        offset >= 0
            && offset <= file.size()
            && size >= 0
            && size <= Math.min(Math.min(file.size() - offset, budget), Integer.MAX_VALUE);
    if (inFile) {
      budget -= size;
    }
    return new NoteReader(inFile ? file.window(offset, size, "PT_NOTE", -1) : NOTHING, align);
  }
}
