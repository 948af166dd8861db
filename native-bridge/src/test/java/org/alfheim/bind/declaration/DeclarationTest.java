package org.alfheim.bind.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.alfheim.fixture.Compiler;
import org.alfheim.types.CType;
import org.alfheim.types.FloatingType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.ObjectType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int V                        | V     | int V                      | 4",
        "int                          | ''    | int                        | 4",
        "extern unsigned long count;  | count | unsigned long count        | 8",
        "const char *const name       | name  | const char *name           | 8",
        "char buffer[16]              | buffer | char buffer[16]           | 16",
        "unsigned char[256]           | ''    | unsigned char[256]         | 256",
        "int m[2][3]                  | m     | int m[2][3]                | 24",
        "char *names[0x4]             | names | char *names[4]             | 32",
        "void (*handler)(int)         | handler | void (*handler)(int)     | 8",
        "struct tm *now               | now   | struct tm *now             | 8",
        "_Bool ready                  | ready | _Bool ready                | 1",
        "int8_t                       | ''    | int8_t                     | 1",
        "__thread int slot            | slot  | int slot                   | 4",
        "float                        | ''    | float                      | 4"
      })
  void readsVariablesAndTypes(String text, String name, String meaning, long size) {
    Declaration declaration = Declaration.parse(text);

    assertThat(declaration.name()).isEqualTo(name);
    assertThat(declaration).hasToString(meaning);
    assertThat(declaration.type().size()).hasValue(size);
  }

  @Test
  void leavesTheLengthOfAnOpenArrayOpen() {
    assertThat(Declaration.parse("char version[]").type().size()).isEqualTo(OptionalLong.empty());
    assertThat(Declaration.parse("int table[SIZE]").type().size()).isEqualTo(OptionalLong.empty());
  }

  @Test
  void aDeclarationThatMeansAVariableHasItsName() {
    assertThat(Declaration.parseNamed("int V").name()).isEqualTo("V");
    assertThatThrownBy(() -> Declaration.parseNamed("unsigned long"))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "'unsigned long', column 1: this is a type; a variable is declared like 'int V'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "V                | the type 'V' is not known here",
        "int f(void)      | a pointer to a function like 'int (*f)(void)'",
        "void             | a variable can't be void",
        "void v           | a variable can't be void",
        "struct tm now    | a struct tm by value is not supported",
        "int a[][]        | the size of an element is not known",
        "int a[-1]        | '-' does not belong",
        "char a[65536][65536] | an array of more than"
      })
  void refusesWhatIsNoVariable(String text, String reason) {
    assertThatThrownBy(() -> Declaration.parse(text))
        .isInstanceOf(DeclarationException.class)
        .hasMessageContaining(reason);
  }

  /** The sizes and signs are glibc's own: a static assertion for each name, checked by gcc. */
  @Test
  void knowsTheTypesOfTheHeaders(@TempDir Path folder) {
    StringBuilder source =
        new StringBuilder(
            """
            #define _GNU_SOURCE
            #include <inttypes.h>
            #include <math.h>
            #include <netinet/in.h>
            #include <poll.h>
            #include <signal.h>
            #include <stdbool.h>
            #include <stddef.h>
            #include <sys/resource.h>
            #include <sys/socket.h>
            #include <sys/types.h>
            #include <time.h>
            #include <uchar.h>
            #include <wchar.h>
            typedef unsigned char char8_t;
            """);
    Map<String, CType> types = new TreeMap<>(TypeNames.all());
    for (String basic :
        new String[] {
          "char", "signed char", "unsigned char", "short", "unsigned short", "int", "unsigned",
          "long", "unsigned long", "long long", "unsigned long long", "float", "double", "_Bool"
        }) {
      types.put(basic, Declaration.parse(basic).type());
    }
    types.forEach((name, type) -> {
      long size = ((ObjectType) type).size().orElseThrow();
      source.append("_Static_assert(sizeof(%s) == %d, \"size\");%n".formatted(name, size));
      if (type instanceof IntegerType integer) {
        source.append(
            "_Static_assert(((%s)-1 < 0) == %d, \"sign\");%n"
                .formatted(name, integer.signed() ? 1 : 0));
      }
      source.append(
          "_Static_assert(((%s)0.5 != 0) == %d, \"kind\");%n"
              .formatted(name, type instanceof IntegerType ? 0 : 1));
    });
    new Compiler(folder).c("types.so", source.toString());

    assertThat(types.values()).hasAtLeastOneElementOfType(FloatingType.class);
  }
}
