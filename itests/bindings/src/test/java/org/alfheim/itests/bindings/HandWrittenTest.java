package org.alfheim.itests.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.Method;
import org.alfheim.bind.TypeMismatchException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people write by hand, held against the types that the headers declare. */
class HandWrittenTest {
  private static Class<?> contract(Class<?> holder, Library library) {
    for (Class<?> each : holder.getDeclaredClasses()) {
      if (each.getSimpleName().equalsIgnoreCase(library.name())) {
        return each;
      }
    }
    throw new AssertionError(library);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsRightIsBound(Library library) {
    Class<?> contract = contract(RightByHand.class, library);

    assertThat(contract.getMethods()).hasSizeGreaterThanOrEqualTo(10);
    assertThat(library.open().bind(contract)).isInstanceOf(contract);
  }

  @ParameterizedTest
  @EnumSource
  void eachMethodThatIsWrongIsNamed(Library library) {
    Class<?> contract = contract(WrongByHand.class, library);

    TypeMismatchException refused =
        catchThrowableOfType(TypeMismatchException.class, () -> library.open().bind(contract));

    assertThat(refused).as("nothing is refused").isNotNull();
    for (Method method : contract.getMethods()) {
      String what = contract.getSimpleName() + "." + method.getName() + "(";
      assertThat(refused.contradictions()).anyMatch(line -> line.startsWith(what));
    }
    assertThat(refused.contradictions()).hasSize(contract.getMethods().length);
  }
}
