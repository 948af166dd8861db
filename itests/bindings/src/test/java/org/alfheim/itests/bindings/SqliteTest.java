package org.alfheim.itests.bindings;

import static bindings.sqlite.Sqlite3Constants.SQLITE_DETERMINISTIC;
import static bindings.sqlite.Sqlite3Constants.SQLITE_DONE;
import static bindings.sqlite.Sqlite3Constants.SQLITE_ERROR;
import static bindings.sqlite.Sqlite3Constants.SQLITE_OK;
import static bindings.sqlite.Sqlite3Constants.SQLITE_OPEN_READONLY;
import static bindings.sqlite.Sqlite3Constants.SQLITE_ROW;
import static bindings.sqlite.Sqlite3Constants.SQLITE_UTF8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bindings.sqlite.Sqlite3;
import bindings.sqlite.Sqlite3Handle;
import bindings.sqlite.Sqlite3Stmt;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.bind.Name;
import org.alfheim.bind.StatusException;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs over SQLite; what is right its own shell says. */
class SqliteTest {
  private static final MemorySegment NONE = MemorySegment.NULL;

  /** SQLITE_TRANSIENT: what is bound is copied. */
  private static final MemorySegment COPIED = MemorySegment.ofAddress(-1);

  private static LocalPlugin plugin;
  private static Sqlite3 sqlite;

  @TempDir Path folder;

  @BeforeAll
  static void open() {
    plugin = Library.SQLITE.open();
    sqlite = plugin.bind(Sqlite3.class);
  }

  private Path file() {
    return folder.resolve("towns.db");
  }

  private static void run(Sqlite3Handle db, String sql) {
    assertThat(sqlite.sqlite3Exec(db, sql, null, NONE, NONE))
        .as(sqlite.sqlite3Errmsg(db))
        .isEqualTo(SQLITE_OK);
  }

  /** Writes towns by a prepared statement. */
  private void write() {
    try (Sqlite3Handle db = sqlite.sqlite3Open(file().toString());
        Arena arena = Arena.ofConfined()) {
      run(db, "create table town (name text, people integer, area real, flag blob)");
      Sqlite3Stmt insert =
          sqlite.sqlite3PrepareV2(db, "insert into town values (?, ?, ?, ?)", -1, NONE);
      for (String name : List.of("Zürich", "Uster", "Winterthur")) {
        MemorySegment text = arena.allocateFrom(name);
        assertThat(sqlite.sqlite3BindText(insert, 1, text, -1, COPIED)).isEqualTo(SQLITE_OK);
        assertThat(sqlite.sqlite3BindInt64(insert, 2, 10_000_000_000L + name.length()))
            .isEqualTo(SQLITE_OK);
        assertThat(sqlite.sqlite3BindDouble(insert, 3, name.length() / 4.0)).isEqualTo(SQLITE_OK);
        assertThat(sqlite.sqlite3BindBlob(insert, 4, text, 2, COPIED)).isEqualTo(SQLITE_OK);
        assertThat(sqlite.sqlite3Step(insert)).isEqualTo(SQLITE_DONE);
        assertThat(sqlite.sqlite3Reset(insert)).isEqualTo(SQLITE_OK);
      }
      assertThat(sqlite.sqlite3LastInsertRowid(db)).isEqualTo(3);
      insert.close();
      assertThat(insert.isReleased()).isTrue();
    }
  }

  @Test
  void whatIsWrittenByAPreparedStatementTheShellReads() {
    write();

    assertThat(
            new Tool(folder)
                .run(
                    "sqlite3",
                    "towns.db",
                    "select name, people, area, hex(flag) from town order by name"))
        .isEqualTo(
            """
            Uster|10000000005|1.25|5573
            Winterthur|10000000010|2.5|5769
            Zürich|10000000006|1.5|5AC3
            """);
  }

  @Test
  void rowsThatTheShellWroteComeToACallback() {
    new Tool(folder)
        .run(
            "sqlite3",
            "towns.db",
            "create table t (a, b); insert into t values (1, 'x'), (2, null)");
    List<String> rows = new ArrayList<>();

    try (Sqlite3Handle db = sqlite.sqlite3Open(file().toString())) {
      int status =
          sqlite.sqlite3Exec(
              db,
              "select a, b from t order by a",
              (_, columns, values, names) -> {
                StringBuilder row = new StringBuilder();
                for (int i = 0; i < columns; i++) {
                  MemorySegment value = CText.pointer(values, i);
                  row.append(CText.at(CText.pointer(names, i))).append('=');
                  row.append(value.equals(NONE) ? "null" : CText.at(value)).append(' ');
                }
                rows.add(row.toString());
                return 0;
              },
              NONE,
              NONE);
      assertThat(status).isEqualTo(SQLITE_OK);
    }

    assertThat(rows).containsExactly("a=1 b=x ", "a=2 b=null ");
  }

  @Test
  void columnsOfAStatementAreOfTheirTypes() {
    write();

    try (Sqlite3Handle db = sqlite.sqlite3OpenV2(file().toString(), SQLITE_OPEN_READONLY, null);
        Sqlite3Stmt select =
            sqlite.sqlite3PrepareV2(db, "select * from town where name = 'Uster'", -1, NONE)) {
      assertThat(sqlite.sqlite3Step(select)).isEqualTo(SQLITE_ROW);
      assertThat(sqlite.sqlite3ColumnCount(select)).isEqualTo(4);
      assertThat(sqlite.sqlite3ColumnName(select, 1)).isEqualTo("people");
      assertThat(CText.at(sqlite.sqlite3ColumnText(select, 0))).isEqualTo("Uster");
      assertThat(sqlite.sqlite3ColumnInt64(select, 1)).isEqualTo(10_000_000_005L);
      assertThat(sqlite.sqlite3ColumnDouble(select, 2)).isEqualTo(1.25);
      int length = sqlite.sqlite3ColumnBytes(select, 3);
      assertThat(CText.bytes(sqlite.sqlite3ColumnBlob(select, 3), length))
          .containsExactly('U', 's');
      assertThat(sqlite.sqlite3Step(select)).isEqualTo(SQLITE_DONE);
    }
  }

  /** What a callback gets in an array is no handle: the functions that read it take its address. */
  interface Values {
    @Name("sqlite3_value_int64")
    long number(MemorySegment value);
  }

  @Test
  void aFunctionOfJavaIsCalledBySql() {
    Values arguments = plugin.bind(Values.class);
    List<String> answers = new ArrayList<>();
    try (Sqlite3Handle db = sqlite.sqlite3Open(":memory:")) {
      int status =
          sqlite.sqlite3CreateFunction(
              db,
              "gcd",
              2,
              SQLITE_UTF8 | SQLITE_DETERMINISTIC,
              NONE,
              (context, _, values) -> {
                long a = arguments.number(CText.pointer(values, 0));
                long b = arguments.number(CText.pointer(values, 1));
                while (b != 0) {
                  long rest = a % b;
                  a = b;
                  b = rest;
                }
                sqlite.sqlite3ResultInt64(context, a);
              },
              null,
              null);
      assertThat(status).isEqualTo(SQLITE_OK);
      run(db, "create table n (a, b); insert into n values (12, 18), (17, 4), (0, 5)");
      try (Sqlite3Stmt select = sqlite.sqlite3PrepareV2(db, "select gcd(a, b) from n", -1, NONE)) {
        while (sqlite.sqlite3Step(select) == SQLITE_ROW) {
          answers.add(Long.toString(sqlite.sqlite3ColumnInt64(select, 0)));
        }
      }
    }

    assertThat(answers).containsExactly("6", "1", "5");
  }

  private static List<String> rows(Sqlite3Handle db, String sql) {
    List<String> rows = new ArrayList<>();
    try (Sqlite3Stmt select = sqlite.sqlite3PrepareV2(db, sql, -1, NONE)) {
      while (sqlite.sqlite3Step(select) == SQLITE_ROW) {
        rows.add(CText.at(sqlite.sqlite3ColumnText(select, 0)));
      }
    }
    return rows;
  }

  @Test
  void aTableOfFunctionsOfJavasIsATableOfRows() {
    try (Arena arena = Arena.ofShared()) {
      try (Sqlite3Handle db = sqlite.sqlite3Open(":memory:")) {
        assertThat(
                sqlite.sqlite3CreateModule(db, "squares", new SquaresModule(sqlite, arena), NONE))
            .isEqualTo(SQLITE_OK);

        assertThat(rows(db, "select sum(square) from squares")).containsExactly("385");
        assertThat(rows(db, "select n from squares where square > 50 and n < 10 order by n desc"))
            .containsExactly("9", "8");
        // Two cursors at a time.
        assertThat(rows(db, "select count(*) from squares a join squares b on a.n = b.square"))
            .containsExactly("3");
        assertThat(sqlite.sqlite3Exec(db, "insert into squares values (1, 2)", null, NONE, NONE))
            .isEqualTo(SQLITE_ERROR);
        assertThat(sqlite.sqlite3Errmsg(db)).isEqualTo("table squares may not be modified");
        assertThat(sqlite.sqlite3Exec(db, "create virtual table t using squares", null, NONE, NONE))
            .isEqualTo(SQLITE_ERROR);
        assertThat(sqlite.sqlite3Errmsg(db)).isEqualTo("no such module: squares");
      }
    }
  }

  @Test
  void aFailureIsAnExceptionWithItsStatus() {
    try (Sqlite3Handle db = sqlite.sqlite3Open(":memory:")) {
      assertThatExceptionOfType(StatusException.class)
          .isThrownBy(() -> sqlite.sqlite3PrepareV2(db, "select from", -1, NONE))
          .satisfies(failure -> assertThat(failure.status()).isEqualTo(SQLITE_ERROR));
      assertThat(sqlite.sqlite3Errmsg(db)).isEqualTo("near \"from\": syntax error");
    }
  }
}
