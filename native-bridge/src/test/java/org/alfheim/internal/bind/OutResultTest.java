package org.alfheim.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Check;
import org.alfheim.bind.Failure;
import org.alfheim.bind.Free;
import org.alfheim.bind.Global;
import org.alfheim.bind.Handle;
import org.alfheim.bind.Name;
import org.alfheim.bind.NullHandleException;
import org.alfheim.bind.Nullable;
import org.alfheim.bind.OutResult;
import org.alfheim.bind.Releases;
import org.alfheim.bind.StatusException;
import org.alfheim.bind.Unsigned;
import org.alfheim.bind.Variadic;
import org.alfheim.fixture.Compiler;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What C writes as a result, what it returns as a status, and strings that it gives away. */
@SuppressWarnings("try")
class OutResultTest {
  private static DlopenedLibrary sqlite;
  private static DlopenedLibrary library;

  @BeforeAll
  static void compile(@TempDir Path folder) {
    sqlite = DlopenedLibrary.of("libsqlite3.so.0");
    library =
        DlopenedLibrary.of(
            new Compiler(folder)
                .c(
                    "libout.so",
                    """
                    #include <stdbool.h>
                    #include <stdint.h>
                    #include <stdlib.h>
                    #include <string.h>
                    struct thing { int value; };
                    int alive, freed;
                    void get_int(int *out) { *out = -7; }
                    int get_unsigned(unsigned *out) { *out = 4000000000u; return 0; }
                    int get_byte(uint8_t *out) { *out = 200; return 0; }
                    int get_bool(bool *out) { *out = true; return 0; }
                    int get_size(size_t *out) { *out = 1ull << 40; return 0; }
                    int get_double(double *out) { *out = 0.5; return 0; }
                    int get_float(float *out) { *out = 1.5f; return 0; }
                    int get_pointer(void **out) { *out = &alive; return 0; }
                    int get_text(const char **out) { *out = "kept"; return 0; }
                    int give_text(char **out, int fail) { if (fail) return fail; *out = strdup("given"); return 0; }
                    int leave(long *out) { return 0; }
                    int first(int *out, int a, int b) { *out = a - b; return 0; }
                    int middle(int a, int *out, const char *b, double c) { *out = a + strlen(b) + c; return 0; }
                    int make(int value, struct thing **out) {
                      if (value < 0) return value;
                      if (value == 0) return 0;
                      *out = malloc(sizeof **out); (*out)->value = value; alive++; return value > 100 ? 9 : 0;
                    }
                    void destroy(struct thing *thing) { alive--; free(thing); }
                    const char *text_of(int status) { return status == -3 ? "minus three" : NULL; }
                    const char *last(void) { return "the last"; }
                    const char *text_of_thing(struct thing *thing) { return thing->value > 100 ? "too much" : "?"; }
                    int divide(int a, int *quotient, int b, int *rest, const char **text) {
                      if (b == 0) return -3;
                      *quotient = a / b; *rest = a % b; *text = "divided"; return 0;
                    }
                    void both(unsigned *first, struct thing **second, int value) {
                      *first = 4000000000u; make(value, second);
                    }
                    int status(int value) { return value; }
                    long wide(long value) { return value; }
                    bool works(bool value) { return value; }
                    int swap(struct thing *old, struct thing **out, int value) {
                      destroy(old); return make(value, out);
                    }
                    char *give(int yes) { return yes ? strdup("mine") : NULL; }
                    void give_back(void *memory) { freed++; free(memory); }
                    """));
  }

  interface Thing extends Handle {}

  interface Outs {
    @Name("get_int")
    @OutResult
    int number();

    @Name("get_unsigned")
    @OutResult
    @Unsigned
    long unsigned();

    @Name("get_byte")
    @OutResult
    @Unsigned(8)
    int octet();

    @Name("get_bool")
    @OutResult
    boolean truth();

    @Name("get_size")
    @OutResult
    @Check
    long size();

    @Name("get_double")
    @OutResult
    double real();

    @Name("get_float")
    @OutResult
    float single();

    @Name("get_pointer")
    @OutResult
    MemorySegment pointer();

    @Name("get_text")
    @OutResult
    String text();

    @Name("give_text")
    @OutResult(1)
    @Check
    @Free("give_back")
    String given(int fail);

    @OutResult
    long leave();

    @OutResult(1)
    int first(int a, int b);

    @OutResult(2)
    @Check
    int middle(int a, String b, double c);

    @Global
    int freed();
  }

  @Test
  void whatCWritesIsTheResult() {
    Outs outs = Contract.bind(Outs.class, library);

    assertThat(outs.number()).isEqualTo(-7);
    assertThat(outs.unsigned()).isEqualTo(4_000_000_000L);
    assertThat(outs.octet()).isEqualTo(200);
    assertThat(outs.truth()).isTrue();
    assertThat(outs.size()).isEqualTo(1L << 40);
    assertThat(outs.real()).isEqualTo(0.5);
    assertThat(outs.single()).isEqualTo(1.5f);
    assertThat(outs.pointer().address()).isNotZero();
    assertThat(outs.text()).isEqualTo("kept");
    assertThat(outs.first(7, 3)).isEqualTo(4);
    assertThat(outs.middle(1, "four", 2)).isEqualTo(7);
  }

  @Test
  void whatCLeavesIsZero() {
    Outs outs = Contract.bind(Outs.class, library);
    assertThat(outs.size()).isEqualTo(1L << 40);
    assertThat(outs.leave()).isZero();
  }

  @Test
  void aStringThatCWritesAndGivesAwayIsFreedOnce() {
    Outs outs = Contract.bind(Outs.class, library);
    int before = outs.freed();

    assertThat(outs.given(0)).isEqualTo("given");
    assertThat(outs.freed()).isEqualTo(before + 1);
    assertThatExceptionOfType(StatusException.class).isThrownBy(() -> outs.given(1));
    assertThat(outs.freed()).isEqualTo(before + 1);
  }

  interface Things {
    @OutResult
    @Check(failure = Failure.NEGATIVE, message = "text_of")
    @Nullable
    Thing make(int value);

    @Name("make")
    @OutResult
    @Check(message = "last")
    Thing made(int value);

    @Name("make")
    @OutResult(madeOnFailure = true)
    @Check(message = "text_of_thing")
    Thing madeOnFailure(int value);

    @OutResult(2)
    @Check(message = "text_of")
    Thing swap(@Releases Thing old, int value);

    @Releases
    void destroy(Thing thing);

    @Name("text_of")
    String textOf(int status);

    String last();

    @Name("text_of_thing")
    String textOfThing(Thing thing);

    @Global
    int alive();
  }

  @Test
  void anOutHandleIsAHandle() {
    Things things = Contract.bind(Things.class, library);
    int before = things.alive();
    try (Thing thing = things.make(5)) {
      assertThat(things.textOfThing(thing)).isEqualTo("?");
      assertThat(things.alive()).isEqualTo(before + 1);
    }
    assertThat(things.alive()).isEqualTo(before);
    assertThat(things.make(0)).isNull();
    assertThatExceptionOfType(NullHandleException.class)
        .isThrownBy(() -> things.made(0))
        .withMessageContaining("C gave NULL");
  }

  @Test
  void aFailureHasItsFunctionItsStatusAndItsText() {
    Things things = Contract.bind(Things.class, library);

    assertThatExceptionOfType(StatusException.class)
        .isThrownBy(() -> things.make(-3))
        .withMessage("make: status -3, minus three")
        .satisfies(failed -> {
          assertThat(failed.function()).isEqualTo("make");
          assertThat(failed.status()).isEqualTo(-3);
          assertThat(failed.text()).isEqualTo("minus three");
        });
    assertThatExceptionOfType(StatusException.class)
        .isThrownBy(() -> things.make(-4))
        .withMessage("make: status -4");
    assertThatExceptionOfType(StatusException.class)
        .isThrownBy(() -> things.made(-4))
        .withMessage("make: status -4, the last");
  }

  @Test
  void whatIsMadeOnFailureIsAskedAndReleased() {
    Things things = Contract.bind(Things.class, library);
    int before = things.alive();

    assertThatExceptionOfType(StatusException.class)
        .isThrownBy(() -> things.madeOnFailure(101))
        .withMessage("make: status 9, too much");
    assertThatExceptionOfType(StatusException.class)
        .isThrownBy(() -> things.madeOnFailure(-1))
        .withMessage("make: status -1");
    assertThat(things.alive()).isEqualTo(before);
  }

  @Test
  void aCallReleasesOneHandleAndMakesAnother() {
    Things things = Contract.bind(Things.class, library);
    int before = things.alive();
    Thing old = things.make(5);
    Thing other = things.swap(old, 6);

    assertThat(old.isReleased()).isTrue();
    assertThat(things.textOfThing(other)).isEqualTo("?");
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> things.swap(old, 7));
    assertThatExceptionOfType(StatusException.class)
        .isThrownBy(() -> things.swap(other, -3))
        .withMessage("swap: status -3, minus three");
    assertThat(other.isReleased()).isTrue();
    assertThat(things.alive()).isEqualTo(before);
  }

  interface Statuses {
    @Name("status")
    @Check
    void plain(int value);

    @Name("status")
    @Check(ok = {100, 101})
    int one(int value);

    @Name("status")
    @Check(ok = 1)
    void single(int value);

    @Name("status")
    @Check(failure = Failure.ZERO)
    int zero(int value);

    @Check(failure = Failure.NEGATIVE)
    long wide(long value);

    @Check(failure = Failure.ZERO)
    boolean works(boolean value);
  }

  @Test
  void aStatusIsCheckedAsTheMethodSays() {
    Statuses statuses = Contract.bind(Statuses.class, library);

    statuses.plain(0);
    statuses.single(1);
    assertThat(statuses.one(100)).isEqualTo(100);
    assertThat(statuses.one(101)).isEqualTo(101);
    assertThat(statuses.zero(-1)).isEqualTo(-1);
    assertThat(statuses.wide(1L << 40)).isEqualTo(1L << 40);
    assertThat(statuses.works(true)).isTrue();
    failed(() -> statuses.plain(-1), -1);
    failed(() -> statuses.single(0), 0);
    failed(() -> statuses.one(0), 0);
    failed(() -> statuses.zero(0), 0);
    failed(() -> statuses.wide(Long.MIN_VALUE), Long.MIN_VALUE);
    failed(() -> statuses.works(false), 0);
  }

  private static void failed(Runnable call, long status) {
    assertThatExceptionOfType(StatusException.class)
        .isThrownBy(call::run)
        .satisfies(failed -> assertThat(failed.status()).isEqualTo(status));
  }

  interface Gifts {
    @Name("give")
    @Free("give_back")
    String counted(int yes);

    @Free
    String give(int yes);

    @Global
    int freed();
  }

  @Test
  void aStringThatCGivesAwayIsCopiedAndFreed() {
    Gifts gifts = Contract.bind(Gifts.class, library);
    int before = gifts.freed();

    assertThat(gifts.counted(1)).isEqualTo("mine");
    assertThat(gifts.freed()).isEqualTo(before + 1);
    assertThat(gifts.counted(0)).isNull();
    assertThat(gifts.freed()).isEqualTo(before + 1);
    assertThat(gifts.give(1)).isEqualTo("mine");
    assertThat(gifts.give(0)).isNull();
  }

  interface NoResult {
    @OutResult
    void first(int a, int b);
  }

  interface NoSuchParameter {
    @OutResult(4)
    int first(int a, int b);
  }

  interface OutAndVariadic {
    @OutResult
    int first(int a, @Variadic int b);
  }

  interface CheckedPointer {
    @Check
    String give(int yes);
  }

  interface MissingMessage {
    @Check(message = "no_such")
    int status(int value);
  }

  interface UnknownMessage {
    @Check(message = "text_of")
    int status(int value);
  }

  interface MessageOfNoHandle {
    @Check(message = "textOfThing")
    int status(int value);

    @Name("text_of_thing")
    String textOfThing(Thing thing);
  }

  interface MissingFree {
    @Free("no_such")
    String give(int yes);
  }

  interface FreeNumber {
    @Free
    int status(int value);
  }

  interface MadeWithoutRelease {
    @OutResult(madeOnFailure = true)
    @Check
    Thing make(int value);
  }

  @Test
  void whatDoesNotFitTogetherIsRefusedWhenItIsBound() {
    refused(NoResult.class, "@OutResult needs a result");
    refused(
        NoSuchParameter.class, "@OutResult(4) is no parameter; with the out-parameter, C has 3");
    refused(OutAndVariadic.class, "@OutResult and @Variadic don't go together");
    refused(CheckedPointer.class, "@Check needs a status, which is an integer, and not a String");
    refused(MissingMessage.class, "libout.so exports no no_such");
    refused(UnknownMessage.class, "what text_of takes is not known; declare it in the contract");
    refused(MessageOfNoHandle.class, "is asked of a handle, and there is none here");
    refused(MissingFree.class, "libout.so exports no no_such");
    refused(FreeNumber.class, "@Free belongs to a String");
    refused(MadeWithoutRelease.class, "no method of the contract that takes a Thing");
  }

  private static void refused(Class<?> contract, String why) {
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> Contract.bind(contract, library))
        .withMessageContaining(why);
  }

  interface Db extends Handle {}

  interface Statement extends Handle {}

  interface Sqlite {
    @Name("sqlite3_open")
    @OutResult(madeOnFailure = true)
    @Check(message = "sqlite3_errmsg")
    Db open(String file);

    @Name("sqlite3_close_v2")
    @Releases
    int close(Db db);

    @Name("sqlite3_errmsg")
    String message(Db db);

    @Name("sqlite3_prepare_v2")
    @OutResult(4)
    @Check(message = "sqlite3_errmsg")
    Statement prepare(Db db, String sql, int bytes, MemorySegment tail);

    default Statement prepare(Db db, String sql) {
      return prepare(db, sql, -1, MemorySegment.NULL);
    }

    @Name("sqlite3_bind_int")
    @Check(message = "text")
    void bind(Statement statement, int index, int value);

    @Name("sqlite3_errstr")
    String text(int status);

    @Name("sqlite3_step")
    @Check(ok = {100, 101})
    int step(Statement statement);

    @Name("sqlite3_column_text")
    String column(Statement statement, int index);

    @Name("sqlite3_expanded_sql")
    @Free("sqlite3_free")
    String expanded(Statement statement);

    @Name("sqlite3_db_handle")
    Db of(Statement statement);

    @Name("sqlite3_finalize")
    @Releases
    int end(Statement statement);
  }

  @Test
  void sqliteReadsAsAPersonWouldWriteIt() {
    Sqlite bound = Contract.bind(Sqlite.class, sqlite);
    Db kept;
    try (Db db = bound.open(":memory:");
        Statement statement = bound.prepare(db, "select 'answer ' || ?1")) {
      assertThatExceptionOfType(StatusException.class)
          .isThrownBy(() -> bound.bind(statement, 7, 1))
          .withMessage("sqlite3_bind_int: status 25, column index out of range");
      bound.bind(statement, 1, 42);
      assertThat(bound.expanded(statement)).isEqualTo("select 'answer ' || 42");
      assertThat(bound.step(statement)).isEqualTo(100);
      assertThat(bound.column(statement, 0)).isEqualTo("answer 42");
      assertThat(bound.step(statement)).isEqualTo(101);
      assertThat(bound.of(statement)).isSameAs(db);
      assertThatExceptionOfType(StatusException.class)
          .isThrownBy(() -> bound.prepare(db, "selct 1"))
          .withMessage("sqlite3_prepare_v2: status 1, near \"selct\": syntax error");
      kept = db;
    }
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> bound.prepare(kept, "select 1"));
  }

  @Test
  void aDatabaseThatCantBeOpenedSaysWhy(@TempDir Path folder) {
    Sqlite bound = Contract.bind(Sqlite.class, sqlite);

    assertThatExceptionOfType(StatusException.class)
        .isThrownBy(() -> bound.open(folder.resolve("none/none.db").toString()))
        .withMessage("sqlite3_open: status 14, unable to open database file");
  }

  record Quotient(String text, int rest, int quotient) {}

  record Both(@Unsigned long first, @Nullable Thing second) {}

  interface Several {
    @OutResult({5, 4, 2})
    @Check(message = "text_of")
    Quotient divide(int a, int b);

    @OutResult({1, 2})
    Both both(int value);

    @Name("text_of")
    String textOf(int status);

    @Releases
    void destroy(Thing thing);
  }

  @Test
  void severalOutParametersAreTheComponentsOfARecord() {
    Several several = Contract.bind(Several.class, library);

    assertThat(several.divide(17, 5)).isEqualTo(new Quotient("divided", 2, 3));
    assertThatExceptionOfType(StatusException.class)
        .isThrownBy(() -> several.divide(1, 0))
        .withMessageContaining("minus three");
    Both both = several.both(5);
    assertThat(both.first()).isEqualTo(4_000_000_000L);
    both.second().close();
    assertThat(several.both(0).second()).isNull();
  }

  interface TooFew {
    @OutResult(1)
    Both both(int value);
  }

  interface Twice {
    @OutResult({2, 2})
    Both both(int value);
  }

  record Nested(Quotient inner) {}

  interface Structured {
    @OutResult
    Nested both(int value);
  }

  @Test
  void aRecordThatDoesNotFitItsOutParametersIsRefused() {
    refused(
        TooFew.class,
        "@OutResult has 1 parameters, and the result 2; of several, the result is a record");
    refused(Twice.class, "@OutResult has parameter 2 twice");
    refused(Structured.class, "component inner: a structure, an enumeration or a function pointer");
  }
}
