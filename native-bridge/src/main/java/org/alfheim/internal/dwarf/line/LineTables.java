package org.alfheim.internal.dwarf.line;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.alfheim.internal.dwarf.unit.Unit;

/** The names of the files that units were compiled from, each table read once. */
public final class LineTables {
  private final Map<Unit, LineTable> read = new ConcurrentHashMap<>();

  /**
   * The path of a file.
   *
   * @param unit the unit whose table is meant
   * @param number the file's number in it
   * @return the path; empty if it is not in the table
   */
  public Optional<String> file(Unit unit, long number) {
    return read.computeIfAbsent(unit, LineTable::of).file(number);
  }
}
