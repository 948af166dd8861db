package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.Plugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Handles, out-parameters and failures over a library that gcc has built with its types. */
class KnownHandlesTest {
  private static Plugin library;

  @BeforeAll
  static void compile(@TempDir Path folder) {
    library =
        Loader.open(
            new Compiler(folder)
                .c(
                    "libknownhandles.so",
                    """
                    #include <errno.h>
                    #include <stdlib.h>
                    #include <string.h>
                    typedef struct store store;
                    typedef struct cursor cursor;
                    struct store { int size; };
                    struct cursor { store *of; };
                    int store_open(const char *name, store **out) {
                      if (!name[0]) return 3;
                      *out = malloc(sizeof **out); (*out)->size = strlen(name); return 0;
                    }
                    int store_size(const store *s) { return s->size; }
                    void store_close(store *s) { free(s); }
                    int cursor_open(store *s, cursor **out) {
                      if (s->size > 4) return 5;
                      *out = malloc(sizeof **out); (*out)->of = s; return 0;
                    }
                    void cursor_close(cursor *c) { free(c); }
                    int store_check(store *s, int wanted) { return s->size != wanted; }
                    const char *store_text(int status) { return status == 3 ? "no name" : "?"; }
                    const char *store_message(store *s) { return s->size > 4 ? "too large" : "fine"; }
                    int store_sync(int number) { errno = number; return number ? -1 : 0; }
                    long store_write(long n) { errno = 28; return n > 9 ? -1 : n; }
                    const char *translated(const char *text) { return text; }
                    char *store_name(store *s) { return strdup("name"); }
                    typedef struct { int id; } token;
                    typedef struct { long at[8]; } ticket;
                    typedef token token_alias;
                    int token_id(token *t) { return t->id; }
                    int token_same(token_alias *t) { return t->id; }
                    long ticket_last(ticket *t) { return t->at[7]; }
                    """,
                    "-g"));
  }

  interface Store extends Handle {}

  interface Cursor extends Handle {}

  interface Stores {
    @Name("store_open")
    @OutResult
    @Check(message = "store_text")
    Store open(String name);

    @Name("store_size")
    int size(Store store);

    @Name("store_close")
    @Releases
    void close(Store store);

    @Name("store_check")
    @Check(message = "store_message")
    void check(Store store, int wanted);

    @Name("store_sync")
    @Errno
    void sync(int number);

    @Name("store_write")
    @Errno
    long write(long n);

    @Name("store_name")
    @Free
    String name(Store store);
  }

  @Test
  @SuppressWarnings("try")
  void whatAgreesWithTheTypesIsBound() {
    Stores stores = library.bind(Stores.class);
    try (Store store = stores.open("large")) {
      assertThat(stores.size(store)).isEqualTo(5);
      assertThat(stores.name(store)).isEqualTo("name");
      assertThatExceptionOfType(StatusException.class)
          .isThrownBy(() -> stores.check(store, 4))
          .withMessage("store_check: status 1, too large");
    }
    assertThatExceptionOfType(StatusException.class)
        .isThrownBy(() -> stores.open(""))
        .withMessage("store_open: status 3, no name");
    assertThatExceptionOfType(ErrnoException.class)
        .isThrownBy(() -> stores.write(10))
        .withMessageStartingWith("store_write: ENOSPC (28)");
  }

  interface Wrong {
    @Name("store_open")
    @OutResult
    int open(String name);

    @Name("store_size")
    int size(String store);

    @Name("store_write")
    @Errno
    void write(long n);

    @Name("store_text")
    Store text(int status);

    @Name("store_check")
    @OutResult
    int check(Store store);
  }

  @Test
  void whatContradictsThemIsRefusedAllAtOnce() {
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> library.bind(Wrong.class))
        .satisfies(refused ->
            assertThat(refused.contradictions())
                .hasSize(5)
                .anyMatch(line -> line.contains("out-parameter 2 is int, C has 'store **'"))
                .anyMatch(line -> line.contains("is String, C has 'const store *'"))
                .anyMatch(line -> line.contains("is told by an int, C has 'long'"))
                .anyMatch(line -> line.contains("result is Store, C has 'const char *'"))
                .anyMatch(line -> line.contains("out-parameter 2 is int, C has 'int'")));
  }

  interface Mixed {
    @Name("store_close")
    @Releases
    void close(Store store);

    @Name("cursor_close")
    @Releases(byClose = false)
    void closeCursor(Store cursor);
  }

  @Test
  void aHandleThatWouldBeOfTwoTypesIsRefused() {
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> library.bind(Mixed.class))
        .withMessageContaining("C has 'cursor *'")
        .withMessageContaining("C has 'store *'");
  }

  interface MessageOfAString {
    @Name("store_check")
    @Check(message = "translated")
    void check(Store store, int wanted);
  }

  interface FreedByANumber {
    @Name("store_name")
    @Free("store_sync")
    String name(Store store);
  }

  @Test
  void aFunctionOfAnotherTypeIsNoMessageAndFreesNothing() {
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> library.bind(MessageOfAString.class))
        .withMessageContaining("what translated takes is not known");
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> library.bind(FreedByANumber.class))
        .withMessageContaining(
            "@Free needs a function that takes a pointer; C has 'int store_sync(int");
  }

  interface Ambiguous {
    @Name("cursor_open")
    @OutResult
    @Check(message = "store_message")
    Cursor cursor(Store store);
  }

  interface Declared {
    @Name("cursor_open")
    @OutResult
    @Check(message = "store_message")
    Cursor cursor(Store store);

    @Name("store_message")
    String message(Store store);

    @Name("store_open")
    @OutResult
    Store open(String name);
  }

  @Test
  void theHandleThatAMessageIsAskedOfIsNotGuessed() {
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> library.bind(Ambiguous.class))
        .withMessageContaining("it is not known of which");
    Declared declared = library.bind(Declared.class);
    assertThatExceptionOfType(StatusException.class)
        .isThrownBy(() -> declared.cursor(declared.open("large")))
        .withMessage("cursor_open: status 5, too large");
  }

  interface Token extends Handle {}

  interface Tokens {
    @Name("token_id")
    int id(Token token);

    @Name("token_same")
    int same(Token token);
  }

  interface MixedTokens extends Tokens {
    @Name("ticket_last")
    long last(Token ticket);
  }

  @Test
  void structuresWithoutATagAreToldApartByTheirTypedefs() {
    assertThat(library.bind(Tokens.class)).isNotNull();
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> library.bind(MixedTokens.class))
        .withMessageContaining("'ticket *'")
        .withMessageContaining("Token");
  }
}
