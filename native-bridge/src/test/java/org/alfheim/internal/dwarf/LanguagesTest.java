package org.alfheim.internal.dwarf;

import static org.alfheim.internal.debuginfo.DebugBuild.declaration;
import static org.alfheim.internal.debuginfo.DebugBuild.layout;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.alfheim.fixture.Compiler;
import org.alfheim.internal.debuginfo.DebugBuild;
import org.alfheim.internal.typing.SymbolTypes.SymbolPlace;
import org.alfheim.types.FunctionType;
import org.alfheim.types.UnsupportedType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other languages than C, C++ and Rust say; expected is what their manuals say of calls. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class LanguagesTest {
  private static final String FORTRAN =
      """
      module shapes
        use iso_c_binding
        implicit none
        type, bind(c) :: point
          real(c_double) :: x
          integer(c_int) :: tag
        end type
        integer(c_int), bind(c, name="counter") :: counter = 3
      contains
        function area(p, n) bind(c, name="area") result(r)
          type(point), intent(in) :: p
          integer(c_int), value :: n
          real(c_double) :: r
          r = p%x * n
        end function
        subroutine shaped(a, s)
          real(4), intent(inout) :: a(:,:)
          character(len=*), intent(in) :: s
          a = len(s)
        end subroutine
      end module
      subroutine plain(n, x, y)
        integer n
        real x(10), y
        y = x(n)
      end subroutine
      integer(8) function wide(a, m)
        integer(8) a
        integer m(3,4)
        wide = a + m(2,3)
      end function
      complex function turned(a)
        complex a
        turned = a
      end function
      subroutine calls(f, r)
        interface
          real function f(x)
            real x
          end function
        end interface
        real r
        r = f(r)
      end subroutine
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"-gdwarf-5", "-gdwarf-4", "-gdwarf-5 -O2"})
  void fortranPassesByReferenceUnlessItSaysSo(String options) {
    DebugBuild build = new DebugBuild(folder);
    DwarfTypes types = build.types(build.library("gfortran", FORTRAN, options.split(" ", -1)));
    assertThat(declaration(types, "plain_"))
        .isEqualTo("void plain_(integer(kind=4) *n, real(kind=4) *x, real(kind=4) *y)");
    // Columns first: m(3,4) is four times three numbers.
    assertThat(declaration(types, "wide_"))
        .isEqualTo("integer(kind=8) wide_(integer(kind=8) *a, integer(kind=4) (*m)[3])");
    assertThat(declaration(types, "area"))
        .isEqualTo("real(kind=8) area(shapes::point *p, integer(kind=4) n)");
    if (!options.contains("-O2")) {
      // Where a parameter moves about, how it comes is not told.
      assertThat(declaration(types, "calls_"))
          .isEqualTo("void calls_(real(kind=4) (*f)(real(kind=4) *), real(kind=4) *r)");
    }
    assertThat(declaration(types, "counter")).isEqualTo("integer(kind=4) counter");
    assertThat(layout(types.named("shapes::point").orElseThrow()))
        .isEqualTo("real(kind=8) x @0; integer(kind=4) tag @64");
  }

  @Test
  void whatFortranPassesAndCHasNotSaysSo() {
    DebugBuild build = new DebugBuild(folder);
    DwarfTypes types = build.types(build.library("gfortran", FORTRAN));
    // The length of a string comes last, by value.
    assertThat(declaration(types, "__shapes_MOD_shaped"))
        .isEqualTo(
            "void __shapes_MOD_shaped(real(kind=4)[] with a descriptor *a, character string *s,"
                + " integer(kind=8) _s)");
    FunctionType turned = (FunctionType) types.find(SymbolPlace.named("turned_")).orElseThrow();
    assertThat(turned.result())
        .isInstanceOfSatisfying(
            UnsupportedType.class, complex -> assertThat(complex.size()).hasValue(8));
  }

  @Test
  void whatGoExportsIsKnownAsCSeesIt() throws IOException {
    Files.writeString(folder.resolve("go.mod"), "module example.org/points\ngo 1.19\n");
    Files.writeString(
        folder.resolve("main.go"),
        """
        package main

        /*
        struct point { int x; double y; };
        typedef struct point point_t;
        */
        import "C"
        import "unsafe"

        //export Sum
        func Sum(a C.int, b C.long) C.long { return C.long(a) + b }

        //export Scale
        func Scale(p *C.point_t, by float64) float64 { return float64(p.y) * by }

        //export ByValue
        func ByValue(p C.point_t) C.int { return p.x }

        //export Text
        func Text(s string, n int) int { return len(s) + n }

        //export Slice
        func Slice(s []byte, u unsafe.Pointer, k uint8) (int32, bool) { return int32(len(s)), true }

        func main() {}
        """);
    Compiler.run(
        List.of(
            "env",
            "-C",
            folder.toString(),
            "go",
            "build",
            "-buildmode=c-shared",
            "-o",
            "points.so"));
    DwarfTypes types = new DebugBuild(folder).types(folder.resolve("points.so"));
    assertThat(declaration(types, "Sum")).isEqualTo("long Sum(int a, long b)");
    assertThat(declaration(types, "Scale")).isEqualTo("GoFloat64 Scale(point_t *p, GoFloat64 by)");
    assertThat(declaration(types, "ByValue")).isEqualTo("int ByValue(point_t p)");
    assertThat(declaration(types, "Text")).isEqualTo("GoInt Text(GoString s, GoInt n)");
    assertThat(declaration(types, "Slice"))
        .isEqualTo("struct Slice_return Slice(GoSlice s, void *u, GoUint8 k)");
    assertThat(layout(types.named("struct Slice_return").orElseThrow()))
        .isEqualTo("GoInt32 r0 @0; GoUint8 r1 @32");
    assertThat(layout(types.named("point_t").orElseThrow())).isEqualTo("int x @0; double y @64");
    // A function of Go itself is called as no other is.
    assertThat(declaration(types, "main.Sum")).isEqualTo("unknown");
  }
}
