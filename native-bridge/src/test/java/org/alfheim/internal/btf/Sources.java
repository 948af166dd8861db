package org.alfheim.internal.btf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.internal.typing.SymbolTypes;
import org.alfheim.internal.typing.SymbolTypes.SymbolPlace;
import org.alfheim.types.CType;

/** C that has something of all that BTF can say. */
final class Sources {
  static final String C =
      """
      #include <stdarg.h>
      #include <stddef.h>
      struct point { int x, y; };
      typedef struct point point_t;
      enum color { RED, GREEN, BLUE = 7 };
      typedef enum { A, B = 5 } letters;
      union u { int i; double d; struct { char a, b; }; };
      struct bits { int a : 3; unsigned b : 5; long c : 40; int : 0; _Bool f : 1; enum color e : 3; };
      struct flex { int n; char data[]; };
      struct self { struct self *next; int (*call)(struct self *, void *); };
      struct __attribute__((packed)) tight { char c; long l; };
      struct wide { char c; long l; } __attribute__((aligned(64)));
      struct opaque;
      int add(int a, int b) { return a + b; }
      int sum(const struct point *p) { return p->x; }
      point_t make(int a) { point_t p = {a, a}; return p; }
      int print(const char *format, ...) { return format != 0; }
      long double quad(long double x) { return x; }
      __int128 huge(__int128 x, unsigned __int128 y) { return x + (__int128)y; }
      _Complex double turn(_Complex double x) { return x; }
      float scale(float f, double d) { return f * (float)d; }
      _Bool flip(_Bool b) { return !b; }
      char chars(char c, signed char d, unsigned char e) { return c + d + e; }
      unsigned long longs(short s, unsigned short t, long l, long long m, unsigned long long n)
          { return s + t + l + m + n; }
      const char *const *strings(char *const *x) { (void)x; return 0; }
      void each(int (*f)(int, const char *), void (*g)(void)) { (void)f; (void)g; }
      int (*chosen(int a))(double) { (void)a; return 0; }
      enum color colour(enum color c, letters l) { (void)l; return c; }
      union u unite(union u *v) { return *v; }
      int look(struct opaque *o, struct self *s) { return o == 0 && s == 0; }
      void fill(int m[3][4], int n[]) { (void)m; (void)n; }
      int numbers[3];
      const int four[4] = {1};
      struct bits some_bits;
      struct wide a_wide;
      struct flex *flexible;
      struct tight a_tight;
      int (*table[3])(int);
      size_t count;
      void *nothing;
      """;

  /** The names of what the source defines, with what C says of them. */
  static final List<String> DECLARED =
      List.of(
          "int add(int a, int b)",
          "int sum(const struct point *p)",
          "point_t make(int a)",
          "int print(const char *format, ...)",
          "long double quad(long double x)",
          "__int128 huge(__int128 x, unsigned __int128 y)",
          "_Complex double turn(_Complex double x)",
          "float scale(float f, double d)",
          "_Bool flip(_Bool b)",
          "char chars(char c, signed char d, unsigned char e)",
          "unsigned long longs(short s, unsigned short t, long l, long long m,"
              + " unsigned long long n)",
          "const char *const *strings(char *const *x)",
          "void each(int (*f)(int, const char *), void (*g)(void))",
          "int (*chosen(int a))(double)",
          "enum color colour(enum color c, letters l)",
          "union u unite(union u *v)",
          "int look(struct opaque *o, struct self *s)",
          "void fill(int (*m)[4], int *n)",
          "int numbers[3]",
          "int four[4]",
          "struct bits some_bits",
          "struct wide a_wide",
          "struct flex *flexible",
          "struct tight a_tight",
          "int (*table[3])(int)",
          "size_t count",
          "void *nothing");

  static final List<String> SYMBOLS =
      List.of(
          "add",
          "sum",
          "make",
          "print",
          "quad",
          "huge",
          "turn",
          "scale",
          "flip",
          "chars",
          "longs",
          "strings",
          "each",
          "chosen",
          "colour",
          "unite",
          "look",
          "fill",
          "numbers",
          "four",
          "some_bits",
          "a_wide",
          "flexible",
          "a_tight",
          "table",
          "count",
          "nothing");

  private Sources() {}

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The types of an image that has the section. */
  static BtfTypes image(Path file) {
    return BtfTypes.ofImage(file.getFileName().toString(), MemorySegment.ofArray(bytes(file)))
        .orElseThrow();
  }

  /** The symbols of some names of which types are known. */
  static List<TypedSymbol> symbols(SymbolTypes types, List<String> names) {
    List<TypedSymbol> symbols = new ArrayList<>();
    for (String name : names) {
      Optional<CType> type = types.find(SymbolPlace.named(name));
      type.ifPresent(known ->
          symbols.add(new TypedSymbol(name, known, types.position(SymbolPlace.named(name)))));
    }
    return symbols;
  }
}
