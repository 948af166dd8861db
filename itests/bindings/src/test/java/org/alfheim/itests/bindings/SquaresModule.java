package org.alfheim.itests.bindings;

import static bindings.sqlite.Sqlite3Constants.SQLITE_OK;

import bindings.sqlite.Sqlite3;
import bindings.sqlite.Sqlite3Context;
import bindings.sqlite.Sqlite3Handle;
import bindings.sqlite.Sqlite3IndexInfo;
import bindings.sqlite.Sqlite3Module;
import bindings.sqlite.Sqlite3Vtab;
import bindings.sqlite.Sqlite3VtabCursor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;
import org.alfheim.bind.NullMember;

/** A table of SQLite's whose rows Java makes: the squares of 1 to 10. It can only be read. */
final class SquaresModule implements Sqlite3Module {
  private static final long LAST = 10;

  private final Sqlite3 sqlite;

  /** What SQLite has of it; its structures are followed by nothing of ours. */
  private final Arena arena;

  private final Map<MemorySegment, Long> rows = new HashMap<>();

  SquaresModule(Sqlite3 sqlite, Arena arena) {
    this.sqlite = sqlite;
    this.arena = arena;
  }

  @SuppressWarnings("restricted")
  private static void write(MemorySegment pointer, MemorySegment value) {
    pointer.reinterpret(ValueLayout.ADDRESS.byteSize()).set(ValueLayout.ADDRESS, 0, value);
  }

  private long row(Sqlite3VtabCursor cursor) {
    return rows.get(cursor.memory());
  }

  @Override
  public int iVersion() {
    return 0;
  }

  @Override
  public int xConnect(
      Sqlite3Handle db,
      MemorySegment data,
      int count,
      MemorySegment arguments,
      MemorySegment table,
      MemorySegment message) {
    write(table, arena.allocate(24, 8)); // sqlite3_vtab
    return sqlite.sqlite3DeclareVtab(db, "create table x (n, square)");
  }

  @Override
  public int xBestIndex(Sqlite3Vtab table, Sqlite3IndexInfo info) {
    info.estimatedCost(LAST).estimatedRows(LAST);
    return SQLITE_OK;
  }

  @Override
  public int xDisconnect(Sqlite3Vtab table) {
    return SQLITE_OK;
  }

  @Override
  public int xOpen(Sqlite3Vtab table, MemorySegment cursor) {
    write(cursor, arena.allocate(8, 8)); // sqlite3_vtab_cursor
    return SQLITE_OK;
  }

  @Override
  public int xClose(Sqlite3VtabCursor cursor) {
    rows.remove(cursor.memory());
    return SQLITE_OK;
  }

  @Override
  public int xFilter(
      Sqlite3VtabCursor cursor, int index, String plan, int count, MemorySegment values) {
    rows.put(cursor.memory(), 1L);
    return SQLITE_OK;
  }

  @Override
  public int xNext(Sqlite3VtabCursor cursor) {
    rows.merge(cursor.memory(), 1L, Long::sum);
    return SQLITE_OK;
  }

  @Override
  public int xEof(Sqlite3VtabCursor cursor) {
    return row(cursor) > LAST ? 1 : 0;
  }

  @Override
  public int xColumn(Sqlite3VtabCursor cursor, Sqlite3Context context, int column) {
    long n = row(cursor);
    sqlite.sqlite3ResultInt64(context, column == 0 ? n : n * n);
    return SQLITE_OK;
  }

  @Override
  @SuppressWarnings("restricted")
  public int xRowid(Sqlite3VtabCursor cursor, MemorySegment id) {
    id.reinterpret(Long.BYTES).set(ValueLayout.JAVA_LONG, 0, row(cursor));
    return SQLITE_OK;
  }

  /** Without it, the table is there under the module's name, and no other can be made. */
  @Override
  @NullMember
  public int xCreate(
      Sqlite3Handle db,
      MemorySegment data,
      int count,
      MemorySegment arguments,
      MemorySegment table,
      MemorySegment message) {
    throw new UnsupportedOperationException(); // C calls nothing.
  }

  @Override
  @NullMember
  public int xDestroy(Sqlite3Vtab table) {
    throw new UnsupportedOperationException(); // C calls nothing.
  }

  @Override
  @NullMember
  public int xUpdate(Sqlite3Vtab table, int count, MemorySegment values, MemorySegment row) {
    throw new UnsupportedOperationException(); // C calls nothing.
  }

  @Override
  @NullMember
  public int xBegin(Sqlite3Vtab table) {
    throw new UnsupportedOperationException();
  }

  @Override
  @NullMember
  public int xSync(Sqlite3Vtab table) {
    throw new UnsupportedOperationException();
  }

  @Override
  @NullMember
  public int xCommit(Sqlite3Vtab table) {
    throw new UnsupportedOperationException();
  }

  @Override
  @NullMember
  public int xRollback(Sqlite3Vtab table) {
    throw new UnsupportedOperationException();
  }

  @Override
  @NullMember
  public int xFindFunction(
      Sqlite3Vtab table, int count, String name, MemorySegment function, MemorySegment data) {
    throw new UnsupportedOperationException();
  }

  @Override
  @NullMember
  public int xRename(Sqlite3Vtab table, String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  @NullMember
  public int xSavepoint(Sqlite3Vtab table, int number) {
    throw new UnsupportedOperationException();
  }

  @Override
  @NullMember
  public int xRelease(Sqlite3Vtab table, int number) {
    throw new UnsupportedOperationException();
  }

  @Override
  @NullMember
  public int xRollbackTo(Sqlite3Vtab table, int number) {
    throw new UnsupportedOperationException();
  }

  @Override
  @NullMember
  public int xShadowName(String name) {
    throw new UnsupportedOperationException();
  }
}
