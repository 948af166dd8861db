package org.alfheim.internal.dwarf.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.internal.dwarf.form.At;
import org.alfheim.internal.dwarf.section.Reader;
import org.alfheim.internal.dwarf.section.SectionBytes;
import org.alfheim.internal.dwarf.unit.Die;
import org.alfheim.internal.dwarf.unit.Unit;
import org.alfheim.internal.dwarf.unit.Value;

/** The names of the files that a unit was compiled from (DWARF 5, 6.2.4; DWARF 4, 6.2.4). */
public final class LineTable {

  private static final LineTable EMPTY = new LineTable(List.of(), List.of(), "", 0);

  private final List<Entry> files;
  private final List<String> folders;
  private final String unitFolder;
  private final int first;

  /** A file's name, and the number of the folder that it is in. */
  private record Entry(String name, long folder) {}

  private LineTable(List<Entry> files, List<String> folders, String unitFolder, int first) {
    this.files = files;
    this.folders = folders;
    this.unitFolder = unitFolder;
    this.first = first;
  }

  /** The table of a unit; an empty one if it has none. */
  public static LineTable of(Unit unit) {
    SectionBytes section = unit.sections().section(".debug_line");
    Unit holder = unit;
    if (section.isEmpty() && unit.skeleton() != null) {
      holder = unit.skeleton();
      section = holder.sections().section(".debug_line");
    }
    Die root = holder.root();
    Value place = root == null ? null : root.value(At.STMT_LIST);
    if (section.isEmpty() || (place == null && holder.skeleton() == null)) {
      return EMPTY;
    }
    Value folder = root == null ? null : root.value(At.COMP_DIR);
    String unitFolder = folder == null ? "" : folder.string();
    long offset = place == null ? 0 : place.unsigned();
    return read(holder, section, section.offset(offset, "DW_AT_stmt_list"), unitFolder);
  }

  private static LineTable read(Unit unit, SectionBytes section, int start, String unitFolder) {
    Reader reader = new Reader(section, start, section.size());
    long length = reader.u4();
    boolean wide = length == 0xffffffffL;
    if (wide) {
      length = reader.u8();
    }
    if (length < 0 || length > reader.end() - reader.position()) {
      throw section.bad(start, "unit_length leads beyond the section's end");
    }
    reader = new Reader(section, reader.position(), reader.position() + (int) length);
    int version = reader.u2();
    if (version < 2 || version > 5) {
      throw section.bad(start, "version " + version + " of a line table is not supported");
    }
    if (version >= 5) {
      reader.skip(2);
    }
    reader.offset(wide);
    // minimum_instruction_length to line_range; maximum_operations… only from version 4 on.
    reader.skip(version >= 4 ? 5 : 4);
    int opcodes = reader.u1();
    reader.skip(Math.max(0, opcodes - 1));
    return version >= 5 ? entries(unit, reader, wide, unitFolder) : old(reader, unitFolder);
  }

  private static LineTable old(Reader reader, String unitFolder) {
    List<String> folders = new ArrayList<>(List.of(unitFolder));
    for (String name = string(reader); !name.isEmpty(); name = string(reader)) {
      folders.add(name);
    }
    List<Entry> files = new ArrayList<>();
    for (String name = string(reader); !name.isEmpty(); name = string(reader)) {
      files.add(new Entry(name, reader.uleb()));
      reader.skipLeb();
      reader.skipLeb();
    }
    return new LineTable(files, folders, unitFolder, 1);
  }

  private static String string(Reader reader) {
    int at = reader.position();
    reader.skipString();
    return reader.section().string(at);
  }

  private static LineTable entries(Unit unit, Reader reader, boolean wide, String unitFolder) {
    LineFormat format = new LineFormat(unit, wide);
    List<String> folders = new ArrayList<>();
    format.read(reader, (name, folder) -> folders.add(name));
    List<Entry> files = new ArrayList<>();
    format.read(reader, (name, folder) -> files.add(new Entry(name, folder)));
    return new LineTable(files, folders, unitFolder, 0);
  }

  /** The path of a file by its number; empty if it is not in the table. */
  public Optional<String> file(long number) {
    long index = number - first;
    if (index < 0 || index >= files.size()) {
      return Optional.empty();
    }
    Entry entry = files.get((int) index);
    if (entry.folder() < 0 || entry.folder() >= folders.size()) {
      return Optional.of(entry.name());
    }
    String path = in(folders.get((int) entry.folder()), entry.name());
    return Optional.of(in(unitFolder, path));
  }

  private static String in(String folder, String name) {
    return folder.isEmpty() || name.startsWith("/") ? name : folder + "/" + name;
  }
}
