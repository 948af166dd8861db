package org.alfheim.bind.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import org.alfheim.types.FunctionType;
import org.alfheim.types.IncompleteType;
import org.alfheim.types.Parameter;
import org.alfheim.types.PointerType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrototypeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int add(int, int)                           | int add(int, int)",
        "double cos(double x);                       | double cos(double x)",
        "void F()                                    | void F(void)",
        "void F(void)                                | void F(void)",
        "const char *sqlite3_libversion(void)        | const char *sqlite3_libversion(void)",
        "char const * f(void)                        | const char *f(void)",
        "int printf(const char *, ...)               | int printf(const char *, ...)",
        "extern int abs (int __x) __attribute__ ((__nothrow__ , __leaf__)) __attribute__"
            + " ((__const__)); | int abs(int __x)",
        "unsigned f(unsigned x)                      | unsigned int f(unsigned int x)",
        "long int unsigned long f(short signed int)  | unsigned long long f(short)",
        "size_t strlen(const char *s)                | size_t strlen(const char *s)",
        "sqlite3 *open(struct x *, const union u *)  | sqlite3 *open(struct x *, const union u *)",
        "void sum(int a[], const int b[4], char *argv[]) | void sum(int *a, const int *b, char"
            + " **argv)",
        "void f(char *const argv[], int n[const restrict], double m[static 3]) | void f(char *const"
            + " *argv, int *n, double *m)",
        "void f(int rows[][3])                       | void f(int (*rows)[3])",
        "void f(int n, char path[PATH_MAX])          | void f(int n, char *path)",
        "void qsort(void *base, size_t n, size_t size, int (*compare)(const void *, const void *))"
            + " | void qsort(void *base, size_t n, size_t size, int (*compare)(const void *, const"
            + " void *))",
        "void at(int callback(int))                  | void at(int (*callback)(int))",
        "void (*signal(int sig, void (*func)(int)))(int) | void (*signal(int sig, void"
            + " (*func)(int)))(int)",
        "int (add)(int, int)                         | int add(int, int)",
        "int f(int (x))                              | int f(int x)",
        "int f(int (*)[3], int (*)(void))            | int f(int (*)[3], int (*)(void))",
        "char *restrict f(char *__restrict d, const volatile char *restrict s) | char *f(char *d,"
            + " const char *s)",
        "enum color mix(enum color a, enum color b)  | enum color mix(enum color a, enum color b)",
        "int f(int size_t)                           | int f(int size_t)",
        "int größe(int é)                            | int größe(int é)",
        "bool f(_Bool b)                             | _Bool f(_Bool b)",
        "static inline int f(void)                   | int f(void)",
        "int *(*(*f(void))[2])(char)                 | int *(*(*f(void))[2])(char)"
      })
  void readsWhatHeadersSay(String text, String meaning) {
    assertThat(Prototype.parse(text)).hasToString(meaning);
    assertThat(Prototype.parse(meaning)).isEqualTo(Prototype.parse(text));
  }

  @Test
  void keepsNamesAndStructure() {
    Prototype prototype = Prototype.parse("int sqlite3_open(const char *file, sqlite3 **db, ...)");

    assertThat(prototype.name()).isEqualTo("sqlite3_open");
    assertThat(prototype.variadic()).isTrue();
    assertThat(prototype.parameters()).extracting(Parameter::name).containsExactly("file", "db");
    assertThat(prototype.parameters().get(1).type())
        .isEqualTo(new PointerType(new PointerType(new IncompleteType("sqlite3"), false), false));
  }

  @Test
  void keepsTheTypeBehindAFunctionPointer() {
    PointerType callback =
        (PointerType) Prototype.parse("void f(int (*)(char))").parameters().getFirst().type();

    assertThat(callback.target()).isInstanceOf(FunctionType.class);
  }

  @Test
  void describesTheCallForTheLinker() {
    assertThat(
            Prototype.parse("long f(_Bool, char, unsigned short, int, long, float, double, void *)")
                .descriptor())
        .isEqualTo(
            FunctionDescriptor.of(
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_FLOAT,
                ValueLayout.JAVA_DOUBLE,
                ValueLayout.ADDRESS));
    assertThat(Prototype.parse("void f(void)").descriptor()).isEqualTo(FunctionDescriptor.ofVoid());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                     | 1  | expected a type, found the end",
        "int add(int,, int)     | 13 | expected a type, found ','",
        "int add(int, int       | 17 | expected ')' or ',' after a parameter, found the end",
        "int add(int int)       | 9  | the words int int name no type together",
        "int add(int a b)       | 15 | expected ')' or ',' after a parameter, found 'b'",
        "int add(int,)          | 12 | expected a parameter after ','",
        "int add(...)           | 9  | expected a parameter before '...'",
        "int add(int, ..., int) | 17 | expected ')' after '...', found ','",
        "int add(int) {         | 14 | the body is not part of a declaration",
        "int add(int); int      | 15 | expected the end of the declaration, found 'int'",
        "int V                  | 5  | this declares no function",
        "int (*fp)(int)         | 7  | this declares no function",
        "int (int, int)         | 5  | the function's name is missing",
        "add(int, int)          | 4  | 'add' is read as the type of a result",
        "uLong crc32(uLong c)   | 1  | the type 'uLong' is not known here; write what its header"
            + " makes of it",
        "int f(int, z_stream s) | 12 | parameter 2: the type 'z_stream' is not known here",
        "struct tm f(void)      | 1  | a struct tm by value is not supported; a pointer to it is",
        "int f(struct tm)       | 7  | parameter 1: a struct tm by value is not supported",
        "int f(void, int)       | 7  | a parameter can't be void",
        "int f(void v)          | 7  | a parameter can't be void",
        "int f(int &x)          | 11 | a reference is a pointer in C",
        "std::string f(void)    | 4  | is C++",
        "int f(int x = 3)       | 13 | an initial value",
        "int f[3](int)          | 6  | an array of int (int) can't be laid out",
        "int f(int)[3]          | 6  | a function can't return an array",
        "int f(int)(int)        | 6  | a function can't return a function",
        "unsigned double f(void)| 1  | the words unsigned double name no type together",
        "long double f(void)    | 1  | long double has no counterpart in Java",
        "__int128 f(void)       | 1  | __int128 has no counterpart",
        "typedef int f(void)    | 1  | typedef names a type",
        "struct (void)          | 8  | expected a name after struct, found '('",
        "int f(int a[3x])       | 13 | '3x' is not a number",
        "int f(int a[99999999999]) | 13 | an array of more than",
        "int f(int €)           | 11 | '€' does not belong in a C declaration"
      })
  void saysWhatIsWrongAndWhere(String text, int column, String reason) {
    DeclarationException refusal =
        catchThrowableOfType(DeclarationException.class, () -> Prototype.parse(text));

    assertThat(refusal)
        .hasMessageContaining(reason)
        .hasMessageStartingWith("'" + text + "', column ");
    assertThat(refusal.getMessage()).doesNotContain("\n");
    assertThat(refusal.column()).isEqualTo(column);
    assertThat(refusal.declaration()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "*", "int f(", "int (*"})
  void refusesNonsenseOfAnyLength(String piece) {
    for (int times : new int[] {1, 100, 5000, 100_000}) {
      assertThatThrownBy(() -> Prototype.parse(piece.repeat(times)))
          .isInstanceOf(DeclarationException.class);
    }
    assertThatThrownBy(() -> Prototype.parse("int f" + piece.repeat(2000) + ")"))
        .isInstanceOf(DeclarationException.class);
  }

  @Test
  void refusesMoreParametersThanCPromises() {
    assertThat(Prototype.parse("void f(int" + ", int".repeat(99) + ")").parameters()).hasSize(100);
    assertThatThrownBy(() -> Prototype.parse("void f(int" + ", int".repeat(200) + ")"))
        .isInstanceOf(DeclarationException.class)
        .hasMessageContaining("parameters");
  }
}
