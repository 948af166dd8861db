package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An interface that does not fit in several places: all are told at once. */
class AllMisfitsTest {
  private static LocalPlugin plugin;

  record Other(int x, int z) {}

  record Wide(long x, long y) {}

  interface OfMembers {
    @Name("sum")
    int first(Other p);

    @Name("sum")
    int second(Wide p);
  }

  interface OfTypesAndMembers {
    @Name("sum")
    int first(Other p);

    double twice(int x);
  }

  interface OfOne {
    int sum(Other p);

    @Name("sum")
    int again(Other p);
  }

  interface OfUnnamed {
    @Name("of_unnamed")
    int of(Other p);
  }

  interface Twice {
    double of(int x);
  }

  interface Within {
    Twice of();
  }

  interface Steps extends FunctionTable {
    int step(long x);
  }

  interface OfPointers {
    Twice which();

    @Name("which")
    Steps table();

    Steps steps();

    Within within();
  }

  @BeforeAll
  static void open(@TempDir Path folder) {
    plugin =
        Loader.openLocal(
            new Compiler(folder)
                .c(
                    "libmisfits.so",
                    """
                    struct point { int x, y; };
                    int sum(struct point p) { return p.x + p.y; }
                    int twice(int x) { return 2 * x; }
                    typedef int (*twice_fn)(int);
                    twice_fn which(void) { return twice; }
                    typedef twice_fn (*within_fn)(void);
                    within_fn within(void) { return which; }
                    struct steps { int (*step)(int); };
                    struct steps all = { twice };
                    struct steps *steps(void) { return &all; }
                    typedef struct { int x; } unnamed;
                    int of_unnamed(unnamed u) { return u.x; }
                    """,
                    "-gbtf"));
  }

  @Test
  void membersThatAStructureHasNotAreToldOfEachMethod() {
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.bind(OfMembers.class))
        .withMessageContaining("OfMembers does not fit libmisfits.so, 2 times:\n")
        .withMessageContaining("Other.z: 'struct point' has no member z")
        .withMessageContaining("Wide.x is long, C has 'int x'");
  }

  @Test
  void whatContradictsATypeIsToldWithThem() {
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> plugin.bind(OfTypesAndMembers.class))
        .withMessageContaining(", 2 times:\n")
        .withMessageContaining("result is double, C has 'int'")
        .withMessageContaining("Other.z: 'struct point' has no member z");
  }

  @Test
  void aStructureWithoutANameIsToldByItsMembers() {
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.bind(OfUnnamed.class))
        .withMessageContaining("Other.z: the struct of C has no member z; it has x; @Name");
  }

  @Test
  void whatIsTheSameIsToldOnce() {
    assertThatExceptionOfType(BindingException.class)
        .isThrownBy(() -> plugin.bind(OfOne.class))
        .withMessageStartingWith("Other.z: 'struct point' has no member z")
        .withMessageNotContaining("times");
  }

  @Test
  void functionsBehindPointersAreToldOfBeforeAnyIsCalled() {
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() -> plugin.bind(OfPointers.class))
        .withMessageContaining(", 3 times:\n")
        .withMessageContaining("OfPointers.table(), result is Steps, C has 'twice_fn'")
        .withMessageContaining("Twice.of(int), result is double, C has 'int': 'int Twice(int)'")
        .withMessageContaining("Steps.step(long), parameter 1 (x) is long, C has 'int'");
  }
}
